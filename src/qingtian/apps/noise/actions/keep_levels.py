"""Keep levels (收下声级): each once, another value a revision beside the first; then their days are made again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from qingtian.apps.noise.models import NoiseLevel, NoisePoint
from qingtian.apps.noise.settle import settle_days

HUNDRED = 100
#: no sound of a street is outside of these; what is, is kept as sent and never averaged
LOWEST, HIGHEST = Decimal(0), Decimal(150)


@dataclass(frozen=True, slots=True)
class Sent:
    """One level as sent or typed; ``item`` as in ``NoiseLevel.Item``, ``text`` letter by letter, empty for none."""

    point: NoisePoint
    item: str
    period_start: datetime
    period_end: datetime
    text: str
    received_at: datetime
    origin: str
    frame: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many were new, a revision beside an earlier one, known already."""

    new: int = 0
    revised: int = 0
    known: int = 0


def keep_levels(levels: Iterable[Sent]) -> Kept:
    """All of them in one transaction, in the order given."""
    counts = {"new": 0, "revised": 0, "known": 0}
    touched: dict[int, tuple[NoisePoint, set[datetime]]] = {}
    with transaction.atomic():
        for level in levels:
            outcome = _keep(level)
            counts[outcome] += 1
            if outcome != "known":
                touched.setdefault(level.point.pk, (level.point, set()))[1].add(level.period_start)
        for point, starts in touched.values():
            settle_days(point, starts)
    return Kept(**counts)


def scaled_of(text: str) -> tuple[int | None, str]:
    """Hundredths of what was sent, or None and why: ``missing``, ``unreadable``, ``out_of_range``, ``too_fine``."""
    if not text.strip():
        return None, "missing"
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None, "unreadable"
    if not value.is_finite() or not LOWEST <= value <= HIGHEST:
        return None, "out_of_range"
    scaled = value * HUNDRED
    return (int(scaled), "") if scaled == scaled.to_integral_value() else (None, "too_fine")


def _keep(level: Sent) -> str:
    place = {
        "point": level.point,
        "item": level.item,
        "period_start": level.period_start,
        "period_end": level.period_end,
    }
    scaled, reason = scaled_of(level.text)
    if level.reason:
        scaled, reason = None, level.reason
    before = NoiseLevel.objects.filter(**place, latest=True).first()
    if before is not None and (before.text, before.scaled, before.reason) == (level.text[:20], scaled, reason):
        return "known"
    if before is not None:
        before.latest = False
        before.save(update_fields=["latest"])
    NoiseLevel.objects.create(
        **place,
        text=level.text[:20],
        scaled=scaled,
        reason=reason,
        revision=before.revision + 1 if before else 1,
        origin=level.origin[:200],
        frame=level.frame,
        at=level.received_at,
    )
    return "revised" if before is not None else "new"
