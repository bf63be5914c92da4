"""Train the models anew (训练): one an item, from the whole past; a model that learned from nothing is not made.

Where the weather was measured on days enough a second one is made beside it, with the weather of the target day: it is
used where a weather forecast tells of that day (``with_weather``). It costs two and a half times as much,
as its trees reach every horizon: 32 places, two years and seven horizons took 26 s beside 11 s, of one item.

The version is the model's own digest of data, settings and library: the same past gives the same model.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
from django.db import transaction

from qingtian.apps.forecasts.history import History, history
from qingtian.apps.forecasts.measured_weather import days_measured, measured_weather
from qingtian.apps.forecasts.models import TrainedForecaster
from qingtian.apps.forecasts.rules import HORIZONS, history_days
from qingtian.apps.forecasts.verdicts import verdict_of
from qingtian.errors import Refused
from qingtian.foresight.forecasting import DaySeries, Model, dumps, train
from qingtian.foresight.wording import ITEMS
from qingtian.language import Text

SEED = 1
#: horizons learned at once: two cores a city has
WORKERS = 2
LIBRARIES = ("scikit-learn", "numpy")
SHORT = Text(
    "数据只有 {days} 天，要 {least} 天才训练；预报按往年同月中位数显示。",
    "There are {days} days of data and training takes {least}; the median of the month in earlier years is shown.",
)


@dataclass
class Trained:
    """Items trained, those trained with weather too, and items whose history is too short, with their days."""

    items: list[str] = field(default_factory=list)
    with_weather: list[str] = field(default_factory=list)
    short: dict[str, int] = field(default_factory=dict)


def train_all(
    until: date,
    now: datetime,
    *,
    items: Iterable[str] = ITEMS,
    horizons: Iterable[int] = HORIZONS,
    past: History | None = None,
    workers: int = WORKERS,
) -> Trained:
    """One model an item from targets up to ``until``, and one with weather where it was measured; each takes the place
    of the one of its kind in use when it is written.

    Raises Refused ``forecasts.short`` where no item has days enough.
    """
    known = past if past is not None else history(until)
    least, done, most = history_days(until), Trained(), 0
    weather = measured_weather(known.first, until)
    enough = days_measured(weather) >= least
    for item in items:
        days = known.measured(item)
        most = max(most, days)
        if days < least:
            done.short[item] = days
            continue
        series = known.series[item]
        _train(item, series, known, days, until, now, horizons, workers)
        done.items.append(item)
        if enough:
            laid = np.broadcast_to(weather, (len(series.places), *weather.shape))
            _train(item, replace(series, weather=laid), known, days, until, now, horizons, workers)
            done.with_weather.append(item)
    if not done.items:
        raise Refused("forecasts.short", SHORT.format(days=most, least=least))
    return done


def _train(
    item: str,
    series: DaySeries,
    known: History,
    days: int,
    until: date,
    now: datetime,
    horizons: Iterable[int],
    workers: int,
) -> None:
    begun = time.monotonic()
    model = train(series, until, horizons, seed=SEED, workers=workers)
    _keep(item, model, known, days, now, time.monotonic() - begun)


def _keep(item: str, model: Model, known: History, days: int, now: datetime, seconds: float) -> None:
    content = dumps(model)
    digest = hashlib.sha256(content).hexdigest()
    row = TrainedForecaster(
        item=item,
        weather=model.with_weather,
        digest=digest,
        version=model.version,
        trained_at=now,
        first_day=known.first,
        until=model.until,
        days=days,
        places=len(known.places),
        seed=SEED,
        library=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        settings={"horizons": sorted(model.ahead), "weather": model.with_weather, "rehearsed": len(model.verdicts)},
        verdict=verdict_of(model),
        seconds=round(seconds, 1),
        in_use=True,
    )
    _write(row.path, content)
    with transaction.atomic():
        TrainedForecaster.objects.filter(item=item, weather=row.weather, in_use=True).update(in_use=False)
        row.save()


def _write(path: Path, content: bytes) -> None:
    """The whole file under its digest, or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
