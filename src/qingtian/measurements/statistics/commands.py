"""``qingtian air statistics``: files of hourly readings in, a table of statistics out. No database, no settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
import duckdb

from qingtian.errors import UnusableInput
from qingtian.language import Text, terminal_language
from qingtian.measurements.importers.run import FEEDS, Wish, import_files
from qingtian.measurements.lake import Hourly, Lake
from qingtian.measurements.statistics.air import AirStatistics
from qingtian.measurements.statistics.engines import DuckDB
from qingtian.measurements.statistics.file_periods import BY, in_parts, periods_between
from qingtian.measurements.statistics.file_places import memberships
from qingtian.measurements.statistics.file_rows import FileRow, rows_of_days, rows_of_hours, rows_of_periods
from qingtian.measurements.statistics.file_writing import write
from qingtian.measurements.statistics.results import Membership
from qingtian.measurements.statistics.rules import Rules
from qingtian.standards.air.rule_tables import rule_tables
from qingtian.standards.periods import Period

Asked = Callable[[AirStatistics, Sequence[Period]], Iterator[FileRow]]


class AirOf(NamedTuple):
    """What the statistics are of."""

    hourly: Hourly
    members: list[Membership]
    rules: Rules


DONE = Text("{rows} 行统计，{first} 至 {last}。", "{rows} rows of statistics, {first} to {last}.")
READ = Text("{file}：{rows} 行，拒收 {rejected} 行。", "{file}: {rows} rows, {rejected} rejected.")


@click.command(
    epilog="Example: qingtian air statistics prsa.csv --feed prsa --by year --year-from 03-01 --out years.csv"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--feed", type=click.Choice(FEEDS), help="Kind of the files; else told by their heading.")
@click.option("--by", required=True, type=click.Choice(BY), help="Kind of the periods.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV or .parquet to write.")
@click.option("--year-from", default="01-01", help="Day a year begins on, MM-DD; its id is the year it begins in.")
@click.option("--places", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV: station,place.")
@click.option("--pooled-hours", is_flag=True, help="Only means of all valid hours, pooled over a place's stations.")
@click.option("--edition", help="Edition of the limits for all days, such as GB3095-2012; else by the day.")
def statistics(
    files: tuple[Path, ...],
    feed: str | None,
    by: str,
    out: Path,
    year_from: str,
    places: Path | None,
    pooled_hours: bool,
    edition: str | None,
) -> None:
    """Statistics of the hourly readings in FILES, a row a statistic.

    OUT has the columns place, period, item, statistic, value, valid, expected, edition. Without --places each station
    is its own place. A value the rules refuse is empty. Exit 0: OUT written; 1: a file is unusable, OUT untouched; 2:
    wrong usage.
    """
    begins, rules = begin_of_year(year_from), rule_tables(edition)
    with hours_of(files, feed) as (connection, hourly):
        first, last = _days(connection)
        found = connection.execute("SELECT DISTINCT station FROM hourly").fetchall()
        members = memberships(places, (str(station) for (station,) in found))
        periods = periods_between(first, last, by, begins)
        days = partial(rows_of_days, of_stations=places is None)
        asked = rows_of_hours if pooled_hours else days if by == "day" else rows_of_periods
        rows = _rows(connection, AirOf(hourly, members, rules), periods, asked)
        count = write(rows, out)
    click.echo(DONE.format(rows=count, first=first, last=last).in_(terminal_language()), err=True)


@contextmanager
def hours_of(files: tuple[Path, ...], feed: str | None) -> Iterator[tuple[duckdb.DuckDBPyConnection, Hourly]]:
    """The readings of files in a lake that is gone afterwards, and a connection with their view ``hourly``."""
    with TemporaryDirectory(prefix="qingtian-statistics-") as folder:
        lake = Lake(Path(folder))
        outcome = import_files(lake, files, datetime.now(UTC), Wish(feed))
        for one in outcome.files:
            words = READ.format(file=one.name, rows=one.rows, rejected=one.rejected.total())
            click.echo(words.in_(terminal_language()), err=True)
        hourly = lake.hourly(None, date.min, date.max)
        with duckdb.connect(config={"preserve_insertion_order": False, "temp_directory": folder}) as connection:
            hourly.create(connection)
            yield connection, hourly


def begin_of_year(text: str) -> tuple[int, int]:
    """``03-01`` → (3, 1); a day that every year has."""
    if match := re.fullmatch(r"(\d{2})-(\d{2})", text, re.ASCII):
        month, day = int(match[1]), int(match[2])
        try:
            date(2001, month, day)
            return month, day
        except ValueError:
            pass
    raise click.BadParameter("write MM-DD, a day that every year has", param_hint="--year-from")


def _rows(
    connection: duckdb.DuckDBPyConnection, given: AirOf, periods: list[Period], asked: Asked
) -> Iterator[FileRow]:
    """About a year at a time, each in a chain of its own."""
    for part in in_parts(periods):
        yield from asked(AirStatistics(*given, DuckDB(connection)), part)


def _days(connection: duckdb.DuckDBPyConnection) -> tuple[date, date]:
    """First and last day with a reading."""
    found = connection.execute("SELECT min(day), max(day) FROM hourly").fetchone()
    if found is None or found[0] is None:
        raise UnusableInput("statistics.no_hours", Text("文件里没有读数", "there are no readings in the files"))
    return found[0], found[1]
