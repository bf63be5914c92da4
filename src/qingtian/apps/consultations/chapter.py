"""What consultations add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.consultations.actions import effects, erase
from qingtian.apps.consultations.models import Consultation
from qingtian.apps.consultations.queries import unanswered
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.law import load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards.consultations import CLOSES, LEAST, UNANSWERED

#: the limit of each kind
LIMITS = {kind: f"consultations.{kind}" for kind in ("major_decision", "eia_draft", "other")}


def _least(on: date) -> dict[str, str]:
    """The first lawful last day of each kind, when it opens on that day."""
    law, days = load_law(), calendar()
    return {kind: law.derive(limit, start=on, calendar=days).due.isoformat() for kind, limit in LIMITS.items()}


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for: the shortest times, the last day, how many comments wait for an answer."""
    if projection.state == "drafted":
        return {LEAST: _least(on)}
    consultation = Consultation.objects.filter(proceeding=proceeding).first()
    if consultation is None or projection.state not in ("announced", "closed"):
        return {}
    closes = consultation.closes_on.isoformat() if consultation.closes_on else ""
    return {CLOSES: closes, UNANSWERED: unanswered(consultation).count()}


def _nothing(performed: object) -> None:
    """Nothing beside the acts was written."""


CHAPTER = Chapter(
    procedure="consultation",
    world=world,
    effects={
        "draft": effects.draft,
        "announce": effects.announce,
        "prolong": effects.prolong,
        "answer": effects.answer,
    },
    undo={
        "announce": effects.undo,
        "prolong": effects.undo,
        "answer": effects.undo,
        "close": _nothing,
        "withdraw_consultation": _nothing,
    },
    sealed=erase.sealed,
    erase=erase.erase,
    forget=erase.forget,
)
