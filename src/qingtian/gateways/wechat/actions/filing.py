"""A draft of the chat becomes a petition: once, with everything that was sent for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import claim, kind_of
from qingtian.apps.petitions.actions.receive import Received, Report, receive
from qingtian.apps.petitions.models import ReportDraft
from qingtian.apps.proceedings.models import StoredFile
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.gateways.wechat.around import Around
from qingtian.gateways.wechat.models import Contact, Filing, Media
from qingtian.gateways.wechat.people import forget_name, identity_of
from qingtian.language import Text
from qingtian.procedures.who import Actor

REPORTER = Actor(kind="reporter")
#: "today" keeps its meaning
REPORTED = Text("（{y}年{m}月{d}日反映）", " (reported on {y}-{m:02d}-{d:02d})")


def _occurred(words: str, language: str, on: date) -> str:
    return words + REPORTED.format(y=on.year, m=on.month, d=on.day).in_(language) if words else ""


def _held(token: str) -> str:
    """The seal of the originals, unless the sweep has taken it."""
    try:
        if token:
            kind_of(token)
        return token
    except QingtianError:
        return ""


def _report(contact: Contact, draft: ReportDraft, photos: list[StoredFile], around: Around) -> Report:
    values = draft.values
    point = (Decimal(values["lon"]), Decimal(values["lat"])) if values.get("lat") else None
    return Report(
        report=values["report"],
        channel="wechat",
        receiver=city().receiver,
        place=values.get("place", ""),
        occurred=_occurred(values.get("when_words", ""), contact.language, around.on),
        area=around.area_at(*point) if point else "",
        longitude=point[0] if point else None,
        latitude=point[1] if point else None,
        language=contact.language,
        photos=photos,
        photos_token=_held(draft.photos_token),
    )


@sensitive_variables()
def file_report(contact: Contact, draft: ReportDraft, around: Around) -> Received:
    """Receive the draft under its own token; the draft goes. Runs inside the transaction of the message.

    The seal is claimed after the commit: whatever stops before leaves an orphan. Raises as ``receive`` does.
    """
    draft = ReportDraft.objects.select_for_update().get(pk=draft.pk)
    files = list(draft.files.order_by("pk"))
    photos = [each for each in files if each.media_type == "image/jpeg"]
    unclaimed: list[str] = []
    received = receive(
        _report(contact, draft, photos, around),
        identity_of(contact),
        by=REPORTER,
        on=around.on,
        now=around.now,
        prefix=city().prefix,
        once="wechat:" + draft.values["once"],
        generated=settings.DEMO,
        unclaimed=unclaimed,
    )
    matter = received.petition.proceeding
    StoredFile.objects.filter(pk__in=[each.pk for each in files], proceeding=None).update(proceeding=matter)
    Media.objects.filter(draft=draft).update(draft=None, petition=received.petition)
    Filing.objects.get_or_create(
        petition=received.petition, defaults={"contact": contact, "told_seq": received.petition.proceeding.seq}
    )
    forget_name(contact)
    contact.draft = None
    draft.delete()
    transaction.on_commit(lambda: [claim(token, now=around.now) for token in unclaimed])
    return received
