"""A straight line through features (岭回归): rough, and hard to mislead where little is known of the future."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qingtian.foresight.hours import Numbers

#: how strongly slopes are drawn to zero, in rows of standardised features
RIDGE = 100.0


@dataclass(frozen=True, slots=True)
class Line:
    """``answer = start + (rows - centre) @ slopes``."""

    start: float
    centre: Numbers
    slopes: Numbers

    def predict(self, rows: Numbers) -> Numbers:
        """What the line says of each row of [rows, features]; what is missing counts as usual."""
        return self.start + np.nan_to_num(rows - self.centre) @ self.slopes


def draw(rows: Numbers, wanted: Numbers) -> Line:
    """The line of least squares, drawn towards no slope at all."""
    known = np.isfinite(rows)
    count = np.maximum(known.sum(axis=0), 1)
    centre = np.where(known, rows, 0.0).sum(axis=0) / count
    apart = np.where(known, rows - centre, 0.0)
    width = np.sqrt((apart**2).sum(axis=0) / count)
    width = np.where(width > 0, width, 1.0)
    even = apart / width
    start = float(wanted.mean())
    bent = even.T @ even + RIDGE * np.eye(even.shape[1])
    return Line(start, centre, np.linalg.solve(bent, even.T @ (wanted - start)) / width)
