"""Watch for dust (沙尘监视): the city's hours of PM10 and PM2.5, and the spells the thresholds find in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.models import DustCase
from qingtian.apps.places.models import Station
from qingtian.measurements.lake.engine import connect
from qingtian.standards.air.dust import dust_rule, dust_spells

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: half a spell before the day asked for may lie before it
BEFORE = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class CityHourOfDust:
    """The city's mean of one hour over its evaluated stations, in thousandths of a µg/m³; None where none reported."""

    day: date
    hour: int
    coarse: int | None
    fine: int | None

    @property
    def share(self) -> Fraction | None:
        """PM2.5 as a share of PM10."""
        return Fraction(self.fine, self.coarse) if self.fine is not None and self.coarse else None

    @property
    def coarse_shown(self) -> str:
        """PM10 in whole micrograms."""
        return whole(self.coarse)

    @property
    def fine_shown(self) -> str:
        """PM2.5 in whole micrograms."""
        return whole(self.fine)


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell of dust over the city. ``reported``: the case that covers its beginning, if there is one."""

    first: CityHourOfDust
    last: CityHourOfDust
    peak: CityHourOfDust
    before: Fraction
    over: bool
    reported: DustCase | None

    @property
    def hours(self) -> int:
        """How many hours it lasted."""
        days = (self.last.day - self.first.day).days
        return days * 24 + self.last.hour - self.first.hour + 1

    @property
    def percent(self) -> str:
        """PM2.5 as a share of PM10 at the peak."""
        return "—" if self.peak.share is None else str(round(self.peak.share * 100))


def whole(thousandths: int | None) -> str:
    """A concentration in whole units, half to even; — where there is none."""
    return "—" if thousandths is None else str(round(Fraction(thousandths, 1000)))


def spells(first: date, last: date) -> list[Spell]:
    """Spells that begin on the days from ``first`` to ``last``, the latest first."""
    if last < dust_rule().first_day:
        return []
    hours = city_hours(first - BEFORE, last + BEFORE)
    found = dust_spells([(one.coarse, one.fine) for one in hours])
    cases = list(DustCase.objects.exclude(proceeding__state="taken_back").select_related("proceeding"))
    rows = []
    for one in found:
        inside = hours[one.first : one.last + 1]
        if first <= inside[0].day <= last:
            peak = max(inside, key=lambda hour: hour.coarse or 0)
            rows.append(Spell(inside[0], inside[-1], peak, one.before, one.over, _case(inside[0], cases)))
    return rows[::-1]


def _case(begin: CityHourOfDust, cases: list[DustCase]) -> DustCase | None:
    for case in cases:
        if case.first_day <= begin.day <= case.last_day:
            return case
    return None


def city_hours(first: date, last: date) -> list[CityHourOfDust]:
    """Every hour from the first that was reported to the last, in order; one nobody reported stands with None."""
    stations = list(Station.objects.filter(evaluated=True).values_list("code", flat=True))
    lake = city_lake()
    if not lake.snapshot().number:
        return []
    hourly = lake.hourly(None, first, last, stations)
    counted = "sum(pm10)::BIGINT, count(pm10), sum(pm2_5)::BIGINT, count(pm2_5)"
    sql = f"SELECT day, hour, {counted} FROM ({hourly.sql}) GROUP BY day, hour"  # noqa: S608 - our own SQL
    connection = connect(lake.root / "work")
    try:
        rows = {(row[0], row[1]): row[2:] for row in connection.execute(sql).fetchall()}
    finally:
        connection.close()
    return [_mean(*at, rows.get(at)) for at in _every(rows)]


def _every(rows: dict[tuple[date, int], tuple[int, ...]]) -> list[tuple[date, int]]:
    if not rows:
        return []
    begin, end = min(rows), max(rows)
    moment = datetime.combine(begin[0], time.min, SHANGHAI) + timedelta(hours=begin[1] - 1)
    until = datetime.combine(end[0], time.min, SHANGHAI) + timedelta(hours=end[1] - 1)
    found = []
    while moment <= until:
        found.append((moment.date(), moment.hour + 1))
        moment += timedelta(hours=1)
    return found


def _mean(day: date, hour: int, row: tuple[int, ...] | None) -> CityHourOfDust:
    coarse, coarse_count, fine, fine_count = row or (None, 0, None, 0)
    return CityHourOfDust(
        day,
        hour,
        round(Fraction(coarse, coarse_count)) if coarse_count else None,
        round(Fraction(fine, fine_count)) if fine_count else None,
    )
