"""Which column is what in a table of an office's own (列对应): guessed from the headings, or said in a file.

The file is YAML; what it does not say is guessed::

    station: 点位编码            # or  station_fixed: 1001A  for a file of one station
    time: 监测时间               # or  date: 日期  and  hour: 小时
    stamp: hour_end              # or hour_begin: the stamp is the beginning of its hour
    items: { PM2_5: { column: 细颗粒物, unit: mg/m³ }, O3: { column: 臭氧, unit: ppb } }
    kelvin: '273.15'             # the state the gases are counted at, where it is not that of the day
    gaps: ['', '缺']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.importers.units import unit_of
from qingtian.measurements.items import ITEMS, UNITS
from qingtian.standards.declared import Declared, package_data, read

_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_SIGNS = re.compile(r"[\s._\-—:：/]+")


class Headings(Declared):
    """The contents of ``headings.yaml``."""

    station: tuple[str, ...]
    time: tuple[str, ...]
    date: tuple[str, ...]
    hour: tuple[str, ...]
    items: dict[str, tuple[str, ...]]
    gaps: frozenset[str]
    not_monitored: frozenset[str]


class ItemSaid(Declared):
    """A column of an item and its unit."""

    column: str
    unit: str = ""


class MappingFile(Declared):
    """What a mapping file may say."""

    station: str = ""
    station_fixed: str = ""
    time: str = ""
    date: str = ""
    hour: str = ""
    stamp: Literal["hour_end", "hour_begin"] = "hour_end"
    items: dict[str, ItemSaid] = {}
    kelvin: Decimal | None = None
    gaps: frozenset[str] | None = None


@cache
def headings() -> Headings:
    """The headings people write."""
    return read(Headings, package_data("qingtian.measurements.importers", "headings.yaml"))


def read_mapping(path: Path) -> MappingFile:
    """A mapping file. UnusableInput ``air.mapping`` names what does not hold."""
    try:
        found = MappingFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise wrong(path.name, str(error)) from error
    for item, said in found.items.items():
        if item not in ITEMS or (said.unit and unit_of(said.unit) is None):
            raise wrong(path.name, f"{item}: {said.unit or item}")
    return found


def completed(said: MappingFile, names: Sequence[str], where: str) -> MappingFile:
    """``said`` with what the headings tell added. UnusableInput ``air.columns`` says what is still not known."""
    for wanted in (said.station, said.time, said.date, said.hour, *(one.column for one in said.items.values())):
        if wanted and list(names).count(wanted) != 1:
            raise _columns(where, names, wanted)
    known = headings()
    found = said.model_dump() | {"items": {**_items(names), **said.items}}
    if not said.station and not said.station_fixed:
        found["station"] = _first(names, known.station)
    if not said.time and not said.date:
        found["time"] = _first(names, known.time)
        if not found["time"]:
            found["date"], found["hour"] = _first(names, known.date), said.hour or _first(names, known.hour)
    whole = MappingFile.model_validate(found | {"items": {k: _plain(v) for k, v in found["items"].items()}})
    missing = [
        words
        for words, there in (
            ("station 站点", whole.station or whole.station_fixed),
            ("time 时间", whole.time or (whole.date and whole.hour)),
            ("PM2_5 … CO", whole.items),
        )
        if not there
    ]
    if missing:
        raise _columns(where, names, ", ".join(missing))
    return whole


def _plain(value: object) -> object:
    return value.model_dump() if isinstance(value, ItemSaid) else value


def _items(names: Sequence[str]) -> dict[str, ItemSaid]:
    found = {}
    for item, spellings in headings().items.items():
        if column := _first(names, spellings):
            found[item] = ItemSaid(column=column, unit=_unit_in(column) or UNITS[item])
    return found


def _first(names: Sequence[str], spellings: Sequence[str]) -> str:
    by_key = {_key(name): name for name in reversed(names)}
    return next((by_key[one] for one in map(_key, spellings) if one in by_key), "")


def _key(name: str) -> str:
    """A heading without its unit, case, blanks and signs; ``PM₂.₅(μg/m³)`` is ``pm25``."""
    plain = unicodedata.normalize("NFKC", name)
    plain = _BRACKETS.sub(lambda m: "" if unit_of(m[1]) else m[1], plain)
    return _SIGNS.sub("", plain).casefold()


def _unit_in(name: str) -> str | None:
    return next((unit for inside in _BRACKETS.findall(name) if (unit := unit_of(inside))), None)


def wrong(where: str, why: str) -> UnusableInput:
    """A mapping file that does not hold."""
    return UnusableInput(
        "air.mapping",
        Text("列对应文件不成立：{why}", "this mapping file does not hold: {why}").format(why=why),
        where=where,
        remedy=Text("按文档中的例子改正。", "Correct it by the example in the manual."),
    )


def _columns(where: str, names: Sequence[str], wanted: str) -> UnusableInput:
    return UnusableInput(
        "air.columns",
        Text(
            "认不出这些列：{wanted}；文件中的列：{found}。", "not found: {wanted}; columns of the file: {found}."
        ).format(wanted=wanted, found=", ".join(names) or "–"),
        where=where,
        remedy=Text("用 --mapping 指定列对应文件。", "Say which column is what with --mapping."),
    )
