"""The model's file (模型文件): one zip of arrays and a JSON header, as numpy writes it. Never a pickle."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qingtian.errors import UnusableInput
from qingtian.foresight.forecasting.judging import Judgement
from qingtian.foresight.forecasting.line import Line
from qingtian.foresight.forecasting.model import Ahead, Model
from qingtian.foresight.forecasting.trees import Trees
from qingtian.foresight.forecasting.verdicts import Verdicts
from qingtian.language import Text

FORMAT = "qingtian-forecast-1"
NO_MODEL = Text("这不是预报模型文件。", "this is no forecast model.")
RETRAIN = Text("重新训练一个。", "Train one again.")


def dumps(model: Model) -> bytes:
    """The file, the same bytes for the same model."""
    arrays: dict[str, NDArray[Any]] = _columns("verdicts", model.verdicts)
    header: dict[str, Any] = {
        "format": FORMAT,
        "until": model.until.isoformat(),
        "places": model.places,
        "version": model.version,
        "with_weather": model.with_weather,
        "judgements": {},
        "forests": {},
        "starts": {},
    }
    for horizon, ahead in sorted(model.ahead.items()):
        judged = model.judgements[horizon]
        header["judgements"][str(horizon)] = [judged.weight, judged.gives_way, judged.errors, judged.errors_of_median]
        header["forests"][str(horizon)] = [trees.start for trees in ahead.forests]
        header["starts"][str(horizon)] = {name: one.start for name, one in _lines(ahead).items()}
        for name, one in _lines(ahead).items():
            arrays |= _columns(f"{horizon}.{name}", one)
        for at, trees in enumerate(ahead.forests):
            arrays |= _columns(f"{horizon}.{at}", trees)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        _put(file, "header.json", json.dumps(header, sort_keys=True).encode())
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
            _put(file, f"{name}.npy", content.getvalue())
    return out.getvalue()


def loads(content: bytes) -> Model:
    """The model of the bytes ``dumps`` gave. Raises UnusableInput ``forecast.no_model`` where they are none of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            header = json.loads(file.read("header.json"))
            if header["format"] != FORMAT:
                raise ValueError(header["format"])
            return _model(file, header)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise UnusableInput("forecast.no_model", NO_MODEL, remedy=RETRAIN) from error


def _model(file: zipfile.ZipFile, header: dict[str, Any]) -> Model:
    ahead = {}
    for name, starts in header["forests"].items():
        forests = tuple(Trees(start, *_arrays(file, f"{name}.{at}", Trees)) for at, start in enumerate(starts))
        lines = {
            which: Line(start, *_arrays(file, f"{name}.{which}", Line))
            for which, start in header["starts"][name].items()
        }
        ahead[int(name)] = Ahead(int(name), forests, **lines)
    return Model(
        until=date.fromisoformat(header["until"]),
        places=tuple(header["places"]),
        version=str(header["version"]),
        with_weather=bool(header["with_weather"]),
        ahead=ahead,
        judgements={
            int(name): Judgement(weight, gives_way, (errors[0], errors[1]), (of_median[0], of_median[1]))
            for name, (weight, gives_way, errors, of_median) in header["judgements"].items()
        },
        verdicts=Verdicts(*_arrays(file, "verdicts", Verdicts)),
    )


def _lines(ahead: Ahead) -> dict[str, Line]:
    every = {"full": ahead.full, "plain": ahead.plain, "wide": ahead.wide}
    return {name: one for name, one in every.items() if one is not None}


def _columns(name: str, one: object) -> dict[str, NDArray[Any]]:
    """The arrays of a dataclass by name; its single numbers stand in the header."""
    found = {}
    for field in fields(one):  # type: ignore[arg-type]
        value = getattr(one, field.name)
        if isinstance(value, np.ndarray):
            found[f"{name}.{field.name}"] = value.astype("int64") if value.dtype.kind == "M" else value
    return found


def _arrays(file: zipfile.ZipFile, name: str, kind: type) -> list[NDArray[Any]]:
    found = []
    for field in fields(kind):
        if field.name == "start":
            continue
        stored = np.lib.format.read_array(io.BytesIO(file.read(f"{name}.{field.name}.npy")), allow_pickle=False)
        found.append(stored.astype("datetime64[D]") if field.name == "target" else stored)
    return found


def _put(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
