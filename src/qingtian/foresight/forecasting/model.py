"""A model (预报模型): a forecaster of each horizon, how far it is trusted, and what it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from qingtian.foresight.forecasting.features import Seen
from qingtian.foresight.forecasting.judging import Judgement
from qingtian.foresight.forecasting.line import Line
from qingtian.foresight.forecasting.scale import from_learned
from qingtian.foresight.forecasting.trees import Trees
from qingtian.foresight.forecasting.verdicts import Verdicts
from qingtian.foresight.hours import Numbers

#: shares of the trees, of the line through all features and of the line through few, by horizon: the further ahead,
#: the less there is to know, and the more the rough line is right (docs/explanation/forecast.md)
SHARES = ((0.4, 0.5, 0.1), (0.2, 0.3, 0.5), (0.0, 0.35, 0.65))
#: the same where the weather of the target day is told
SHARES_WITH_WEATHER = ((0.6, 0.4, 0.0),)


def shares(horizon: int, *, with_weather: bool) -> tuple[float, float, float]:
    """Of the trees, the line through all features, the line through few; beyond the table the last row holds."""
    table = SHARES_WITH_WEATHER if with_weather else SHARES
    return table[min(horizon, len(table)) - 1]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was learned of one horizon: forests where trees have a share, a line through all features and one through
    few; ``wide``: a line through what all stations measured of all items, whose answer is averaged with the full one's.
    """

    horizon: int
    forests: tuple[Trees, ...]
    full: Line
    plain: Line
    wide: Line | None = None

    def answer(self, seen: Seen, origins: NDArray[np.int_]) -> Numbers:
        """[places, origins] µg/m³, before any blending."""
        rows, few = seen.rows(origins, self.horizon), seen.plain(origins, self.horizon)
        shape = rows.shape[:2]
        rows, few = rows.reshape(-1, rows.shape[-1]), few.reshape(-1, few.shape[-1])
        of_trees, of_full, of_plain = shares(self.horizon, with_weather=seen.weather is not None)
        full = self.full.predict(rows)
        if self.wide is not None:
            wide = seen.wide_rows(origins, self.horizon)
            full = (full + self.wide.predict(wide.reshape(len(rows), -1))) / 2
        learned = of_full * full + of_plain * self.plain.predict(few)
        for trees in self.forests:
            learned = learned + of_trees / len(self.forests) * trees.predict(rows)
        return from_learned(learned).reshape(shape)


@dataclass(frozen=True, slots=True)
class Model:
    """Learned from targets up to ``until`` alone. ``version``: digest of data, settings and library.

    ``verdicts``: what it was judged by; the next model is judged by these and by what this one forecast.
    """

    until: date
    places: tuple[str, ...]
    version: str
    with_weather: bool
    ahead: Mapping[int, Ahead]
    judgements: Mapping[int, Judgement]
    verdicts: Verdicts
