"""Hashes (散列): strings of characters as numbers, many at once, the same on every machine.

A model keeps numbers only. What was written in the texts it learned from does not stand in it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def strings(text: str, longest: int) -> list[Hashes]:
    """For each length 1 … ``longest``: the hash of the string that begins at each character."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64) + np.uint64(1)
    rolling = np.full(len(codes), np.uint64(7))
    found = []
    for length in range(1, longest + 1):
        width = max(0, len(codes) - length + 1)
        rolling = rolling[:width] * _STEP + codes[length - 1 :]
        found.append(_mixed(rolling + np.uint64(length)))
    return found


def hash_of(word: str) -> int:
    """The hash of one word, as ``strings`` finds it inside a text."""
    return int(strings(word, len(word))[-1][0])


def _mixed(values: Hashes) -> Hashes:
    stirred = (values ^ (values >> np.uint64(31))) * _MIX
    return stirred ^ (stirred >> np.uint64(27))
