"""The report being talked about: a draft like those of the portal, swept with them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from qingtian.apps.petitions.models import ReportDraft
from qingtian.apps.petitions.receipts import digest_of, new_key
from qingtian.apps.proceedings.actions.delete_unclaimed import delete_unclaimed
from qingtian.gateways.wechat.conversation.said import Said
from qingtian.gateways.wechat.models import Contact, Media


def keep(contact: Contact, values: dict[str, Any], now: datetime) -> ReportDraft:
    """Keep what is noted now. The draft opens to nobody by a key; only its contact knows it."""
    draft = contact.draft
    if draft is None:
        draft = ReportDraft(key_digest=digest_of(new_key()), values={})
        values = values | {"once": secrets.token_urlsafe(24)}
    draft.values, draft.changed_at = values, now
    # the seal of its photos may be written meanwhile by the queue
    draft.save(update_fields=["values", "changed_at"] if draft.pk else None)
    contact.draft = draft
    return draft


def adopt(contact: Contact, said: Iterable[Said]) -> None:
    """What was sent and put aside belongs to the draft from now on."""
    waiting = [each.media for each in said if each.media]
    Media.objects.filter(contact=contact, pk__in=waiting, draft=None, petition=None).update(draft=contact.draft)


def discard(contact: Contact) -> None:
    """The draft goes with its photos; the sealed originals are orphans then, and the vault's sweep removes them."""
    draft, contact.draft = contact.draft, None
    if draft is None:
        return
    Media.objects.filter(draft=draft, state=Media.State.WAITING).update(state=Media.State.DROPPED)
    files = list(draft.files.filter(proceeding__isnull=True))
    draft.delete()
    delete_unclaimed(files)
