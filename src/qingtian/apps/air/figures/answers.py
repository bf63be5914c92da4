"""What a question about the air is answered with: values by place, period and item, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from qingtian.apps.air.places import Place
from qingtian.language import Text
from qingtian.measurements.statistics.results import DayIndex, DayValue, Figure, PeriodIndex, Ranked
from qingtian.standards.periods import Period

#: item → the statistic that enters the composite index and stands in tables of periods
INDEX_STATISTICS = {"PM10": "mean", "PM2_5": "mean", "NO2": "mean", "SO2": "mean", "CO": "p95", "O3_8h": "p90"}


@dataclass(frozen=True, slots=True)
class Basis:
    """What figures rest on: the snapshot of the lake, the edition of the limits, the rules used that are not sure.

    ``edition`` names the limits in words; ``editions`` are the ids of all that were used; ``program`` is the version.
    ``foremost``: the unverified rules of the index itself; ``unverified``: all of them.
    """

    snapshot: str
    made_at: datetime
    edition: Text
    editions: tuple[str, ...]
    foremost: tuple[Text, ...]
    unverified: tuple[Text, ...]
    program: str

    def lines(self) -> list[str]:
        """The same as lines of a file that is taken away, Chinese and English."""
        unverified = [f"未核 Unverified: {words.zh} {words.en}" for words in self.unverified]
        return [
            f"数据快照 Snapshot: {self.snapshot}",
            f"限值 Limits: {self.edition.zh} {self.edition.en} ({', '.join(self.editions)})",
            *unverified,
            f"程序 Program: qingtian {self.program}",
            "实时数据未经审核的，以审核后的为准 Real-time data not yet reviewed are provisional",
        ]


@dataclass(frozen=True, slots=True)
class Days:
    """Days of some places: values by place, day and item, indices by place and day."""

    values: Mapping[tuple[str, date, str], DayValue]
    indices: Mapping[tuple[str, date], DayIndex]
    first: date
    last: date
    basis: Basis

    def value(self, place: str, day: date, item: str) -> DayValue | None:
        """One item of one day; None where the place has no stations that day."""
        return self.values.get((place, day, item))

    def index(self, place: str, day: date) -> DayIndex | None:
        """The daily index."""
        return self.indices.get((place, day))

    @property
    def measured(self) -> bool:
        """Whether anything at all was measured on these days."""
        return any(value.valid for value in self.values.values())


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Statistics of some places in some periods (by id), all under one edition where ``basis.editions`` has one."""

    figures: Mapping[tuple[str, str, str, str], Figure]
    indices: Mapping[tuple[str, str], PeriodIndex]
    basis: Basis
    ranks: tuple[Ranked, ...] = ()

    def figure(self, place: str, period: str, item: str, statistic: str) -> Figure | None:
        """One statistic; of levels and good days the item is ``AQI``."""
        return self.figures.get((place, period, item, statistic))

    def index(self, place: str, period: str) -> PeriodIndex | None:
        """The composite index with its parts."""
        return self.indices.get((place, period))

    def of(self, place: str, period: str) -> list[Figure]:
        """All statistics of a place in a period."""
        return [each for each in self.figures.values() if (each.place, each.period) == (place, period)]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A period's ranking with the same period a year before, both sides under one edition, and the city's days."""

    period: Period
    earlier: Period
    places: Sequence[Place]
    city: Place
    held: PeriodFigures
    city_days: Sequence[DayValue]
    limit_day: int | None
    stations: int
    _ranks: Mapping[tuple[str, str], Ranked] = field(repr=False)

    @property
    def basis(self) -> Basis:
        """What it rests on."""
        return self.held.basis

    @property
    def measured(self) -> bool:
        """Whether any region has anything to show."""
        return any(
            self.held.index(place.code, self.period.id) is not None and self._valid(place) for place in self.places
        )

    @property
    def compared(self) -> bool:
        """Whether there is a year before to compare with."""
        return any((index := self.before(place.code)) and index.composite is not None for place in self.places)

    def _valid(self, place: Place) -> bool:
        return any((figure := self.figure(place.code, item)) and figure.valid for item in INDEX_STATISTICS)

    def rank(self, place: str) -> Ranked | None:
        """The place's rank in its group."""
        return self._ranks.get((place, self.period.id))

    def rank_before(self, place: str) -> int | None:
        """Its rank a year before."""
        found = self._ranks.get((place, self.earlier.id))
        return found.rank if found else None

    def index(self, place: str) -> PeriodIndex | None:
        """Its composite index."""
        return self.held.index(place, self.period.id)

    def before(self, place: str) -> PeriodIndex | None:
        """Its composite index a year before."""
        return self.held.index(place, self.earlier.id)

    def figure(self, place: str, item: str) -> Figure | None:
        """The concentration that enters the index: a mean, of CO and O3 a percentile."""
        return self.held.figure(place, self.period.id, item, INDEX_STATISTICS[item])

    def figure_before(self, place: str, item: str) -> Figure | None:
        """The same a year before."""
        return self.held.figure(place, self.earlier.id, item, INDEX_STATISTICS[item])

    def good_rate(self, place: str) -> Figure | None:
        """The share of good days in the days with an index (优良天数比例)."""
        return self.held.figure(place, self.period.id, "AQI", "good_day_rate")

    def days_over(self, place: str, item: str) -> int:
        """On how many valid days the item was over its day limit."""
        found = self.held.figure(place, self.period.id, item, "days_over")
        return found.value // 1000 if found and found.value is not None else 0
