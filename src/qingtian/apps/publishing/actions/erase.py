"""Erase what a publication holds beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.models import Publication


def erase(proceeding: Proceeding) -> None:
    """Title, every wording, the masked words and what the public was shown go; its kind stays, so that counts add up.

    Only a publication that was taken down or withheld is ever archived: nothing leaves the public pages by this.
    """
    publication = Publication.objects.get(proceeding=proceeding)
    publication.texts.all().delete()
    publication.versions.all().delete()
    publication.title = publication.text = publication.leader_decision = ""
    publication.masks = []
    publication.save()
