"""Erase what was reported, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.models import Proceeding


def sealed(proceeding: Proceeding) -> list[str]:
    """The identities still sealed for a petition, the reporter's first."""
    petition = Petition.objects.filter(proceeding=proceeding).first()
    tokens = [petition.identity_token, petition.photos_token] if petition else []
    return [token for token in tokens if token and not token.startswith(GONE)]


#: stands where a token was
GONE = "erased-"


def erase(proceeding: Proceeding) -> None:
    """Words, working copy, place and photos go; receipt number and channel stay, so that past years still add up."""
    petition = Petition.objects.get(proceeding=proceeding)
    petition.photos.all().delete()
    WorkingCopy.objects.filter(petition=petition).delete()
    petition.report = petition.place = petition.occurred = petition.remark = petition.grounds = ""
    petition.longitude = petition.latitude = None
    petition.key_digest = f"{GONE}{petition.pk}"
    petition.save()


def forget(proceeding: Proceeding) -> None:
    """The tokens go once nothing is sealed under them any more."""
    petition = Petition.objects.get(proceeding=proceeding)
    petition.identity_token, petition.photos_token = f"{GONE}{petition.pk}", ""
    petition.save(update_fields=["identity_token", "photos_token"])
