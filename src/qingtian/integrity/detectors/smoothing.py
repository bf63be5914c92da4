"""A series too calm (过度平滑): a running mean in place of the hours."""

from __future__ import annotations

from typing import Final

import numpy as np

from qingtian.integrity.detectors.evidence import Evidence, Look, best_apart
from qingtian.integrity.kinds import SMOOTH
from qingtian.language import Text

#: hours with a value that a window needs, and the share of its usual unrest below which it is looked at
LEAST: Final = 30
CALM: Final = 0.45
SENTENCE = Text(
    "{hours} 小时里逐时起伏只有平时的 {share}%（与其他站点相比，平时为 {usual}）。",
    "Over {hours} hours the hour-to-hour unrest is {share} % of its usual size (against the others, usually {usual}).",
)
DOUBT = Text(
    "仪器自带的滑动平均、换用 β 射线法仪器也会变平；看设备变更记录。",
    "An averaging set in the instrument, or another kind of instrument, is calmer too; see the record of devices.",
)


def smoothed(look: Look) -> list[Evidence]:
    """Windows in which the series bends far less against the others than it usually does."""
    ratio = _ratio(look.bend, look.bend_around, 48)
    usual = float(np.nanmedian(ratio)) if np.isfinite(ratio).any() else np.nan
    if not np.isfinite(usual) or usual <= 0:
        return []
    found = []
    for length in (48, 120, 336):
        for begin in range(0, max(len(look.values) - length + 1, 0), 12):
            window = slice(begin, begin + length)
            own, other = look.bend[window], look.bend_around[window]
            known = np.isfinite(own) & np.isfinite(other) & (own + other > 0)
            if known.sum() < LEAST:
                continue
            share = float(own[known].sum() / max(other[known].sum(), 1e-9)) / usual
            still = float((own[known] == 0).mean())
            if share > CALM or still > 0.5:
                continue
            numbers = {"hours": float(known.sum()), "share": 100 * share, "usual": usual}
            words = {"hours": f"{known.sum()}", "share": f"{100 * share:.0f}", "usual": f"{usual:.2f}"}
            strength = (1 - share) * min(1.0, float(known.sum()) / 60)
            told = SENTENCE.format(**words)
            found.append(Evidence(SMOOTH, begin, begin + length, strength, numbers, told, DOUBT))
    return best_apart(found)


def _ratio(own: np.ndarray, other: np.ndarray, length: int) -> np.ndarray:
    """Unrest against the others', by blocks of hours."""
    blocks = len(own) // length
    if blocks == 0:
        return np.array([np.nan])
    known = np.isfinite(own) & np.isfinite(other)
    mine, theirs = (
        np.where(known, series, 0.0)[: blocks * length].reshape(blocks, length).sum(axis=1) for series in (own, other)
    )
    return np.where(theirs > 0, mine / np.maximum(theirs, 1e-9), np.nan)
