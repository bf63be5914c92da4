"""The statistics of one snapshot of the lake, as a publication asks for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import duckdb

from qingtian.apps.air.publications.source import Rules
from qingtian.language import Text
from qingtian.measurements.lake import Lake, Snapshot
from qingtian.measurements.lake.engine import connect
from qingtian.measurements.scale import PLACES, SCALE
from qingtian.measurements.statistics import AirStatistics, Membership
from qingtian.measurements.statistics.engines import DuckDB
from qingtian.measurements.statistics.results import DayIndex, DayValue, Figure, PeriodIndex, Ranked
from qingtian.standards.air.held import Held, packaged
from qingtian.standards.air.rule_tables import RuleTables, rule_tables
from qingtian.standards.air.rules import Use, rules_in
from qingtian.standards.periods import Period

#: what each kind of statistic a publication prints rests on; trends and the percentiles of a year are asked for apart
USES: frozenset[Use] = frozenset({"station_day", "ozone_day", "place_day", "period", "index", "ranking", "change"})
_ENOUGH = "enough."


class LakeSource:
    """Reads ``snapshot`` on ``days`` (first, last) and nothing else. ``members``: which station counts for which place;
    ``local``: stations whose review is the city's; ``held``: the editions, those of the program if None."""

    def __init__(
        self,
        lake: Lake,
        snapshot: Snapshot,
        days: tuple[date, date],
        members: Sequence[Membership],
        *,
        local: Collection[str] = (),
        held: Held | None = None,
    ) -> None:
        self._lake, self._given, self._days, self._members = lake, snapshot, days, tuple(members)
        self._local, self._held = frozenset(local), held or packaged()
        self._under: dict[str, AirStatistics] = {}

    @property
    def snapshot(self) -> str:
        """The id of the snapshot."""
        return self._given.id

    def edition(self, on: date) -> str:
        """The edition of the limits that holds for data of a day."""
        return self._held.on(on).id

    def days(self, first: date, last: date, edition: str) -> tuple[Sequence[DayValue], Sequence[DayIndex]]:
        """Day values and day indices of every place."""
        statistics = self._statistics(edition)
        return statistics.place_days(first, last), statistics.day_indices(first, last)

    def periods(self, of: Sequence[Period], edition: str) -> tuple[Sequence[Figure], Sequence[PeriodIndex]]:
        """Every statistic and the composite index of every place in each of these periods."""
        statistics = self._statistics(edition)
        return statistics.figures(of), statistics.indices(of)

    def ranked(self, of: Period, groups: Mapping[str, Sequence[str]], edition: str) -> Sequence[Ranked]:
        """Ranks within groups, the change on the year before under the same edition."""
        return self._statistics(edition).change_ranking(of, groups)

    def rules(self, edition: str) -> Rules:
        """What the edition says that is printed or counted by."""
        tables = self._tables(edition)
        return Rules(
            limits=dict(_limits(tables)),
            standing={str(row["item"]): str(row["statistic"]) for row in tables["rule_statistic"] if row["in_index"]},
            good_levels=frozenset(_whole(row["level"]) for row in tables["rule_category"] if row["good"]),
            unverified=self._unverified(edition),
        )

    def _tables(self, edition: str) -> RuleTables:
        return rule_tables(edition, held=self._held)

    @cached_property
    def _engine(self) -> DuckDB:
        return DuckDB(self._connection)

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return connect(self._lake.root)

    def _statistics(self, edition: str) -> AirStatistics:
        if edition not in self._under:
            stations = {member.station for member in self._members}
            hourly = self._lake.hourly(self._given, *self._days, stations, local=self._local)
            relation = self._connection.sql(hourly.sql)
            self._under[edition] = AirStatistics(relation, self._members, self._tables(edition), self._engine)
        return self._under[edition]

    def _unverified(self, edition: str) -> tuple[Text, ...]:
        """Titles of the rules used whose basis is not sure, in the order of their declaration, each once."""
        run = self._held.named(edition)
        found = [
            rule.title
            for part in (run.evaluation, run.ranking)
            for name, rule in rules_in(part)
            if not rule.sure and USES & set(rule.used_for) and not name.startswith(_ENOUGH)
        ]
        return tuple(dict.fromkeys(found))


def _limits(tables: RuleTables) -> Iterator[tuple[tuple[str, str], str]]:
    for row in tables["rule_day"]:
        yield (str(row["item"]), "day"), _printed(_whole(row["limit_day"]))
    for row in tables["rule_statistic"]:
        if row["statistic"] == "mean" and row["limit_year"] is not None:
            yield (str(row["item"]), "year"), _printed(_whole(row["limit_year"]))


def _printed(thousandths: int) -> str:
    """A limit as the standard prints it: without decimals it does not need."""
    whole, rest = divmod(thousandths, SCALE)
    return f"{whole}.{rest:0{PLACES}d}".rstrip("0").rstrip(".") if rest else str(whole)


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a rule's number is {value!r}")
    return value
