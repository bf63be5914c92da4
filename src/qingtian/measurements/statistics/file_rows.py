"""Statistics as the rows of a table: ``place, period, item, statistic, value, valid, expected, edition``.

Items are PM2_5, PM10, SO2, NO2, O3_8h, O3_1h and CO, ``AQI``, and ``all`` for what is of all six together. Values are
µg/m³, CO mg/m³; rates are per cent; counts are whole; empty where the rules refuse a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qingtian.measurements.scale import written
from qingtian.measurements.statistics.air import AirStatistics
from qingtian.measurements.statistics.results import ITEMS, DayIndex, DayValue, Figure, PeriodIndex
from qingtian.standards.air.pollutants import pollutants
from qingtian.standards.periods import Period

HEADING = ("place", "period", "item", "statistic", "value", "valid", "expected", "edition")
#: what a day's value is of its hours; the others are means
_OF_HOURS = {"O3_8h": "maximum", "O3_1h": "maximum"}
_INDEX_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the table."""

    place: str
    period: str
    item: str
    statistic: str
    value: Decimal | None
    valid: int
    expected: int
    edition: str


def rows_of_days(air: AirStatistics, periods: Sequence[Period], *, of_stations: bool = False) -> Iterator[FileRow]:
    """Values of days, the daily index, its level and which items lead it.

    ``of_stations``: each place is one station and named as it, so that its hours are counted and not its one station.
    """
    first, last = periods[0].first, periods[-1].last
    indices: dict[tuple[str, str], DayIndex] = {
        (index.place, index.day.isoformat()): index for index in air.day_indices(first, last)
    }
    days = air.station_days(first, last) if of_stations else air.place_days(first, last)
    values = sorted(days, key=lambda value: (value.day, value.place))
    for n, value in enumerate(values):
        yield _day_row(value)
        if n + 1 == len(values) or (values[n + 1].place, values[n + 1].day) != (value.place, value.day):
            yield from _index_rows(indices[value.place, value.day.isoformat()])


def rows_of_periods(air: AirStatistics, periods: Sequence[Period]) -> Iterator[FileRow]:
    """Every statistic, then single and composite indices, period by period."""
    order = {period.id: n for n, period in enumerate(periods)}
    found = air.figures(periods)
    figures = [*map(_figure_row, found), *_attaining(found)]
    indices = [row for index in air.indices(periods) for row in _composite_rows(index)]
    return iter(sorted([*figures, *indices], key=lambda row: (order[row.period], row.place)))


def rows_of_hours(air: AirStatistics, periods: Sequence[Period]) -> Iterator[FileRow]:
    """Means of hours pooled over stations."""
    order = {period.id: n for n, period in enumerate(periods)}
    return iter(sorted(map(_figure_row, air.pooled_hours(periods)), key=lambda row: (order[row.period], row.place)))


def _attaining(figures: Sequence[Figure]) -> Iterator[FileRow]:
    """A place attains if every item does; not if one does not; open while one was refused."""
    places: dict[tuple[str, str, str], list[int | None]] = {}
    for figure in figures:
        if figure.statistic == "attained":
            places.setdefault((figure.place, figure.period, figure.edition), []).append(figure.value)
    for (place, period, edition), values in places.items():
        decided = 0 if 0 in values else None if None in values else 1
        known = sum(value is not None for value in values)
        shown = None if decided is None else Decimal(decided)
        yield FileRow(place, period, "all", "attained", shown, known, len(values), edition)


def _figure_row(figure: Figure) -> FileRow:
    value = None if figure.value is None else written(figure.value, figure.decimals)
    return FileRow(
        figure.place,
        figure.period,
        figure.item,
        figure.statistic,
        value,
        figure.valid,
        figure.expected,
        figure.edition,
    )


def _day_row(value: DayValue) -> FileRow:
    shown = None if value.value is None else written(value.value, value.decimals)
    statistic = _OF_HOURS.get(value.item, "mean")
    return FileRow(
        value.place,
        value.day.isoformat(),
        value.item,
        statistic,
        shown,
        value.valid,
        value.expected,
        value.edition,
    )


def _index_rows(index: DayIndex) -> Iterator[FileRow]:
    def row(item: str, statistic: str, value: int | None) -> FileRow:
        shown = None if value is None else Decimal(value)
        published = int(index.aqi is not None)
        return FileRow(index.place, index.day.isoformat(), item, statistic, shown, published, 1, index.edition)

    yield row("AQI", "aqi", index.aqi)
    yield row("AQI", "level", index.level)
    for code in pollutants():
        if code in index.primary:
            yield row("O3_8h" if code == "O3" else code, "days_leading", 1)


def _composite_rows(index: PeriodIndex) -> Iterator[FileRow]:
    def row(item: str, statistic: str, value: int | None) -> FileRow:
        shown = None if value is None else written(value, _INDEX_DECIMALS)
        return FileRow(index.place, index.period, item, statistic, shown, index.valid, index.expected, index.edition)

    for item in ITEMS:
        if item in index.singles:
            yield row(item, "single_index", index.singles[item])
    yield row("all", "composite_index", index.composite)
