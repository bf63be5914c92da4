"""``qingtian air normalise``: simple and weather-adjusted means of years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import click
import numpy as np

from qingtian.foresight.hours import ITEMS, Hours, Numbers, read_hours
from qingtian.foresight.normalising.adjusting import Adjusted, normalise, stations_by_place, years_of
from qingtian.language import Text, terminal_language
from qingtian.measurements.statistics.commands import begin_of_year
from qingtian.measurements.statistics.file_places import memberships
from qingtian.tables import CsvRows
from qingtian.tables.whole_file import WholeFile

HEADING = ("place", "period", "simple", "adjusted", "low", "high")
HUNDREDTH = Decimal("0.01")
DOING = Text("{place}：第 {done} 轮，共 {of} 轮", "{place}: round {done} of {of}")
TOO_SHORT = Text(
    "{place} {period}：有的季节小时数不够，不给调整值。",
    "{place} {period}: a season has too few hours, no adjusted mean.",
)


@click.command(
    "normalise",
    epilog="Example: qingtian air normalise hours.parquet --item PM2_5 --by year --year-from 03-01 "
    "--places map.csv --out adjusted.csv",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--item", type=click.Choice(list(ITEMS)), required=True, help="Which pollutant.")
@click.option("--by", type=click.Choice(["year"]), required=True, help="Kind of the periods.")
@click.option("--year-from", default="01-01", help="Day a year begins on, MM-DD; its id is the year it begins in.")
@click.option("--places", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV: station,place.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV to write.")
def normalise_command(file: Path, item: str, by: str, year_from: str, places: Path | None, out: Path) -> None:
    """How much was the weather: means of all valid hours of FILE (.parquet), and as if every year had had the weather
    of all years.

    FILE has station, time, the item and TEMP, PRES, DEWP, RAIN, wd, WSPM. OUT has place, period, simple, adjusted, low,
    high (95 %) in the units of FILE; stations the map does not name are left out, without a map each is its own place.
    An adjusted mean is an estimate: it goes with its interval, never alone.
    """
    begins = begin_of_year(year_from)
    every = read_hours(file, item)
    members = memberships(places, {str(name) for name in np.unique(every.station)})
    pairs = [(member.place, member.station) for member in members]
    rows = [row for place, stations in stations_by_place(pairs) for row in _rows(place, _of(every, stations), begins)]
    with WholeFile(out) as written:
        table = CsvRows(written.text, "\n")
        table.write(HEADING)
        for row in rows:
            table.write(row)
        written.commit()


def _of(every: Hours, stations: list[str]) -> Hours:
    kept = np.isin(every.station, stations)
    weather = {name: values[kept] for name, values in every.weather.items()}
    return Hours(every.station[kept], every.time[kept], every.value[kept], weather, every.u[kept], every.v[kept])


def _rows(place: str, hours: Hours, begins: tuple[int, int]) -> Iterator[tuple[str, ...]]:
    def told(done: int, of: int) -> None:
        click.echo(DOING.format(place=place, done=done, of=of).in_(terminal_language()), err=True)

    period = years_of(hours.time, begins)
    for one in normalise(hours, period, told):
        if one.adjusted is None:
            click.echo(TOO_SHORT.format(place=place, period=one.period).in_(terminal_language()), err=True)
        yield (place, str(one.period), _simple(hours.value[period == one.period]), *_estimates(one))


def _simple(values: Numbers) -> str:
    """As ``air statistics --pooled-hours`` gives it: exact, of thousandths, rounded half-even (GB/T 8170)."""
    valid = values[np.isfinite(values)]
    if not len(valid):
        return ""
    total = int(np.rint(valid * 1000).astype(np.int64).sum())
    return str((Decimal(total) / (1000 * len(valid))).quantize(HUNDREDTH, ROUND_HALF_EVEN))


def _estimates(one: Adjusted) -> tuple[str, str, str]:
    return tuple("" if value is None else f"{value:.2f}" for value in (one.adjusted, one.low, one.high))  # type: ignore[return-value]
