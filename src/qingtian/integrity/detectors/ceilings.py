"""Values held just below a limit (压在限值之下), or below any ceiling for some days (封顶)."""

from __future__ import annotations

from typing import Final

import numpy as np

from qingtian.integrity.detectors.evidence import Evidence, Look, best_apart, stretches
from qingtian.integrity.kinds import CAP, CLIP
from qingtian.language import Text

#: concentrations at which an index or a warning changes (µg/m³); from them a clip is told from another ceiling
LIMITS: Final = (35.0, 50.0, 60.0, 75.0, 115.0, 150.0)
BAND: Final = 10.0
#: hours that should have passed the ceiling, and the share of them found just below it
LEAST: Final = 6
SHARE: Final = 0.6
CLIPPED = Text(
    "推算有 {should} 小时应超过 {limit}，报出的没有一小时超过，其中 {held} 小时落在 {low} 到 {limit} 之间。",
    "{should} hours should have passed {limit}, none was reported above it, and {held} lie between {low} and {limit}.",
)
CAPPED = Text(
    "推算有 {should} 小时应明显高于 {limit}，报出的都停在 {limit} 以下，其中 {held} 小时落在 {low} 到 {limit} 之间。",
    "{should} hours should lie well above {limit}; all stop below it, and {held} lie between {low} and {limit}.",
)
DOUBT = Text(
    "量程设得太低、饱和的仪器也会封顶；推算值在局地清洁气团过境时会偏高。",
    "A range set too low or a saturated instrument makes a ceiling too; the expectation is high in locally clean air.",
)


def clipped(look: Look) -> list[Evidence]:
    """Stretches between two values above a limit in which the limit is never passed although it should be."""
    found = []
    for limit in LIMITS:
        passed = look.seen & (look.values > limit)
        for begin, end in stretches(~passed):
            if one := _held(look, begin, end, limit, CLIP, CLIPPED):
                found.append(one)
    return best_apart(found)


def capped(look: Look) -> list[Evidence]:
    """Windows of two days to a fortnight whose highest values form a ceiling that is no limit."""
    found = []
    for length in (48, 72, 120, 168, 336):
        for begin in range(0, max(len(look.values) - length + 1, 0), 12):
            values = look.values[begin : begin + length]
            if not np.isfinite(values).any():
                continue
            top = float(np.nanmax(values))
            if top > 20 and (one := _held(look, begin, begin + length, top, CAP, CAPPED)):
                found.append(one)
    return best_apart(found)


def _held(look: Look, begin: int, end: int, limit: float, kind: str, words: Text) -> Evidence | None:
    values, expected = look.values[begin:end], look.expected[begin:end]
    seen = np.isfinite(values)
    high = seen & (expected > 1.2 * limit + 3)
    held = high & (values > limit - BAND) & (values <= limit)
    should, inside = int(high.sum()), int(held.sum())
    if should < LEAST or inside < SHARE * should:
        return None
    hours = np.flatnonzero(high)
    excess = float(np.mean(np.log((expected[high] + 5) / (limit + 5))))
    strength = (1 - float(np.exp(-inside / 6))) * min(1.0, inside / should) * min(1.0, excess / 0.35)
    numbers = {"should": float(should), "held": float(inside), "limit": limit, "low": limit - BAND}
    told = words.format(**{name: f"{value:.0f}" for name, value in numbers.items()})
    return Evidence(kind, begin + int(hours[0]), begin + int(hours[-1]) + 1, strength, numbers, told, DOUBT)
