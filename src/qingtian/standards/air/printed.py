"""How a person's table of printed concentrations is read (``qingtian air index``): its headings, periods and numbers.

Full-width letters and digits are taken for what they mean; nothing else is guessed at: a thousands mark, an exponent or
a sign makes the row unreadable.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.air.feed import Unreadable, concentration
from qingtian.standards.air.records import split
from qingtian.standards.periods import Period, period

#: the columns a file must have, in the order they are named, and the item each holds
ITEMS = {"so2": "SO2", "no2": "NO2", "pm10": "PM10", "pm2_5": "PM2_5", "co": "CO", "o3_8h": "O3"}
WANTED = ("place", "period", *ITEMS)
#: other spellings of a column, looked for only where the column itself is not there
ALSO = {
    "pm2_5": ("pm2.5", "pm25", "pm2·5"),
    "co": ("co_p95", "co-95per"),
    "o3_8h": ("o3-8h", "o3_8h_p90", "o3-8h-90per", "o3_8h_90per", "o3"),
}
#: gaps of printed tables, in small letters
GAPS = frozenset({"", "-", "_", "/", "–", "—", "--", "——", "n/a", "na", "null"})
_SPOKEN = re.compile(r"(\d{4})年(?:(\d{1,2})月(上旬|中旬|下旬)?)?", re.ASCII)
_SHORT = re.compile(r"(\d{4})-(\d)(?=$|\s|[上中下])(.*)", re.ASCII)


def plain(text: str) -> str:
    """``text`` with full-width letters, digits and signs as the usual ones, and no blanks around it."""
    return unicodedata.normalize("NFKC", text.replace("\ufeff", "")).strip()


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the columns stand in a heading of ``headings``; ``group`` is None where there is no such column."""

    headings: tuple[str, ...]
    place: int
    period: int
    items: dict[str, int]
    group: int | None

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.headings)


def printed_columns(heading: str, where: str) -> Printed:
    """The columns of a heading, in any case and order; UnusableInput ``air.index_columns`` names what is wrong."""
    found = tuple(cell.replace("\ufeff", "").strip() for cell in split(heading) or ())
    names = [plain(cell).casefold() for cell in found]
    columns = {name: _spelling(name, names) for name in WANTED}
    missing = [name for name, spelling in columns.items() if spelling not in names]
    twice = [name for name, spelling in (columns | {"group": "group"}).items() if names.count(spelling) > 1]
    if missing or twice:
        raise _wrong(found, missing, twice, where)
    at = {name: names.index(spelling) for name, spelling in columns.items()}
    group = names.index("group") if "group" in names else None
    return Printed(found, at["place"], at["period"], {item: at[name] for name, item in ITEMS.items()}, group)


def _spelling(name: str, names: list[str]) -> str:
    return next((spelling for spelling in (name, *ALSO.get(name, ())) if spelling in names), name)


@lru_cache(maxsize=4096)
def printed_period(text: str) -> Period:
    """The period a cell names, also written ``2022年4月`` or ``2022-4``; Unreadable ``bad_period``."""
    words = plain(text)
    if match := _SPOKEN.fullmatch(words):
        year, month, part = match.groups()
        words = year if month is None else f"{year}-{int(month):02d}{' ' + part if part else ''}"
    elif match := _SHORT.fullmatch(words):
        words = f"{match[1]}-0{match[2]}{match[3]}"
    try:
        return period(words)
    except UnusableInput:
        raise Unreadable("bad_period", "period") from None


def printed_number(text: str, column: str, most: Decimal | None = None) -> Decimal | None:
    """A concentration as printed; None for a gap or what is not monitored.

    Unreadable ``bad_number``, ``negative``, or ``too_large`` above ``most``: then it is of another unit.
    """
    cell = plain(text)
    if cell.casefold() in GAPS:
        return None
    try:
        value = concentration(cell)
    except Unreadable as fault:
        raise Unreadable(fault.reason, column) from None
    if not isinstance(value, Decimal):
        return None
    if most is not None and value > most:
        raise Unreadable("too_large", column)
    return value


def _wrong(found: tuple[str, ...], missing: list[str], twice: list[str], where: str) -> UnusableInput:
    return UnusableInput(
        "air.index_columns",
        Text(
            "缺少的列：{missing}；重复的列：{twice}；需要的列：{wanted}；文件中的列：{found}。",
            "columns missing: {missing}; given twice: {twice}; wanted: {wanted}; found: {found}.",
        ).format(
            missing=", ".join(missing) or "–",
            twice=", ".join(twice) or "–",
            wanted=", ".join(WANTED),
            found=", ".join(found) or "–",
        ),
        where=where,
        remedy=Text(
            "第一行应为列名；浓度为 µg/m³，CO 为 mg/m³；可另加 group 列分组排名。",
            "The first line must name the columns; µg/m³, CO mg/m³; a column group ranks in groups.",
        ),
    )
