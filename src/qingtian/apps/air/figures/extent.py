"""How far the lake reaches: the first and last day anything was ever said of."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from qingtian.apps.air.figures.asking import Asked, ask
from qingtian.apps.air.lake import city_lake
from qingtian.measurements.lake import catalogue
from qingtian.measurements.lake.engine import connect


def first_day() -> date | None:
    """The first day with a reading; None where the lake is empty."""
    return _extent()[0]


def last_day() -> date | None:
    """The last day with a reading; None where the lake is empty."""
    return _extent()[1]


def _extent() -> tuple[date | None, date | None]:
    asked = ask([])
    return asked.kept("extent", lambda: _read(asked))


def _read(asked: Asked) -> tuple[date | None, date | None]:
    """Only the first and the last month are looked into."""
    months = sorted({part.month for part in catalogue.load(city_lake().root).parts if part.month})
    if not months:
        return None, None
    return _of_month(asked, months[0], "min"), _of_month(asked, months[-1], "max")


def _of_month(asked: Asked, month: str, which: str) -> date | None:
    lake = city_lake()
    year, number = map(int, month.split("-"))
    hourly = lake.hourly(asked.snapshot, date(year, number, 1), date(year, number, monthrange(year, number)[1]))
    connection = connect(lake.root)
    try:
        row = connection.execute(f"SELECT {which}(day) FROM ({hourly.sql})").fetchone()  # noqa: S608 - our own words
    finally:
        connection.close()
    return row[0] if row else None
