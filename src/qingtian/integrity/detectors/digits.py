"""Last digits (末位): multiples of five, hour after hour."""

from __future__ import annotations

from typing import Final

import numpy as np

from qingtian.integrity.detectors.evidence import Evidence, Look, stretches
from qingtian.integrity.kinds import ROUND
from qingtian.language import Text

#: values in a row that are multiples of five
LEAST: Final = 12
SENTENCE = Text(
    "连续 {hours} 个值都是 5 的倍数；末位自然分布时约五分之一是，偶然出现的机会约为 10 的 {chance} 次方。",
    "{hours} values in a row are multiples of five; about one in five is by nature, so chance is about 10^{chance}.",
)
DOUBT = Text(
    "仪器或者传输的分辨率被改过也会这样，先查配置。",
    "A resolution changed in the instrument or on the way looks the same; look at the settings first.",
)


def rounded(look: Look) -> list[Evidence]:
    """Stretches without a value that is no multiple of five; repeated values count once."""
    five = look.seen & (np.mod(look.values, 5) == 0)
    changed = np.concatenate(([True], look.values[1:] != look.values[:-1]))
    found = []
    for begin, end in stretches(five | ~look.seen):
        hours = int((five & changed)[begin:end].sum())
        chance = hours * float(np.log10(0.2)) + float(np.log10(len(look.values)))
        if hours < LEAST or chance > -2:
            continue
        inside = np.flatnonzero(five[begin:end])
        start, stop = begin + int(inside[0]), begin + int(inside[-1]) + 1
        words = {"hours": str(hours), "chance": f"{chance:.0f}"}
        numbers = {"hours": float(hours), "chance": chance}
        strength = 1 - float(np.exp(chance / 4))
        found.append(Evidence(ROUND, start, stop, strength, numbers, SENTENCE.format(**words), DOUBT))
    return found
