"""Missing when the air is bad (高值时段缺数), and there when it is not."""

from __future__ import annotations

from math import comb
from typing import Final

import numpy as np

from qingtian.integrity.detectors.evidence import Evidence, Look, best_apart
from qingtian.integrity.kinds import OFFLINE
from qingtian.language import Text

#: levels above which an hour is bad (µg/m³)
LEVELS: Final = (75.0, 115.0, 150.0)
LEAST: Final = 8
SENTENCE = Text(
    "推算高于 {level} 的 {high} 小时缺 {gone} 小时，其余 {calm} 小时缺 {lost} 小时；偶然的机会约 10 的 {chance} 次方。",
    "Of {high} hours expected above {level} {gone} are missing, of the other {calm} only {lost}: about 10^{chance}.",
)
DOUBT = Text(
    "停电、断网、强沙尘下仪器自我保护也会在高值时缺数；看供电和运维记录。",
    "A power cut, a broken line or an instrument protecting itself from dust may fall on bad hours; see the log-book.",
)


def offline_when_high(look: Look) -> list[Evidence]:
    """Windows of some days in which gaps and bad hours fall together, hours missing at most stations left out."""
    around = look.missing_around if look.missing_around is not None else np.zeros(len(look.values))
    counted = np.isfinite(look.expected) & (around < 0.5)
    found = []
    for level in LEVELS:
        high, gone = counted & (look.expected > level), counted & ~look.seen
        for length in (72, 168, 336):
            for begin in range(0, max(len(look.values) - length + 1, 0), 24):
                window = slice(begin, begin + length)
                if one := _together(high[window], gone[window], counted[window], level, begin):
                    found.append(one)
    return best_apart(found)


def _together(high: np.ndarray, gone: np.ndarray, counted: np.ndarray, level: float, begin: int) -> Evidence | None:
    bad, both = int(high.sum()), int((high & gone).sum())
    total, missing = int(counted.sum()), int(gone.sum())
    if both < LEAST or both < 0.7 * bad or bad > 0.9 * total or missing - both > 0.15 * (total - bad):
        return None
    # hypergeometric: so many of the gaps among the bad hours, were they spread evenly
    exactly = sum(comb(bad, k) * comb(total - bad, missing - k) for k in range(both, min(bad, missing) + 1))
    # gaps come in blocks: a block counts as one draw in four hours
    chance = float(np.log10(exactly / comb(total, missing))) / 4
    if chance > -1.5:
        return None
    hours = np.flatnonzero(high & gone)
    numbers = {"level": level, "high": float(bad), "gone": float(both), "calm": float(total - bad)}
    numbers |= {"lost": float(missing - both), "chance": chance}
    told = SENTENCE.format(**{name: f"{value:.0f}" for name, value in numbers.items()})
    start, end = begin + int(hours[0]), begin + int(hours[-1]) + 1
    return Evidence(OFFLINE, start, end, 1 - float(np.exp(chance / 2)), numbers, told, DOUBT)
