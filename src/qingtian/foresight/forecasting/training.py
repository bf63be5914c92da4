"""Training (训练): from the past alone; the model is first rehearsed on days it has not seen, and judged by them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib.metadata import version

import numpy as np
from sklearn.utils.parallel import Parallel, delayed

from qingtian.errors import UnusableInput
from qingtian.foresight.forecasting import days, features, judging, line, model, scale, trees
from qingtian.foresight.forecasting.baselines import month_medians, usual_level
from qingtian.foresight.forecasting.days import DaySeries
from qingtian.foresight.forecasting.features import SETTLED, Seen, see
from qingtian.foresight.forecasting.judging import judge
from qingtian.foresight.forecasting.line import draw
from qingtian.foresight.forecasting.model import Ahead, Model, shares
from qingtian.foresight.forecasting.scale import to_learn
from qingtian.foresight.forecasting.trees import Loss, Trees, grow
from qingtian.foresight.forecasting.verdicts import Verdicts, no_verdicts
from qingtian.foresight.hours import Numbers
from qingtian.language import Text

#: last days a model is rehearsed on, in blocks each learned from what lay before; days of history before the first
REHEARSED, BLOCK, LEAST_HISTORY = 300, 100, 90
#: days of verdicts that still teach
REMEMBERED = 730
FEWEST_ROWS = 60
#: days of history from which a line through all stations and items is drawn too; with fewer it was worse than none
SEASONED = 550
#: what the forests of a horizon aim at: the mean, and up to NEAR days ahead the median too
NEAR = 2
LOSSES: tuple[Loss, ...] = ("squared_error", "absolute_error")
TOO_SHORT = Text(
    "到 {until} 为止的日值太少，无法训练模型。",
    "there are too few day values up to {until} to train a model.",
)


def train(
    series: DaySeries,
    until: date,
    horizons: Iterable[int] = range(1, 8),
    *,
    seed: int = 1,
    workers: int = 1,
    past: Verdicts | None = None,
) -> Model:
    """A model from targets up to ``until`` alone; equal data, settings and library give an equal model and version.

    ``past``: verdicts of earlier models; without them the model is rehearsed on the last days. ``workers``: horizons
    learned at once. Raises UnusableInput ``forecast.too_short`` where there is nearly nothing to learn from.
    """
    wanted = tuple(sorted(set(horizons)))
    known = series.known_at(until, weather_until=until)
    if known.values.shape[1] <= SETTLED + max(wanted) or np.isfinite(known.values).sum() < FEWEST_ROWS:
        raise UnusableInput("forecast.too_short", TOO_SHORT.format(until=until))
    seen = see(known)

    def one(horizon: int) -> tuple[int, Ahead, Verdicts]:
        end = known.values.shape[1] - 1
        judged = rehearse(known, seen, horizon, seed) if past is None else past.of(horizon)
        return horizon, learn(known, seen, horizon, end, seed), judged

    learned = Parallel(n_jobs=workers, prefer="threads")(delayed(one)(horizon) for horizon in wanted)
    verdicts = no_verdicts()
    for _, _, judged in learned:
        verdicts = verdicts.joined(judged.between(until - timedelta(days=REMEMBERED), until))
    return Model(
        until=until,
        places=known.places,
        version=_version(known, wanted, seed, past),
        with_weather=known.weather is not None,
        ahead={horizon: ahead for horizon, ahead, _ in learned},
        judgements={horizon: judge(verdicts, horizon) for horizon in wanted},
        verdicts=verdicts,
    )


def learn(series: DaySeries, seen: Seen, horizon: int, end: int, seed: int) -> Ahead:
    """What the targets up to column ``end`` teach of a horizon."""
    origins = np.arange(min(SETTLED, max(end - horizon, 0)), end - horizon + 1)
    wanted = to_learn(series.values[:, origins + horizon]).reshape(-1)
    rows, plain = seen.rows(origins, horizon), seen.plain(origins, horizon)
    kept = np.isfinite(wanted)
    rows, plain = rows.reshape(-1, rows.shape[-1])[kept], plain.reshape(-1, plain.shape[-1])[kept]
    forests: tuple[Trees, ...] = ()
    if shares(horizon, with_weather=seen.weather is not None)[0] > 0:
        aims = LOSSES[: 2 if horizon <= NEAR else 1]
        forests = tuple(grow(rows, wanted[kept], seed=seed + at, loss=loss) for at, loss in enumerate(aims))
    wide = None
    if horizon == 1 and end >= SEASONED and seen.wide is not None and seen.weather is None:
        every = seen.wide_rows(origins, horizon)
        wide = draw(every.reshape(-1, every.shape[-1])[kept], wanted[kept])
    return Ahead(horizon, forests, draw(rows, wanted[kept]), draw(plain, wanted[kept]), wide)


def rehearse(series: DaySeries, seen: Seen, horizon: int, seed: int) -> Verdicts:
    """Verdicts on the last days, block by block, each by what was learned from targets before the block's origins."""
    days = series.values.shape[1]
    first = max(days - REHEARSED, LEAST_HISTORY)
    found = no_verdicts()
    for begin in range(first, days - horizon, BLOCK):
        origins = np.arange(begin, min(begin + BLOCK, days - horizon))
        ahead = learn(series, seen, horizon, begin, seed)
        found = found.joined(verdicts_of(series, origins, horizon, ahead.answer(seen, origins)))
    return found


def verdicts_of(series: DaySeries, origins: np.ndarray, horizon: int, answer: Numbers) -> Verdicts:
    """The verdicts on answers [places, origins], where a value was then measured."""
    median, usual = (np.empty_like(answer) for _ in range(2))
    for at, origin in enumerate(origins):
        day = series.first + timedelta(days=int(origin))
        known = series.known_at(day)
        median[:, at] = month_medians(known, day + timedelta(days=horizon))
        usual[:, at] = np.where(np.isfinite(median[:, at]), median[:, at], usual_level(known))
    actual = series.values[:, origins + horizon]
    target = np.broadcast_to(series.days()[origins + horizon], actual.shape)
    kept = np.isfinite(actual) & np.isfinite(answer) & np.isfinite(usual)
    count = int(kept.sum())
    return Verdicts(np.full(count, horizon), target[kept], answer[kept], usual[kept], median[kept], actual[kept])


def settings() -> Mapping[str, object]:
    """Every number that decides what a model becomes."""
    rooms = {one.__name__.rpartition(".")[2]: vars(one) for one in (days, features, judging, line, model, scale, trees)}
    return {
        f"{room}.{name}": value
        for room, names in (rooms | {"training": globals()}).items()
        for name, value in names.items()
        if name.isupper() and isinstance(value, int | float | tuple)
    }


def _version(known: DaySeries, horizons: tuple[int, ...], seed: int, past: Verdicts | None) -> str:
    said = {
        "settings": settings(),
        "horizons": horizons,
        "seed": seed,
        "places": known.places,
        "first": known.first.isoformat(),
        "libraries": {name: version(name) for name in ("scikit-learn", "numpy")},
    }
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode())
    judged = () if past is None else (past.horizon, past.target, past.answer, past.median, past.actual)
    for values in (known.values, known.weather, known.beside, *judged):
        digest.update(b"-" if values is None else np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()[:16]
