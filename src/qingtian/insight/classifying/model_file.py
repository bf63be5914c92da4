"""The model's file (模型文件): one zip of arrays and a JSON header, as numpy writes it. Never a pickle.

It holds numbers and the names of the classes; no words of the texts it learned from.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qingtian.errors import UnusableInput
from qingtian.insight.classifying.features import Features
from qingtian.insight.classifying.lexicon import Lexicon
from qingtian.insight.classifying.measuring import Figures
from qingtian.insight.classifying.members import Sum
from qingtian.insight.classifying.model import Model
from qingtian.language import Text

FORMAT = "qingtian-classifier-1"
#: far above any model of ours, far below what would stop the machine
_LARGEST_ARRAY = 512 * 1024 * 1024
_ARRAYS = ("words", "costs", "kept", "telling", "weights", "bias")


def as_bytes(model: Model, figures: Figures | None = None) -> bytes:
    """The file, the same bytes for the same model."""
    header = {
        "format": FORMAT,
        "labels": list(model.labels),
        "sharpness": model.sharpness,
        "stranger": model.lexicon.stranger,
        "figures": figures.as_dict() if figures else None,
    }
    arrays = {
        "words": model.lexicon.words,
        "costs": model.lexicon.costs,
        "kept": model.features.kept.astype(np.int32),
        "telling": model.features.telling,
        "weights": model.sums.weights.astype(np.float16),
        "bias": model.sums.bias,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        _put(file, "header.json", json.dumps(header, ensure_ascii=False, sort_keys=True).encode())
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
            _put(file, f"{name}.npy", content.getvalue())
    return out.getvalue()


def _put(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def save(model: Model, path: Path, figures: Figures | None = None) -> None:
    """Write the file whole or not at all. Raises UnusableInput where it cannot be written."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(as_bytes(model, figures))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UnusableInput(
            "classifying.output",
            Text("写不了模型文件：{why}。", "the model cannot be written: {why}.").format(why=error.strerror or error),
            where=path.name,
        ) from error


def read_model(path: Path) -> Model:
    """The model of a file. Raises UnusableInput where it is none of ours."""
    try:
        return from_bytes(path.read_bytes())
    except OSError as error:
        why = error.strerror or error
        raise UnusableInput(
            "classifying.unreadable_model",
            Text("读不了模型文件：{why}。", "the model cannot be read: {why}.").format(why=why),
            where=path.name,
        ) from error
    except _Broken as error:
        raise UnusableInput(
            "classifying.no_model",
            Text("这不是分类模型文件。", "this is no classifier model."),
            where=path.name,
            remedy=Text("用 qingtian petitions train 训练一个。", "Train one with qingtian petitions train."),
        ) from error


class _Broken(Exception):
    """Not a model, or half of one."""


def from_bytes(content: bytes) -> Model:
    """The model of the bytes ``as_bytes`` gave."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            header = json.loads(file.read("header.json"))
            if header["format"] != FORMAT:
                raise _Broken(header["format"])
            arrays = {name: _array(file, f"{name}.npy") for name in _ARRAYS}
        labels = tuple(str(label) for label in header["labels"])
        sharpness, stranger = float(header["sharpness"]), float(header["stranger"])
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise _Broken from error
    return _fitting(labels, sharpness, stranger, arrays)


def _array(file: zipfile.ZipFile, name: str) -> NDArray[np.generic]:
    if file.getinfo(name).file_size > _LARGEST_ARRAY:
        raise _Broken(name)
    array: NDArray[np.generic] = np.lib.format.read_array(io.BytesIO(file.read(name)), allow_pickle=False)
    return array


def _fitting(
    labels: tuple[str, ...], sharpness: float, stranger: float, arrays: dict[str, NDArray[np.generic]]
) -> Model:
    rows, classes = len(arrays["kept"]), len(labels)
    fits = (
        arrays["weights"].shape == (rows, classes)
        and arrays["telling"].shape == (rows,)
        and arrays["bias"].shape == (classes,)
        and arrays["words"].shape == arrays["costs"].shape
    )
    if not fits:
        raise _Broken("arrays")
    lexicon = Lexicon(arrays["words"].astype(np.uint64), arrays["costs"].astype(np.float32), stranger)
    features = Features(arrays["kept"].astype(np.int64), arrays["telling"].astype(np.float32))
    sums = Sum(arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32))
    return Model(labels, lexicon, features, sums, sharpness)
