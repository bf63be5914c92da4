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

#: share of the trees in the answer, by horizon; the rest is the line's. The nearer, the more the trees know.
SHARE = (0.67, 0.3, 0.2, 0.2, 0.2, 0.2, 0.2)
#: the same where the weather of the target day is told
SHARE_WITH_WEATHER = (0.9,) * 7


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was learned of one horizon: two forests of different aim, and a line."""

    horizon: int
    forests: tuple[Trees, ...]
    line: Line

    def answer(self, seen: Seen, origins: NDArray[np.int_]) -> Numbers:
        """[places, origins] µg/m³, before any blending."""
        rows, plain = seen.rows(origins, self.horizon), seen.plain(origins, self.horizon)
        shape = rows.shape[:2]
        rows, plain = rows.reshape(-1, rows.shape[-1]), plain.reshape(-1, plain.shape[-1])
        grown = np.mean([trees.predict(rows) for trees in self.forests], axis=0)
        share = (SHARE if seen.weather is None else SHARE_WITH_WEATHER)[min(self.horizon, 7) - 1]
        return from_learned(share * grown + (1 - share) * self.line.predict(plain)).reshape(shape)


@dataclass(frozen=True, slots=True)
class Model:
    """Learned from targets up to ``until`` alone. ``version``: digest of data, settings and library.

    ``verdicts``: what it was judged by; the next model is judged by these and by what this one forecast.
    """

    until: date
    version: str
    with_weather: bool
    ahead: Mapping[int, Ahead]
    judgements: Mapping[int, Judgement]
    verdicts: Verdicts
