"""Statistics of an invented month for tests of publications: what a source answers, without a lake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from qingtian.apps.air.publications.computing import compute
from qingtian.apps.air.publications.issue import Issue, Place
from qingtian.apps.air.publications.kinds import KINDS
from qingtian.apps.air.publications.source import Rules
from qingtian.language import Text
from qingtian.measurements.statistics.results import DayIndex, DayValue, Figure, PeriodIndex, Ranked
from qingtian.standards.periods import Period

ITEMS = ("PM10", "PM2_5", "NO2", "SO2", "CO", "O3_8h")
EDITION = "GB3095-2026-transitional"
GROUP = Text("国考区域", "National")
PLACES = (
    Place("city", Text("全市", "Whole city"), lead=True),
    Place("yunlu", Text("云麓区", "Yunlu"), "national", GROUP),
    Place("wangxi", Text("望溪区", "Wangxi"), "national", GROUP),
)
STATION = Place("station:YP01", Text("溪口小学", "Xikou"), station=True)
RULES = Rules(
    limits={("PM10", "day"): "120", ("PM10", "year"): "60", ("CO", "day"): "4", ("O3_8h", "day"): "160"},
    standing={"PM10": "mean", "PM2_5": "mean", "NO2": "mean", "SO2": "mean", "CO": "p95", "O3_8h": "p90"},
    good_levels=frozenset({1, 2}),
    unverified=(Text("各项目在综合指数中的权重", "weights of the index"),),
)


class Fake:
    """PM10 of a place rises by its position; the 20th of a month is over the limit; nothing is known of ``gone``."""

    snapshot = "7-abc"

    def __init__(self, places: Sequence[Place], gone: str = "") -> None:
        self.places, self.gone = [place.code for place in places], gone

    def edition(self, on: date) -> str:
        return EDITION

    def rules(self, edition: str) -> Rules:
        return RULES

    def days(self, first: date, last: date, edition: str) -> tuple[list[DayValue], list[DayIndex]]:
        days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
        values = [self._day(place, day, item) for place in self.places for day in days for item in ITEMS]
        return values, [self._index(place, day) for place in self.places for day in days]

    def _day(self, place: str, day: date, item: str) -> DayValue:
        level = 126 if day.day == 20 and item == "PM10" else 40 + self.places.index(place)
        value, decimals = (900, 1) if item == "CO" else (level * 1000, 0)
        gone = place == self.gone
        return DayValue(
            place, day, item, None if gone else value, decimals, 0 if gone else 1, 1, EDITION, "least_hours"
        )

    def _index(self, place: str, day: date) -> DayIndex:
        if place == self.gone:
            return DayIndex(place, day, None, None, (), EDITION, "missing")
        over = day.day == 20
        return DayIndex(place, day, 104 if over else 45, 3 if over else 1, ("PM10",) if over else (), EDITION, "")

    def periods(self, of: Sequence[Period], edition: str) -> tuple[list[Figure], list[PeriodIndex]]:
        figures = [row for period in of for place in self.places for row in self._figures(place, period)]
        return figures, [self._composite(place, period) for period in of for place in self.places]

    def _figures(self, place: str, period: Period) -> list[Figure]:
        gone, days = place == self.gone, period.days
        earlier = 3 if period.last.year == 2025 else 0
        rows = []
        for item, statistic in RULES.standing.items():
            value = 900 if item == "CO" else (50 + self.places.index(place) + earlier) * 1000
            rows.append((item, statistic, value, 1 if item == "CO" else 0))
        over = sum(date.fromordinal(n).day == 20 for n in range(period.first.toordinal(), period.last.toordinal() + 1))
        rows += [("AQI", "good_days", (days - over) * 1000, 0), ("AQI", "good_day_rate", 96800, 1)]
        valid = 0 if gone else days
        return [
            Figure(place, period.id, item, name, None if gone else value, decimals, valid, days, EDITION, "least_days")
            for item, name, value, decimals in rows
        ]

    def _composite(self, place: str, period: Period) -> PeriodIndex:
        gone = place == self.gone
        singles = dict.fromkeys(ITEMS, None if gone else 850)
        value = None if gone else 3350 + 100 * self.places.index(place)
        primary = () if gone else ("PM10", "O3_8h")
        return PeriodIndex(
            place, period.id, value, singles, primary, 0 if gone else period.days, period.days, EDITION, ""
        )

    def ranked(self, of: Period, groups: Mapping[str, Sequence[str]], edition: str) -> list[Ranked]:
        found = []
        for group, places in groups.items():
            for n, place in enumerate(places, 1):
                gone = place == self.gone
                found.append(Ranked(group, place, of.id, None if gone else n, n, 3450, None if gone else -5700, n))
        return found


def issue(kind: str, period: str, *, stations: bool = False, gone: str = "", **more: object) -> Issue:
    """An issue as it would be drafted."""
    places = [*PLACES, *([STATION] if stations else [])]
    of = KINDS[kind].period(period)
    figures = compute(kind, of, places, Fake(places, gone), more.pop("targets", None))  # type: ignore[arg-type]
    given = {
        "organ": Text("云屏市生态环境局", "Yunping Bureau"),
        "city": Text("云屏市", "Yunping"),
        "day": date(2026, 11, 6),
    }
    return Issue(kind, of.id, figures, places, "7-abc", None, "0.9.3", RULES.unverified, **(given | more))  # type: ignore[arg-type]
