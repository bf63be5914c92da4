"""The values of another station, hour by hour (与邻站相同)."""

from __future__ import annotations

from typing import Final

import numpy as np

from qingtian.integrity.detectors.evidence import Evidence, Look, best_apart, stretches
from qingtian.integrity.kinds import COPY
from qingtian.language import Text

#: equal hours from which a stretch is looked at; runs of one value are left to the other detector
LEAST: Final = 7
SENTENCE = Text(
    "连续 {hours} 小时与 {partner} 站完全相同；平时两站只有 {usual}% 的小时相同，偶然的机会约为 10 的 {chance} 次方。",
    "{hours} hours in a row equal those of {partner}; usually {usual} % of hours do, so chance is about 10^{chance}.",
)
DOUBT = Text(
    "两站值相同只说明有一站像另一站，不说明谁抄谁；平台重复入库、编号配置错误也会这样。",
    "Equality does not say who copied whom; a platform that stores one feed under two numbers looks the same.",
)


def copied(look: Look) -> list[Evidence]:
    """The longest stretches of equality with any other station."""
    changed = np.concatenate(([True], look.values[1:] != look.values[:-1]))
    found = []
    for partner, values in look.others.items():
        equal = look.values == values
        both = look.seen & np.isfinite(values)
        if both.sum() < 2 * LEAST:
            continue
        void = ~look.seen & ~np.isfinite(values)
        long = [(b, e) for b, e in stretches(equal | void) if equal[b:e].sum() >= LEAST]
        outside = both.copy()
        for begin, end in long:
            outside[begin:end] = False
        usual = (equal & outside).sum() / max(outside.sum(), 1)
        usual = min(max(float(usual), 0.01), 0.9)
        for begin, end in long:
            hours = int((equal & changed)[begin:end].sum())
            chance = hours * float(np.log10(usual)) + float(np.log10(len(look.values)))
            if hours < LEAST or chance > -2:
                continue
            numbers = {"hours": float(hours), "usual": 100 * usual, "chance": chance}
            words = {"hours": str(hours), "partner": partner, "usual": f"{100 * usual:.0f}", "chance": f"{chance:.0f}"}
            strength = 1 - float(np.exp(chance / 5))
            told = SENTENCE.format(**words)
            found.append(Evidence(COPY, begin, end, strength, numbers, told, DOUBT, partner=partner))
    return best_apart(found)
