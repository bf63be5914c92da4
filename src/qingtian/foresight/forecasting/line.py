"""A straight line through few features (岭回归): rough, and hard to mislead where little is known of the future."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qingtian.foresight.hours import Numbers

#: how strongly slopes are drawn to zero, in rows of standardised features
RIDGE = 30.0


@dataclass(frozen=True, slots=True)
class Line:
    """``answer = start + (rows - centre) @ slopes``."""

    start: float
    centre: Numbers
    slopes: Numbers

    def predict(self, rows: Numbers) -> Numbers:
        """What the line says of each row of [rows, features]."""
        return self.start + (rows - self.centre) @ self.slopes


def draw(rows: Numbers, wanted: Numbers) -> Line:
    """The line of least squares, drawn towards no slope at all; rows without NaN."""
    centre, width = rows.mean(axis=0), rows.std(axis=0)
    width = np.where(width > 0, width, 1.0)
    even = (rows - centre) / width
    start = float(wanted.mean())
    bent = even.T @ even + RIDGE * np.eye(even.shape[1])
    return Line(start, centre, np.linalg.solve(bent, even.T @ (wanted - start)) / width)
