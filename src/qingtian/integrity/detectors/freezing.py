"""One value for hours (恒值) while the other stations go up and down."""

from __future__ import annotations

from typing import Final

import numpy as np

from qingtian.integrity.detectors.evidence import Evidence, Look, stretches
from qingtian.integrity.kinds import FREEZE
from qingtian.language import Text

#: equal hours from which a run is looked at
LEAST: Final = 6
SENTENCE = Text(
    "连续 {hours} 小时报同一个值 {value}；同期由其他站点和本站粗颗粒推算的值在 {low} 到 {high} 之间变化。",
    "{hours} hours report the one value {value}; the other stations and the own coarse dust tell of {low} to {high}.",
)
DOUBT = Text(
    "仪器故障、数采仪重发旧值也会这样；低浓度稳定天气下短时相同并不少见。",
    "A fault or a logger repeating its last value looks the same; in clean, calm air short runs are common.",
)


def frozen(look: Look) -> list[Evidence]:
    """Runs of one value in hours in which it should have moved."""
    same = np.zeros(len(look.values), dtype=bool)
    same[1:] = look.values[1:] == look.values[:-1]
    found = []
    for begin, end in stretches(same):
        start, hours = begin - 1, end - begin + 1
        expected = look.expected[start:end]
        if hours < LEAST or not np.isfinite(expected).any():
            continue
        low, high = float(np.nanmin(expected)), float(np.nanmax(expected))
        moved = float(np.log((high + 5) / (low + 5)))
        strength = (1 - np.exp(-(hours - LEAST + 1) / 5)) * min(1.0, 0.2 + hours / 40 + moved)
        numbers = {"hours": hours, "value": float(look.values[start]), "low": low, "high": high}
        words = {name: f"{value:.0f}" for name, value in numbers.items()}
        found.append(Evidence(FREEZE, start, end, float(strength), numbers, SENTENCE.format(**words), DOUBT))
    return found
