"""Levels heard from field units (HJ 212): the door for the gateway, by MN of the logger and code of the factor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from qingtian.apps.noise.actions.keep_levels import Kept, Sent, keep_levels
from qingtian.apps.noise.models import NoiseLevel, NoisePoint

#: codes of HJ 212 that are sound, and what they are kept as; the standard writes them in any case
FACTORS = {item.casefold(): item for item in NoiseLevel.Item.values}
MARKS_VALID = ("", "N")


def hear(
    mn: str,
    period_start: datetime,
    period_end: datetime,
    values: Mapping[str, tuple[str, str]],
    *,
    received_at: datetime,
    frame: int | None = None,
) -> Kept | None:
    """Keep what one message says of sound. ``values``: code of the factor → (text, mark); codes of other media are
    passed over.

    None: no noise point is heard through this logger. A mark other than N keeps the text and no number.
    """
    point = NoisePoint.objects.filter(mn=mn).first() if mn else None
    if point is None:
        return None
    return keep_levels(
        Sent(
            point,
            FACTORS[code.casefold()],
            period_start,
            period_end,
            text,
            received_at,
            f"HJ 212 {mn}",
            frame,
            "" if mark in MARKS_VALID else f"mark_{mark}"[:20],
        )
        for code, (text, mark) in values.items()
        if code.casefold() in FACTORS
    )
