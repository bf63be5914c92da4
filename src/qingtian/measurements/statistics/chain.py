"""The chain of questions: hours → station days → place days → indices → periods, each kept until the days change.

Every step is a file of ``sql/``. ``DAYS`` and ``PERIODS`` say in which order they are asked; a step reads what stands
above it and the rule tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from qingtian.measurements.statistics.engines import Engine
from qingtian.measurements.statistics.results import Membership
from qingtian.measurements.statistics.rules import Rules, averages_hours, days_of, edition_of, enter
from qingtian.measurements.statistics.sql import question
from qingtian.standards.periods import Period, month_of

#: from hours to a station's day; the first two are only looked through, so the hours are read once
_HOURS = ("day_of_hours", "ozone_windows")
DAYS = ("place_stations", "place_day", "index_item", "day_index")
PERIODS = (
    "period_item",
    "period_statistic",
    "period_limit",
    "period_rate",
    "period_levels",
    "single_index",
    "composite_index",
)
_COLUMNS = "station, day, hour, pm2_5, pm10, so2, no2, o3, co"
#: more stations than these are left to the join instead of being named to the reader of the files
_NAMED_STATIONS = 300


class Chain:
    """The relations of one set of hours, members and rules in one engine."""

    def __init__(self, engine: Engine, hourly: object, members: Sequence[Membership], rules: Rules) -> None:
        self.engine = engine
        self.rules = rules
        self._members = members
        self._days: frozenset[date] = frozenset()
        self._periods: tuple[Period, ...] = ()
        engine.read("hourly", hourly)
        enter(engine, rules)
        engine.view("rule_day_wide", question("rule_day_wide"))
        engine.table(
            "member",
            {"place": "VARCHAR", "station": "VARCHAR", "first_day": "DATE", "last_day": "DATE"},
            [(m.place, m.station, m.first_day, m.last_day) for m in members],
        )

    def ask_days(self, days: Iterable[date]) -> None:
        """Have the relations of days for at least these days."""
        wanted = frozenset(days)
        if wanted <= self._days:
            return
        self._days |= wanted
        self._periods = ()
        self._hours()
        self._station_days("station_hours", "station_day")
        self._own_days()
        for name in DAYS:
            self.engine.define(name, question(name))

    def ask_periods(self, periods: Sequence[Period]) -> None:
        """Have the relations of periods for exactly these periods."""
        self.ask_days(day for period in periods for day in days_in(period))
        if tuple(periods) == self._periods:
            return
        self._periods = tuple(periods)
        enter_periods(self.engine, periods, self.rules)
        for name in PERIODS:
            self.engine.define(name, question(name))

    def ask_hours(self, periods: Sequence[Period]) -> None:
        """Have only the hours of these periods; what asks for days computes them anew."""
        self._days = frozenset(day for period in periods for day in days_in(period))
        self._hours()
        enter_periods(self.engine, periods, self.rules)
        self._days, self._periods = frozenset(), ()

    def _hours(self) -> None:
        first, last = min(self._days), max(self._days)
        dated = [(day, edition) for day, edition in days_of(self.rules, first, last) if day in self._days]
        self.engine.table("wanted_day", {"day": "DATE", "edition": "VARCHAR"}, dated)
        self.engine.view("station_hours", self._wanted_hours(first, last))

    def _own_days(self) -> None:
        if averages_hours(self.rules):
            self.engine.define("place_hour", question("place_hour"))
            self._station_days("place_hour", "place_own_day")
        else:
            self.engine.view("place_own_day", "SELECT * FROM station_day WHERE 1 = 0")

    def _station_days(self, source: str, name: str) -> None:
        """The same questions of stations' hours and of places' own hours."""
        self.engine.view("hours", f"SELECT {_COLUMNS} FROM {source}")
        for step in _HOURS:
            self.engine.view(step, question(step))
        self.engine.define(name, question("station_day"))

    def _wanted_hours(self, first: date, last: date) -> str:
        """The reader of the files is told days and stations, so that it can leave parts of them unread."""
        asked = [f"day BETWEEN DATE '{first}' AND DATE '{last}'"]
        if len(self._days) <= (last - first).days:
            asked.append("day IN (SELECT day FROM wanted_day)")
        stations = sorted({member.station for member in self._members})
        if 0 < len(stations) <= _NAMED_STATIONS:
            asked.append("station IN (" + ", ".join(f"'{_doubled(name)}'" for name in stations) + ")")
        return f"SELECT {_COLUMNS} FROM hourly WHERE " + " AND ".join(asked)


def days_in(period: Period) -> list[date]:
    """Every day of a period."""
    first = period.first.toordinal()
    return [date.fromordinal(first + n) for n in range(period.days)]


def enter_periods(engine: Engine, periods: Sequence[Period], rules: Rules) -> None:
    """``wanted_period`` and its days; a day outside a whole month of its period has an empty ``month``."""
    wanted, days = [], []
    for period in periods:
        members = [(period.id, day, *_whole_month(period, day)) for day in days_in(period)]
        months = len({month for _, _, month, _ in members if month})
        wanted.append((period.id, period.kind, edition_of(rules, period.last), period.days, months))
        days += members
    engine.table(
        "wanted_period",
        {"period": "VARCHAR", "kind": "VARCHAR", "edition": "VARCHAR", "days": "BIGINT", "months": "BIGINT"},
        wanted,
    )
    engine.table("period_day", {"period": "VARCHAR", "day": "DATE", "month": "VARCHAR", "february": "BIGINT"}, days)


def _whole_month(period: Period, day: date) -> tuple[str, int]:
    month = month_of(day)
    whole = period.first <= month.first and month.last <= period.last
    return (month.id, int(day.month == 2)) if whole else ("", 0)


def _doubled(text: str) -> str:
    return text.replace("'", "''")
