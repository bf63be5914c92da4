"""The models in use (在用的模型): read from their files, checked against their digest, the last read held on to."""

from __future__ import annotations

import hashlib
import logging
from datetime import date

from qingtian.apps.forecasts.models import TrainedForecaster
from qingtian.foresight.forecasting import Model, loads

log = logging.getLogger(__name__)
_read: dict[str, Model] = {}
_MOST_READ = 12


def models_known_at(origin: date, *, weather: bool = False) -> dict[str, Model]:
    """By item the model in use that learned nothing after ``origin``, made with or without weather; items without one
    are left out."""
    found: dict[str, Model] = {}
    for row in TrainedForecaster.objects.filter(in_use=True, weather=weather, until__lte=origin):
        model = model_of(row)
        if model is not None and model.with_weather == weather:
            found[row.item] = model
    return found


def model_of(row: TrainedForecaster) -> Model | None:
    """None where its file is gone or is not what was trained: then there is no model, and the page says so."""
    if row.digest in _read:
        return _read[row.digest]
    try:
        content = row.path.read_bytes()
    except OSError:
        log.warning("the file of a model is gone", extra={"data": {"item": row.item}})
        return None
    if hashlib.sha256(content).hexdigest() != row.digest:
        log.warning("the file of a model is not what was trained", extra={"data": {"item": row.item}})
        return None
    while len(_read) >= _MOST_READ:
        _read.pop(next(iter(_read)))
    _read[row.digest] = model = loads(content)
    return model
