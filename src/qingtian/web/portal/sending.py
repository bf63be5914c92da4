"""Sending a report: who it is goes straight into the sealed store and nowhere else, the rest becomes a petition."""

from __future__ import annotations

import time
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity, kind_of
from qingtian.apps.petitions.actions.receive import Received, Report, receive
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import Actor
from qingtian.web.design.figures import day
from qingtian.web.portal.answers import WHENS
from qingtian.web.portal.drafts import Draft
from qingtian.web.portal.places import area_at, area_named

REPORTER = Actor(kind="reporter")
#: how long the second of two equal submissions waits for the first to be written, in tenths of a second
PATIENCE = 50


def occurred(values: dict[str, str], language: str, on: date) -> str:
    """When it happened, in the reporter's language, with the day of reporting so that "today" keeps its meaning."""
    chosen = WHENS.get(values.get("when", ""))
    if chosen is None:
        return values.get("when_words", "")
    reported = Text(f"（{on.year}年{day(on, 'zh', on)}反映）", f" (reported {day(on, 'en', on)} {on.year})")
    words = chosen.in_(language) + reported.in_(language)
    more = values.get("when_words", "")
    return words + (("。" if not language.startswith("en") else ". ") + more if more else "")


def _area(values: dict[str, str]) -> str:
    """The area under the pin; without a pin, or outside every area, the one chosen, else the one the words name."""
    if values.get("lon"):
        found = area_at(Decimal(values["lon"]), Decimal(values["lat"]))
        if found is not None and found.parent_id is not None:
            return str(found.code)
    named = None if values.get("area") else area_named(values.get("place", ""))
    return named.code if named else values.get("area", "")


def _held(token: str) -> str:
    """The seal of the original photos, unless the sweep has taken it meanwhile: then the report still goes."""
    try:
        if token:
            kind_of(token)
        return token
    except QingtianError:
        return ""


def report_of(draft: Draft, language: str, on: date) -> Report:
    """The report as the draft stands."""
    values = draft.values
    return Report(
        report=values["report"],
        channel="web",
        receiver=city().receiver,
        kinds=values.get("kinds", ()),
        place=values.get("place", ""),
        occurred=occurred(values, language, on),
        area=_area(values),
        longitude=Decimal(values["lon"]) if values.get("lon") else None,
        latitude=Decimal(values["lat"]) if values.get("lat") else None,
        language=language,
        photos=draft.files,
        photos_token=_held(draft.row.photos_token if draft.row else ""),
    )


@sensitive_variables("identity")
def send(draft: Draft, identity: Identity, *, language: str, on: date, now: datetime) -> None:
    """Send the draft once, however often it is called. Afterwards the draft holds the receipt. Raises QingtianError."""
    once = draft.values["once"]
    report = report_of(draft, language, on)
    received: Received | None = None
    try:
        received = receive(
            report,
            identity,
            by=REPORTER,
            on=on,
            now=now,
            prefix=city().prefix,
            once=once,
            generated=settings.DEMO,
        )
    except IntegrityError:
        if not _wait_for_the_first(draft):
            raise
    if received is not None and received.key:
        draft.keep_received(now, received.receipt, received.key)
    elif not _wait_for_the_first(draft) and received is not None:
        # the first was cut off after writing: the number is known, the key of its link is lost for good
        draft.keep_received(now, received.receipt, "")


def _wait_for_the_first(draft: Draft) -> bool:
    """Two taps on one button: the second shows what the first received."""
    assert draft.row is not None
    for _ in range(PATIENCE):
        draft.row.refresh_from_db()
        if draft.sent:
            return True
        time.sleep(0.1)
    return False
