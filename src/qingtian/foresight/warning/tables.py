"""Tables of tiers (预警分级) as dated data: the national ones declared here, a city's own as its office entered it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import model_validator

from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.declared import Basis, Bilingual, Declared, package_data, read
from qingtian.standards.entered import Entry, entry_on

TierName = Literal["yellow", "orange", "red"]
#: from the mildest
TIERS: dict[str, Text] = {
    "yellow": Text("黄色（Ⅲ级）", "yellow (III)"),
    "orange": Text("橙色（Ⅱ级）", "orange (II)"),
    "red": Text("红色（Ⅰ级）", "red (I)"),
}
POLLUTANTS = ("PM2_5", "PM10", "SO2", "NO2", "CO", "O3")
CAUSES: dict[str, Text] = {"dust": Text("沙尘", "sand-dust"), "smoke": Text("山火烟气", "wildfire smoke")}
#: the tables an office enters
OWN_TIERS, OWN_SCOPE = "air_warning.tiers", "air_warning.scope"


class Condition(Declared):
    """``above``: AQI over it for at least ``hours``; ``reaches``: an AQI of at least so much in one window."""

    above: int | None = None
    hours: int | None = None
    reaches: int | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Condition:
        if (self.reaches is None) == (self.above is None) or (self.above is None) != (self.hours is None):
            raise ValueError("a condition has above and hours, or reaches")
        return self


class Tier(Declared):
    """``any_of``: rows of which one is enough; a row's conditions hold together, within one spell."""

    any_of: list[list[Condition]]


class ReleaseRule(Declared):
    """AQI at or below ``at_most`` for at least ``hours`` on end."""

    at_most: int
    hours: int
    basis: Basis


class TierTable(Declared):
    """One table. The highest tier that is reached counts ("and not reaching the next").

    ``warning_pollutants``: a window led by others alone gets no colour. ``exclude``: causes that are told apart.
    ``last_day`` None: until another takes its place; both ends belong to it. ``days_basis``: how sure the days are.
    """

    id: str
    title: Bilingual
    first_day: date
    last_day: date | None = None
    days_basis: Basis
    basis: Basis
    tiers: dict[TierName, Tier]
    warning_pollutants: list[str]
    exclude: list[Literal["dust", "smoke"]] = []
    scope_basis: Basis
    joining_basis: Basis
    release: ReleaseRule
    note: Bilingual | None = None

    def covers(self, on: date) -> bool:
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)


@cache
def national() -> tuple[TierTable, ...]:
    """The declared tables, the oldest first. Raises DeclarationError where a file does not hold."""
    folder = package_data("qingtian.foresight.warning")
    found = [read(TierTable, file) for file in folder.iterdir() if file.name.endswith(".yaml")]
    return tuple(sorted(found, key=lambda table: table.first_day))


def table_on(on: date, entries: Iterable[Entry] = ()) -> TierTable:
    """The table in force on ``on``: the city's own where one was entered, else the national one.

    Raises Refused ``warning.no_table`` for a day no table covers, ``warning.entered`` where an entry does not hold.
    """
    held = tuple(entries)
    base = next((table for table in reversed(national()) if table.covers(on)), None)
    if base is None:
        raise Refused(
            "warning.no_table",
            Text(f"{on} 没有录入或者声明预警分级表。", f"No table of tiers is declared or entered for {on}."),
            remedy=Text("由管理员录入本市的分级表。", "An administrator enters the city's own table."),
        )
    own = entry_on(held, OWN_TIERS, on)
    return table_of_entries(base, own, entry_on(held, OWN_SCOPE, on)) if own else base


def table_of_entries(base: TierTable, own: Entry, scope: Entry | None) -> TierTable:
    """A city's own table; what its plan leaves open (release, pollutants, causes) stays as in ``base``."""
    tiers = {name: _tier(own, name) for name in TIERS}
    found = {name: tier for name, tier in tiers.items() if tier}
    if not found:
        raise _wrong(own, Text("一级都没有填", "it declares no tier"))
    changes: dict[str, object] = {
        "id": f"entered_{own.number}",
        "title": Text(f"本市分级表（录入第 {own.number} 号）", f"The city's own table (entry {own.number})"),
        "first_day": own.first_day,
        "last_day": own.last_day,
        "days_basis": own.basis,
        "basis": own.basis,
        "tiers": found,
        "note": None,
    }
    return base.model_copy(update=changes | (_scope(base, scope) if scope else {}))


def _tier(entry: Entry, row: str) -> Tier | None:
    """Columns of one row: first condition, joined with a second (and), or a third, or an index reached."""
    first, second = _condition(entry, row, ""), _condition(entry, row, "and_")
    other, reached = _condition(entry, row, "or_"), entry.number_at(row, "or_reaches")
    if second and not first:
        raise _wrong(entry, TIERS[row])
    rows = [[one for one in (first, second) if one], [other] if other else []]
    if reached is not None:
        rows.append([Condition(reaches=int(reached))])
    rows = [row for row in rows if row]
    return Tier(any_of=rows) if rows else None


def _condition(entry: Entry, row: str, prefix: str) -> Condition | None:
    above, hours = entry.number_at(row, f"{prefix}above"), entry.number_at(row, f"{prefix}hours")
    if above is None and hours is None:
        return None
    if above is None or hours is None or hours == Decimal(0):
        raise _wrong(entry, TIERS[row])
    return Condition(above=int(above), hours=int(hours))


def _scope(base: TierTable, entry: Entry) -> dict[str, object]:
    """What the second table says; empty cells leave the national rule."""
    pollutants = _names(entry, "pollutants", POLLUTANTS)
    excluded = [] if entry.text("rule", "exclude") in ("无", "none") else _names(entry, "exclude", tuple(CAUSES))
    most, hours = entry.number_at("rule", "release_at_most"), entry.number_at("rule", "release_hours")
    found: dict[str, object] = {"scope_basis": entry.basis}
    if pollutants:
        found["warning_pollutants"] = pollutants
    if entry.text("rule", "exclude"):
        found["exclude"] = excluded
    if most is not None and hours is not None:
        found["release"] = ReleaseRule(at_most=int(most), hours=int(hours), basis=entry.basis)
    elif most is not None or hours is not None:
        raise _wrong(entry, Text("解除条件", "the release rule"))
    return found


def _names(entry: Entry, column: str, known: tuple[str, ...]) -> list[str]:
    written = entry.text("rule", column).replace("、", ",").replace(";", ",").replace(" ", ",").split(",")
    names = [name.replace("PM2.5", "PM2_5") for name in written if name]
    if unknown := [name for name in names if name not in known]:
        raise _wrong(entry, Text("、".join(unknown), ", ".join(unknown)))
    return names


def _wrong(entry: Entry, what: Text) -> Refused:
    return Refused(
        "warning.entered",
        Text(
            "录入第 {number} 号的预警表不成立：{what}。", "Entry {number} of the warning tables does not hold: {what}."
        ).format(number=entry.number, what=what),
        where=entry.table,
        remedy=Text("重新录入这张表。", "Enter the table again."),
    )
