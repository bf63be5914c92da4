"""Fetch pictures and recordings before WeChat forgets them (三天), and keep them as the portal keeps photos."""

from __future__ import annotations

import mimetypes
from datetime import datetime, timedelta

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.photos import sterilise
from qingtian.apps.identities.vault import Identity, claim, seal, seal_file
from qingtian.apps.petitions.models import Petition, PetitionPhoto, ReportDraft
from qingtian.apps.proceedings.actions.delete_unclaimed import delete_unclaimed
from qingtian.apps.proceedings.actions.store_file import store_file, store_sealed
from qingtian.apps.proceedings.models import StoredFile
from qingtian.errors import QingtianError
from qingtian.gateways.wechat import platform
from qingtian.gateways.wechat.account import Account
from qingtian.gateways.wechat.actions.access import with_access
from qingtian.gateways.wechat.actions.sending import tell
from qingtian.gateways.wechat.backoff import claimed, put_off
from qingtian.gateways.wechat.conversation.words import PHOTO_LOST, PHOTO_REFUSED
from qingtian.gateways.wechat.models import Media
from qingtian.secrecy import Declaration

#: WeChat's own rule: so long a MediaId opens
KEPT_THERE = timedelta(days=3)
#: put aside until its sender says which report it belongs to
UNSETTLED = "unsettled"
_State = Media.State


def fetch_waiting(account: Account, now: datetime) -> int:
    """Fetch what is due; how many were kept. Two processes never fetch the same at once."""
    kept = 0
    for row in Media.objects.filter(state=_State.WAITING, next_at__lte=now).select_related("contact").order_by("pk"):
        if not claimed(row, now):
            continue
        if now - row.asked_at > KEPT_THERE:
            _lost(row, now)
        elif row.draft_id is None and row.petition_id is None:
            put_off(row, UNSETTLED, now)
        else:
            kept += _fetched(account, row, now)
    return kept


@sensitive_variables()
def _fetched(account: Account, row: Media, now: datetime) -> bool:
    try:
        got = with_access(account, now, lambda access: platform.media(account, access, row.media_id))
    except platform.Refused as refused:
        if refused.code == 40007:  # no such media: it is over
            _lost(row, now)
        else:
            put_off(row, str(refused.code), now)
        return False
    except platform.Unreachable as gone:
        put_off(row, gone.code, now)
        return False
    try:
        return _kept(row, got, now)
    except QingtianError as refused:
        Media.objects.filter(pk=row.pk).update(state=_State.REFUSED, error=refused.code)
        tell(row.contact, PHOTO_REFUSED.format(why=refused.message), "photo refused", now, row.petition)
        return False


def _lost(row: Media, now: datetime) -> None:
    Media.objects.filter(pk=row.pk).update(state=_State.LOST)
    tell(row.contact, PHOTO_LOST, "photo lost", now, row.petition)


@sensitive_variables()
def _kept(row: Media, got: platform.Fetched, now: datetime) -> bool:
    """Seal the original, keep the sterile copy where it belongs by now; False where nobody wants it any more."""
    clean = sterilise(got.content) if row.kind == Media.Kind.PHOTO else None
    token = _token(row, now)
    if clean is not None:
        original = seal_file(token, got.content, "application/octet-stream", now=now)
        name, kind = f"photo-{row.pk}.jpg", "image/jpeg"
        stored = store_file(
            clean.jpeg, name=name, media_type=kind, now=now, sealed_original=original.ref, declared=Declaration.EXEMPT
        )
    else:
        suffix = mimetypes.guess_extension(got.media_type) or (".amr" if row.kind == Media.Kind.VOICE else ".mp4")
        stored = store_sealed(
            got.content, token=token, name=f"recording{suffix}", media_type=got.media_type, now=now,
            declared=Declaration.EXEMPT,
        )  # fmt: skip
    return _put_where_it_belongs(row, stored, token, now)


def _token(row: Media, now: datetime) -> str:
    """The seal the originals of a report lie under; a new one where it has none, on disk before it is named."""
    draft = ReportDraft.objects.filter(pk=row.draft_id).first()
    petition = Petition.objects.filter(pk=row.petition_id).first()
    held = draft.photos_token if draft else petition.photos_token if petition else ""
    if held:
        return held
    token = seal(Identity("", "", ""), now=now)
    if draft:
        taken = ReportDraft.objects.filter(pk=draft.pk, photos_token="").update(photos_token=token)
    elif petition:
        taken = Petition.objects.filter(pk=petition.pk, photos_token="").update(photos_token=token)
        claim(token, now=now)
    else:
        taken = 1
    return token if taken else _token(row, now)


@transaction.atomic
def _put_where_it_belongs(row: Media, stored: StoredFile, token: str, now: datetime) -> bool:
    """The report may have been sent or dropped while the picture was fetched: look again, under lock."""
    draft = ReportDraft.objects.select_for_update().filter(pk=row.draft_id).first()
    current = Media.objects.select_for_update().get(pk=row.pk)
    kept = current.state == _State.WAITING
    if kept and draft is not None and current.draft_id == draft.pk:
        draft.files.add(stored)
    elif kept and current.petition_id is not None:
        StoredFile.objects.filter(pk=stored.pk).update(proceeding=current.petition.proceeding)
        if row.kind == Media.Kind.PHOTO:
            PetitionPhoto.objects.create(petition=current.petition, file=stored)
    else:
        kept = False
        delete_unclaimed([stored])
    Media.objects.filter(pk=row.pk).update(
        state=_State.KEPT if kept else _State.DROPPED, file=stored if kept else None, error=""
    )
    return kept
