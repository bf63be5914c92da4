"""High values multiplied down (高值按比例压低) while low ones stay as they are."""

from __future__ import annotations

from typing import Final

import numpy as np

from qingtian.integrity.detectors.evidence import Evidence, Look, best_apart
from qingtian.integrity.kinds import SCALE
from qingtian.language import Text

HIGH: Final = 100.0
CALM: Final = 80.0
LEAST: Final = 8
#: hours in a row resemble each other: so many count as one
TIED: Final = 4
SENTENCE = Text(
    "推算高于 100 的 {high} 小时，报出的平均只有推算的 {ratio}%；其余时段为 {usual}%。",
    "In {high} hours expected above 100 the values are {ratio} % of what is expected; in the others {usual} %.",
)
DOUBT = Text(
    "局地清洁、湿度高或者沙尘时推算本身偏高，会有同样的差别；单看一次不足为凭。",
    "Locally clean air, humidity or dust makes the expectation too high; one episode alone proves nothing.",
)


def scaled_down(look: Look) -> list[Evidence]:
    """Windows of some days in which high hours fall short by one and the same share and the others do not."""
    residual = look.residual
    spread = _usual(residual[np.isfinite(residual)])
    found = []
    for length in (72, 168, 336):
        for begin in range(0, max(len(look.values) - length + 1, 0), 24):
            if one := _short(residual[begin : begin + length], look.expected[begin : begin + length], begin, spread):
                found.append(one)
    return best_apart(found)


def _usual(residual: np.ndarray) -> float:
    """How far from the expectation this station usually is, by its median distance."""
    return max(1.48 * float(np.median(np.abs(residual - np.median(residual)))), 0.05) if len(residual) else 0.2


def _short(residual: np.ndarray, expected: np.ndarray, begin: int, spread: float) -> Evidence | None:
    known = np.isfinite(residual)
    high, calm = known & (expected > HIGH), known & (expected < CALM)
    if high.sum() < LEAST or calm.sum() < LEAST:
        return None
    fall, usual = float(np.mean(residual[high])), float(np.mean(residual[calm]))
    even = float(np.std(residual[high]))
    apart = (usual - fall) / (spread * float(np.sqrt(TIED / high.sum())))
    if usual - fall < 0.22 or apart < 4 or even > 1.5 * spread + 0.05:
        return None
    hours = np.flatnonzero(high)
    numbers = {"high": float(high.sum()), "ratio": 100 * float(np.exp(fall)), "usual": 100 * float(np.exp(usual))}
    told = SENTENCE.format(**{name: f"{value:.0f}" for name, value in numbers.items()})
    start, end = begin + int(hours[0]), begin + int(hours[-1]) + 1
    strength = 0.9 * (1 - float(np.exp(-apart / 6)))
    return Evidence(SCALE, start, end, strength, {**numbers, "apart": apart}, told, DOUBT)
