"""Write the feeds: a folder for the air, one for the weather, a file a month, and a page that says what it is."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from qingtian.demo.declared import DATA
from qingtian.demo.feeds import air_rows, weather_rows
from qingtian.demo.feeds.planted import LIST_COLUMNS, Spoilt, faults_between, is_spoilt, spoil, spoilt_in
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.tables.whole_file import WholeFile

YEAR = 365
Dated = Iterator[tuple[date, list[str]]]


@dataclass
class Written:
    """What was written: rows by file, in order; ``planted`` are rows no program can read."""

    first: date
    last: date
    rows: dict[str, int] = field(default_factory=dict)
    planted: int = 0


def write_feeds(
    folder: Path, last: date, *, seed: int, days: int = YEAR, progress: Callable[[str, int], None] = lambda *_: None
) -> Written:
    """A year of both feeds that ends with the day ``last``; the same seed and days give the same bytes.

    Raises Refused ``demo.feeds_folder`` where the folder holds anything else than earlier feeds.
    """
    _check(folder)
    written = Written(last - timedelta(days=days - 1), last)
    span = (seed, written.first, last)
    planted: list[list[str]] = []
    air = _spoilt(seed, air_rows.air_rows(*span), written, planted)
    for name, columns, rows in (
        ("air/air", air_rows.COLUMNS, air),
        ("weather/weather", weather_rows.COLUMNS, weather_rows.weather_rows(*span)),
        ("weather/mixing", weather_rows.LONG_COLUMNS, weather_rows.mixing_rows(*span)),
    ):
        for file, count in _months(folder, name, columns, rows):
            written.rows[file] = count
            progress(file, count)
    faults = faults_between(*span)
    planted += [[code, f"{a:%Y-%m-%dT%H:%M}", f"{b:%Y-%m-%dT%H:%M}", kind, ""] for code, a, b, kind in faults]
    _table(folder / "air" / "planted.csv", LIST_COLUMNS, sorted(planted, key=lambda row: row[1]))
    for name in ("air", "weather"):
        words = (DATA / f"feeds-{name}.md").read_text(encoding="utf-8")
        text = words.format(first=written.first, last=last, seed=seed)
        (folder / name / "README.md").write_text(text, encoding="utf-8")
    return written


def _check(folder: Path) -> None:
    here = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    ours = {name for name in ("air", "weather") if (folder / name / "README.md").is_file()}
    if folder.is_file() or set(here) - ours:
        raise Refused(
            "demo.feeds_folder",
            Text("这个文件夹里有别的东西，没有写。", "The folder holds something else; nothing was written."),
            where=str(folder),
            remedy=Text("换一个空文件夹。", "Choose an empty folder."),
        )


def _months(folder: Path, name: str, columns: tuple[str, ...], rows: Dated) -> Iterator[tuple[str, int]]:
    for month, of_month in groupby(rows, key=lambda dated: f"{dated[0]:%Y-%m}"):
        path = folder / f"{name}_{month}.csv"
        yield path.relative_to(folder).as_posix(), _table(path, columns, (row for _, row in of_month))


def _table(path: Path, columns: tuple[str, ...], rows: Iterator[list[str]] | list[list[str]]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with WholeFile(path) as table:
        writer = csv.writer(table.text, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            count += 1
        table.commit()
    return count


def _spoilt(seed: int, rows: Dated, written: Written, planted: list[list[str]]) -> Dated:
    """The rows with one of some months spoilt; every spoilt one is noted."""
    last: Spoilt | None = None
    for day, row in rows:
        spoilt = spoilt_in(seed, day.year, day.month)
        if spoilt and spoilt != last and is_spoilt(spoilt, day, row):
            last = spoilt
            planted.append([row[1], row[0][:16], row[0][:16], spoilt.reason, f"air_{day:%Y-%m}.csv"])
            written.planted += 1
            row = spoil(row, spoilt.reason)
        yield day, row
