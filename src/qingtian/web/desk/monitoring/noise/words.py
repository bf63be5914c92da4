"""What pages of noise say of a day, a class and the standards behind them."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.apps.entered.queries import entries
from qingtian.apps.noise.queries import LIMITS, JudgedDay, level
from qingtian.apps.noise.settle import TABLES
from qingtian.language import Text
from qingtian.standards.noise.evaluation import Verdict
from qingtian.standards.noise.limits import declared, zones
from qingtian.web.desk.monitoring.unverified_line import standing

NAV = "desk:monitoring"
ABOVE = Text("超 {above}", "{above} above")
MET = Text("达标", "met")
NIGHT = Text("夜间时段", "span of the night")
COVERAGE = Text("最少有效小时", "least valid hours")
ROUNDING = Text("修约", "rounding")


@dataclass(frozen=True, slots=True)
class Cell:
    """A level with its verdict; ``missed`` where it lies above its limit."""

    shown: str
    limit: str
    words: Text | None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A day as lists show it."""

    judged: JudgedDay
    zone: Text
    day: Cell
    night: Cell
    burst: Cell
    ldn: str


def row_of(one: JudgedDay) -> Row:
    """Levels with one decimal or the decimals they have, each with its limit."""
    found, day = one.evaluation, one.day
    return Row(
        judged=one,
        zone=zone_words(one.zone),
        day=_cell(day.ld, found.day if found else None),
        night=_cell(day.ln, found.night if found else None),
        burst=_cell(day.burst, found.burst if found else None),
        ldn=_shown(day.ldn),
    )


def _cell(scaled: int | None, verdict: Verdict | None) -> Cell:
    if verdict is None:
        return Cell(_shown(scaled), "", None)
    above = verdict.above
    words = MET if above is None else ABOVE.format(above=f"{above:f}")
    return Cell(_shown(scaled), f"{verdict.limit:f}", words, above is not None)


def _shown(scaled: int | None) -> str:
    found = level(scaled)
    return "—" if found is None else f"{found:f}"


def zone_words(zone: str) -> Text:
    """A class by its name; without one, that it is not registered."""
    return zones().get(zone, Text("没有登记类别", "no class registered"))


def rests_on() -> list[Text]:
    """Every standard and rule a verdict rests on, each with its mark; what the office entered among them."""
    held = declared()
    rules = ((NIGHT, held.night.basis), (COVERAGE, held.coverage.basis), (ROUNDING, held.rounding.basis))
    lines = [standing(one.title, one.basis) for one in held.standards]
    lines += [standing(title, basis) for title, basis in rules]
    return lines + [entry.line() for entry in entries(LIMITS, *TABLES)]
