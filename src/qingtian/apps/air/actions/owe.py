"""Owe the lake a decision (欠湖的决定): written with the act, put into the lake after it is committed."""

from __future__ import annotations

from collections.abc import Iterable

from qingtian.apps.air.actions.spans import Span
from qingtian.apps.air.models import LakeDecision
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding

REASON = LakeDecision._meta.get_field("reason").max_length


def owe(performed: Performed, stations: Iterable[str], items: Iterable[str], span: Span, effect: str, why: str) -> None:
    """One decision a station, item and day."""
    shared = {
        "proceeding": performed.proceeding,
        "token": token_of(performed),
        "effect": effect,
        "reason": " ".join(why.split())[:REASON],
        "at": performed.act.recorded_at,
    }
    named = list(items)
    LakeDecision.objects.bulk_create(
        LakeDecision(station=station, item=item, day=day, first_hour=first, last_hour=last, **shared)
        for station in stations
        for item in named
        for day, first, last in span.days()
    )


def owe_undo(performed: Performed, why: str) -> None:
    """Take back every decision of the matter that stands."""
    LakeDecision.objects.bulk_create(
        LakeDecision(
            proceeding=performed.proceeding,
            token=token_of(performed),
            station=one.station,
            item=one.item,
            day=one.day,
            first_hour=one.first_hour,
            last_hour=one.last_hour,
            effect=one.effect,
            reason=" ".join(why.split())[:REASON],
            at=performed.act.recorded_at,
            undoes=one,
        )
        for one in standing(performed.proceeding)
    )


def standing(proceeding: Proceeding) -> list[LakeDecision]:
    """Decisions of the matter nobody took back."""
    return list(LakeDecision.objects.filter(proceeding=proceeding, undoes=None, undone_by=None))


def token_of(performed: Performed) -> str:
    """Who decided, as the lake may know it: the matter and the act."""
    return f"{performed.proceeding.number}#{performed.act.seq}"
