"""Which column of a person's table is which (``qingtian water classify``): tolerant in names, strict in units.

``TP river`` and ``TP lake/reservoir`` of Table 1 may both be there: each is read for its own waterbody. A unit beside
a name must be the item's own, or the file is refused: nothing is converted by guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.air.records import split
from qingtian.standards.water.items import items, key, known_headings
from qingtian.standards.water.limits import Waterbody

WANTED: Mapping[str, tuple[str, ...]] = {
    "section": ("section", "断面", "断面名称", "点位", "点位名称", "section name"),
    "period": ("period", "时段", "月份", "监测时间", "时间", "month"),
    "waterbody": ("waterbody", "水体", "水体类型", "水域类型", "water body"),
}
BODIES: Mapping[str, Waterbody] = {
    **dict.fromkeys(("river", "rivers", "stream", "r", "河", "河流", "江河"), "river"),
    **dict.fromkeys(("lake", "lakes", "reservoir", "lakereservoir", "l", "湖", "湖泊", "湖库", "湖泊水库"), "lake"),
    **dict.fromkeys(("水库", "库"), "lake"),
}
#: the two forms in which Table 1 prints phosphorus
_OF_ONE_BODY: Mapping[str, tuple[str, Waterbody]] = {
    **dict.fromkeys(("tpriver", "tprivers", "总磷河流"), ("TP", "river")),
    **dict.fromkeys(("tplakereservoir", "tplake", "tplakes", "总磷湖库"), ("TP", "lake")),
}
_UNITS = {"mgl": "mg/L", "mgm3": "mg/m³", "m": "m", "c": "℃", "kpa": "kPa", "个l": "/L", "mpnl": "/L", "l": "/L"}
#: words in the place of a unit for what has none
_NONE = {"", "无量纲", "dimensionless", "1"}
_OTHER = {"%", "ugl", "μgl", "ngl", "cm", "gl", "mgm", "mpa", "hpa", "pa", "个ml", "mpn100ml", "ugm3", "μgm3", "μgdm3"}
#: another way to write the unit of an item: a microgram a litre is a milligram a cubic metre
_SAME = {"mg/m³": {"ugl", "μgl", "ugdm3", "μgdm3"}}
_UNIT = re.compile(r"^(?P<name>.+?)\s*[(\[_ ]\s*(?P<unit>[^()\[\]]+?)\s*[)\]]?$")


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """Where one item stands; ``only`` for the waterbody its heading names."""

    code: str
    place: int
    heading: str
    only: Waterbody | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """``strange``: headings that were not understood; their cells are kept and not used."""

    headings: tuple[str, ...]
    section: int
    period: int
    waterbody: int
    items: tuple[ItemColumn, ...]
    strange: tuple[str, ...]


def columns_of(heading: str, where: str) -> Columns:
    """The columns of a heading line. UnusableInput ``water.columns`` or ``water.unit`` names what is wrong."""
    headings = tuple(cell.replace("\ufeff", "").strip() for cell in split(heading) or ())
    fixed = {name: _places(headings, spellings) for name, spellings in WANTED.items()}
    taken = {place for places in fixed.values() for place in places}
    found = [_item(place, cell, where) for place, cell in enumerate(headings) if place not in taken]
    columns = [one for one in found if isinstance(one, ItemColumn)]
    missing = [name for name, places in fixed.items() if not places]
    twice = [name for name, places in fixed.items() if len(places) > 1]
    named = [(column.code, column.only) for column in columns]
    twice += sorted({code for code, only in named if named.count((code, only)) > 1})
    if missing or twice or not columns:
        raise _wrong(headings, missing, twice, where)
    strange = tuple(one for one in found if isinstance(one, str) and one)
    at = {name: places[0] for name, places in fixed.items()}
    return Columns(headings, at["section"], at["period"], at["waterbody"], tuple(columns), strange)


def body_of(text: str) -> Waterbody | None:
    """River or lake as people write it; None for anything else."""
    return BODIES.get(key(text))


def _places(headings: Sequence[str], spellings: tuple[str, ...]) -> list[int]:
    wanted = {key(spelling) for spelling in spellings}
    exact = [place for place, cell in enumerate(headings) if key(cell) == key(spellings[0])]
    return exact or [place for place, cell in enumerate(headings) if key(cell) in wanted]


def _item(place: int, heading: str, where: str) -> ItemColumn | str:
    """The item of a heading, with or without its unit; the heading itself where it is none."""
    if (code := _named(heading)) and "%" not in heading:
        return ItemColumn(code[0], place, heading, code[1])
    plain = unicodedata.normalize("NFKC", heading).replace("µ", "μ")
    if (parts := _UNIT.fullmatch(plain)) and (code := _named(parts["name"])):
        unit = "%" if parts["unit"] == "%" else key(parts["unit"])
        _refuse_other(code[0], unit, heading, where)
        if unit in _UNITS or unit in _NONE or unit in _OTHER:  # one that is not the item's was refused above
            return ItemColumn(code[0], place, heading, code[1])
    return heading


def _named(heading: str) -> tuple[str, Waterbody | None] | None:
    name = key(heading)
    if name in _OF_ONE_BODY:
        return _OF_ONE_BODY[name]
    return (known_headings()[name], None) if name in known_headings() else None


def _refuse_other(code: str, unit: str, heading: str, where: str) -> None:
    """UnusableInput where the heading says a unit that is not the item's; words that are no unit say nothing."""
    wanted = items()[code].unit
    if unit in _SAME.get(wanted, ()):
        return
    if (unit in _OTHER and unit != wanted) or (unit in _UNITS and _UNITS[unit] != wanted):
        raise UnusableInput(
            "water.unit",
            Text("“{heading}”的单位应为 {unit}。", "the unit of “{heading}” must be {unit}.").format(
                heading=heading, unit=wanted or "–"
            ),
            where=where,
            remedy=Text("换算后再试；不按推测换算。", "Convert it and try again; nothing is converted by guess."),
        )


def _wrong(headings: Sequence[str], missing: list[str], twice: list[str], where: str) -> UnusableInput:
    return UnusableInput(
        "water.columns",
        Text(
            "缺少的列：{missing}；重复的列：{twice}；文件中的列：{found}。",
            "columns missing: {missing}; given twice: {twice}; found: {found}.",
        ).format(
            missing=", ".join(missing) or "–",
            twice=", ".join(twice) or "–",
            found=", ".join(headings) or "–",
        ),
        where=where,
        remedy=Text(
            "第一行应为列名：section、period、waterbody，加上至少一项监测项目（如 {items}）。",
            "The first line must name section, period, waterbody and at least one item such as {items}.",
        ).format(items=", ".join(list(items())[:7])),
    )
