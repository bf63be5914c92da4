"""The scale on which concentrations are learned: logarithms, because errors grow with the level."""

from __future__ import annotations

import numpy as np

from qingtian.foresight.hours import Numbers

#: added before the logarithm, so that a zero stays finite (µg/m³)
FLOOR = 1.0


def to_learn(values: Numbers) -> Numbers:
    """Concentrations as they are learned; NaN stays NaN."""
    return np.log(np.maximum(values, 0.0) + FLOOR)


def from_learned(values: Numbers) -> Numbers:
    """And back to concentrations, never below zero."""
    return np.maximum(np.exp(values) - FLOOR, 0.0)
