"""What both scans reckon with: the log likelihood ratio, a bound on it, and sums down the rows of a table."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qingtian.targeting.scan.zones import Numbers

#: below this whole numbers are exact as float32; and what z may then differ by
EXACT, SLACK = 1 << 24, 1e-3
#: rows added up within a block
BLOCK = 16


class Likelihood:
    """For ``total`` cases: n ln n as a table, since cases are whole."""

    def __init__(self, total: int) -> None:
        whole = np.arange(total + 1, dtype=float)
        self.total, self.kind = total, np.float32 if total < EXACT else np.float64
        self._n_ln_n = np.where(whole > 0, whole * np.log(np.maximum(whole, 1)), 0.0)

    def ratio(self, held: Numbers, e: Numbers) -> Numbers:
        """``c ln(c/E) + (C − c) ln((C − c)/(C − E))`` of zones holding so many cases, more than the ``e`` expected."""
        c = held.astype(np.intp)
        left, beyond = self.total - c, np.maximum(self.total - e, 0)
        with np.errstate(divide="ignore"):
            outside = np.where(left > 0, self._n_ln_n[left] - left * np.log(beyond), 0.0)
            return np.asarray(self._n_ln_n[c] - c * np.log(e) + outside)

    def steep(self, expected: Numbers, drawn: NDArray[np.bool_]) -> Numbers:
        """1 / sqrt(E (1 - E/C)); 0 where no zone is drawn.

        From ln(1 + x) <= x follows that a ratio is at most z², with z = (c - E) times this: zones whose z² does not
        reach a ratio known to occur cannot hold the maximum.
        """
        spread = expected * (1 - expected / self.total)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(drawn & (spread > 0), 1 / np.sqrt(spread), 0.0)

    def highest(self, held: Numbers, expected: Numbers, steep: Numbers, least: float) -> float:
        """The highest ratio among zones with more cases than expected whose z is about ``least`` or more, or 0."""
        asked = ((held - expected) * steep >= enough(least)) & (held > expected) & (steep > 0)
        return float(self.ratio(held[asked], expected[asked]).max(initial=0.0))


def enough(z: float) -> float:
    """What z must be, reckoned with few digits, to be about that much."""
    return z * (1 - SLACK) - SLACK


def heap(rows: NDArray[np.floating]) -> None:
    """Cumulative sums down the rows, in place: first within blocks of rows, all blocks at once, then of the blocks.

    ``np.cumsum`` goes down one column after the other and takes three times as long.
    """
    whole = len(rows) // BLOCK * BLOCK
    blocks = rows[:whole].reshape(-1, BLOCK, *rows.shape[1:])
    for at in range(1, BLOCK):
        blocks[:, at] += blocks[:, at - 1]
    for at in range(1, len(blocks)):
        blocks[at] += blocks[at - 1, -1]
    for at in range(max(whole, 1), len(rows)):
        rows[at] += rows[at - 1]
