"""Coverage and latency (数据到得全不全): hours had and expected, gaps by cause, and how late hours came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from qingtian.apps.air.feed_source import FeedSource, feed_source
from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.apps.air.models import FeedPoll, HourReading
from qingtian.apps.places.models import Station
from qingtian.measurements.items import COLUMNS
from qingtian.measurements.lake import State
from qingtian.measurements.lake.engine import connect
from qingtian.standards.air.timeliness import Timeliness, timeliness_on

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
LATE_SHOWN = 40
#: what is counted apart, in this order; ``UNHEARD``: nobody ever said anything of that hour
CAUSES = (State.NOT_MONITORED, State.MISSING, State.INVALID, State.LOST)


@dataclass(frozen=True, slots=True)
class StationDay:
    """One station on one day. ``hours``: with any usable value; ``expected``: those that have ended.

    ``values`` and the gaps count item-hours: of ``expected`` hours times six items each is exactly one of them.
    """

    station: str
    day: date
    hours: int
    expected: int
    values: int
    gaps: tuple[int, ...]
    unheard: int

    @property
    def whole(self) -> bool:
        """Nothing that was to be measured is missing."""
        return self.values + self.gaps[0] == self.expected * len(COLUMNS)


@dataclass(frozen=True, slots=True)
class StationNow:
    """How a station reports: its latest hour, when that came, how long after its end the hours of late days came."""

    code: str
    name_zh: str
    name_en: str
    latest: datetime | None
    received_at: datetime | None

    @property
    def delay(self) -> timedelta | None:
        """How long after its end the latest hour came."""
        return self.received_at - self.latest if self.latest and self.received_at else None


@dataclass(frozen=True, slots=True)
class LateHour:
    """One hour of a station that came after the report on it was due."""

    station: str
    hour: datetime
    delay: timedelta


@dataclass(frozen=True, slots=True)
class FeedState:
    """The feed as a whole: where it comes from, its last look, the last that found something, what is due when."""

    source: FeedSource | None
    demonstration: bool
    last: FeedPoll | None
    last_taken: FeedPoll | None
    due: Timeliness
    latest: datetime | None

    def late(self, now: datetime) -> bool:
        """Whether the hour that ended before last should have been published and is not here."""
        wanted = now.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
        if now - wanted < self.due.hourly:
            wanted -= HOUR
        return self.latest is None or self.latest < wanted


def feed_state(now: datetime) -> FeedState:
    """How the feed stands at ``now``."""
    return FeedState(
        source=feed_source(),
        demonstration=bool(settings.DEMO),
        last=FeedPoll.objects.first(),
        last_taken=FeedPoll.objects.filter(outcome=FeedPoll.Outcome.TAKEN).first(),
        due=timeliness_on(now.astimezone(SHANGHAI).date()),
        latest=HourReading.objects.filter(hour__lte=now).order_by("-hour").values_list("hour", flat=True).first(),
    )


def stations_now(until: datetime) -> list[StationNow]:
    """Every station with its latest hour on the board, in order of code."""
    latest: dict[int, tuple[datetime, datetime | None]] = {}
    rows = HourReading.objects.filter(hour__lte=until, hour__gt=until - timedelta(days=9)).order_by("hour")
    for station, hour, received in rows.values_list("station", "hour", "received_at"):
        latest[station] = (hour, received)
    return [
        StationNow(row.code, row.name_zh, row.name_en, *latest.get(row.pk, (None, None)))
        for row in Station.objects.order_by("code")
    ]


def late_hours(until: datetime, days: int = 3) -> tuple[list[LateHour], int]:
    """Hours of the last days that came after their report was due: the latest ``LATE_SHOWN``, and how many in all."""
    rows = HourReading.objects.filter(hour__lte=until, hour__gt=until - timedelta(days=days), received_at__isnull=False)
    due = timeliness_on(until.astimezone(SHANGHAI).date()).hourly
    found = [
        LateHour(code, hour, received - hour)
        for code, hour, received in rows.order_by("-hour", "station__code").values_list(
            "station__code", "hour", "received_at"
        )
        if received - hour > due
    ]
    return found[:LATE_SHOWN], len(found)


def hours_ended(day: date, now: datetime) -> int:
    """How many hours of a natural day have ended at ``now``."""
    ended = (now - datetime.combine(day, time.min, SHANGHAI)) // HOUR
    return max(0, min(24, ended))


def coverage(first: date, last: date, now: datetime, stations: Sequence[str] | None = None) -> list[StationDay]:
    """Every station on every day, the stations in order of code, the days of each in order."""
    codes = list(stations if stations is not None else Station.objects.order_by("code").values_list("code", flat=True))
    counted = {(row[0], row[1]): row[2:] for row in _counts(first, last, codes, now)}
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [_day(code, day, counted.get((code, day)), hours_ended(day, now)) for code in codes for day in days]


def _day(station: str, day: date, counted: tuple[int, ...] | None, expected: int) -> StationDay:
    hours, values, *gaps = counted or (0,) * (2 + len(CAUSES))
    unheard = expected * len(COLUMNS) - values - sum(gaps)
    return StationDay(station, day, hours, expected, values, tuple(gaps), max(0, unheard))


def _counts(first: date, last: date, codes: list[str], now: datetime) -> list[tuple[int, ...]]:
    """Per station and day: hours with a value, values, item-hours of each cause; hours still to come are left out."""
    lake = city_lake()
    if not lake.snapshot().number:
        return []
    hourly = lake.hourly(None, first, last, codes, local=local_stations())
    today = now.astimezone(SHANGHAI).date()
    usable = " OR ".join(f"{name} IS NOT NULL" for name in COLUMNS)
    columns = [f"count(*) FILTER ({usable})", _sum(f"{{name}}_state = {State.VALID:d}")]
    columns += [_sum(f"{{name}}_state = {cause:d}") for cause in CAUSES]
    sql = (
        f"SELECT station, day, {', '.join(columns)} FROM ({hourly.sql}) "  # noqa: S608 - our own SQL
        f"WHERE day < DATE '{today}' OR hour <= {hours_ended(today, now)} GROUP BY station, day"
    )
    connection = connect(lake.root / "work")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _sum(condition: str) -> str:
    """How many items of an hour satisfy a condition, added up."""
    each = (f"CASE WHEN {condition.format(name=name)} THEN 1 ELSE 0 END" for name in COLUMNS)
    return f"coalesce(sum({' + '.join(each)}), 0)::INTEGER"
