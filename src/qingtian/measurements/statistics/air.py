"""The statistics of air (空气质量统计): what papers, pages and the command line ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from qingtian.measurements.statistics import answers
from qingtian.measurements.statistics.chain import Chain, days_in
from qingtian.measurements.statistics.engines import DuckDB, Engine
from qingtian.measurements.statistics.pm10 import DustDays, pm10_views
from qingtian.measurements.statistics.pooled import pooled_hours
from qingtian.measurements.statistics.remaining import Targets, remaining_days
from qingtian.measurements.statistics.results import (
    DayIndex,
    DayValue,
    Figure,
    Membership,
    PeriodIndex,
    PM10View,
    Ranked,
    Remaining,
)
from qingtian.measurements.statistics.rules import Rules, critical_values, edition_of, one_edition
from qingtian.measurements.statistics.sql import question
from qingtian.measurements.statistics.trend import Trend, trend
from qingtian.standards.periods import Period, span, year_before


class AirStatistics:
    """Every statistic of ``hourly`` (Parquet files or a relation with the columns of decision 0040).

    ``members``: which station counts for which place when. ``rules``: ``standards.air.rule_tables``; those of one
    edition compute everything under it. ``engine``: DuckDB in memory if not given; it must be the engine's own, for the
    chain keeps its relations in it. Days are computed when first asked for and kept.
    """

    def __init__(
        self, hourly: object, members: Sequence[Membership], rules: Rules, engine: Engine | None = None
    ) -> None:
        self._given = hourly, tuple(members)
        self._rules = rules
        self._engine: Engine = engine or DuckDB()
        self._chain = Chain(self._engine, hourly, members, rules)

    def station_days(self, first: date, last: date) -> list[DayValue]:
        """Every item of every member station on every day, also where nothing was measured."""
        self._chain.ask_days(days_in(span(first, last)))
        self._engine.view("station_item_day", question("station_item_day"))
        return answers.day_values(self._engine, "station_item_day", "station", first, last)

    def place_days(self, first: date, last: date) -> list[DayValue]:
        """Every item of every place on every day it has members."""
        self._chain.ask_days(days_in(span(first, last)))
        return answers.day_values(self._engine, "place_day", "place", first, last)

    def day_indices(self, first: date, last: date) -> list[DayIndex]:
        """The daily index of every place on every day it has members."""
        self._chain.ask_days(days_in(span(first, last)))
        return answers.day_indices(self._engine, first, last)

    def figures(self, periods: Iterable[Period]) -> list[Figure]:
        """Every statistic of every item and of the index, in order of place, period, item."""
        self._chain.ask_periods(tuple(periods))
        return answers.figures(self._engine)

    def indices(self, periods: Iterable[Period]) -> list[PeriodIndex]:
        """The composite index of every place in every period."""
        self._chain.ask_periods(tuple(periods))
        return answers.indices(self._engine)

    def ranking(self, period: Period, groups: Mapping[str, Sequence[str]]) -> list[Ranked]:
        """Places of each group (group → places) by composite index, in the order shown; ``change`` is left None."""
        return self.rankings((period,), groups)

    def rankings(self, periods: Iterable[Period], groups: Mapping[str, Sequence[str]]) -> list[Ranked]:
        """The rankings of several periods, one after the other."""
        self._chain.ask_periods(tuple(periods))
        self._rank(groups)
        return answers.ranked(self._engine, "ranking")

    def change_ranking(self, period: Period, groups: Mapping[str, Sequence[str]]) -> list[Ranked]:
        """The ranking with the change on the same period a year before and the rank by it, most improved first.

        Both sides are computed under the edition of the later one, whatever was in force a year before.
        """
        edition, before = edition_of(self._rules, period.last), year_before(period)
        if edition_of(self._rules, before.first) != edition or edition_of(self._rules, period.first) != edition:
            return self._under(edition, period, groups)
        self._chain.ask_periods((period, before))
        self._rank(groups)
        self._engine.table(
            "compared_period",
            {"period": "VARCHAR", "before": "VARCHAR", "edition": "VARCHAR"},
            [(period.id, before.id, edition)],
        )
        self._engine.define("change_ranking", question("change_ranking"))
        return answers.ranked(self._engine, "change_ranking")

    def calendar(self, period: Period) -> list[DayIndex]:
        """The daily indices of a period's days, for a calendar (日历)."""
        return self.day_indices(period.first, period.last)

    def trend(self, periods: Sequence[Period], item: str, statistic: str) -> list[Trend]:
        """The trend of one statistic over years, of every place; critical values by the last year's edition."""
        edition = edition_of(self._rules, max(period.last for period in periods))
        critical = critical_values(self._rules, edition)
        series: dict[str, dict[int, int]] = {}
        for figure in self.figures(periods):
            if figure.item == item and figure.statistic == statistic and figure.value is not None:
                series.setdefault(figure.place, {})[int(figure.period[:4])] = figure.value
        return [trend(place, item, statistic, values, critical) for place, values in sorted(series.items())]

    def remaining_days(
        self, period: Period, as_of: date, targets: Targets, decimals: Mapping[str, int] | None = None
    ) -> list[Remaining]:
        """What the days of ``period`` after ``as_of`` must be to keep each target: (place, item) → mean, or (place,
        ``AQI``) → good-day rate in per cent, in thousandths. ValueError if ``as_of`` is not of the period."""
        return remaining_days(self._chain, period, as_of, targets, decimals or {})

    def pm10_view(
        self, period: Period, dust_days: DustDays | None = None, weather: object | None = None
    ) -> list[PM10View]:
        """PM10 of every place by itself. ``weather`` is a relation or files ``(station, day, hour, sector)``: where the
        wind came from, 0 north, clockwise to 15, -1 calm."""
        return pm10_views(self._chain, period, dust_days or {}, weather)

    def pooled_hours(self, periods: Sequence[Period]) -> list[Figure]:
        """Means of all valid hours, pooled over the stations of a place, with no rule of validity (item ``O3`` too)."""
        return pooled_hours(self._chain, tuple(periods))

    def _under(self, edition: str, period: Period, groups: Mapping[str, Sequence[str]]) -> list[Ranked]:
        """The change ranking by the rules of one edition; they replace ours in the engine, so the chain begins anew."""
        hourly, members = self._given
        try:
            pinned = AirStatistics(hourly, members, one_edition(self._rules, edition), self._engine)
            return pinned.change_ranking(period, groups)
        finally:
            self._chain = Chain(self._engine, hourly, members, self._rules)

    def _rank(self, groups: Mapping[str, Sequence[str]]) -> None:
        rows = [(group, place) for group, places in groups.items() for place in dict.fromkeys(places)]
        self._engine.table("ranked_place", {"ranking_group": "VARCHAR", "place": "VARCHAR"}, rows)
        self._engine.define("ranking", question("ranking"))
