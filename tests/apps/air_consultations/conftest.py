"""A small city with two years of third quarters in its lake and the wind beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from qingtian.apps.air.lake import city_lake
from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.air.wind import wind_folder
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.measurements.lake import Reading
from tests.days import TODAY, at
from tests.small_city import STARTED, SmallCity

QUARTERS = ((date(2025, 7, 1), date(2025, 9, 30), 60), (date(2026, 7, 1), date(2026, 9, 30), 75))
STILL_ADDS = 20
NEXT_ENDS = "2027-03-31"


@pytest.fixture
def centre(city: SmallCity, settings: Any, tmp_path: Path) -> SmallCity:
    """``wangxi`` with one station; an analyst at the bureau."""
    settings.DATA = tmp_path
    for code, organ, roles in (("analyst", "eeb", ["analyst"]), ("office-head", "office", ["organ_head"])):
        city.posts[code] = Post.objects.create(
            code=code, organ=city.organs[organ], title_zh=code, title_en=code, roles=roles
        )
        city.people[code] = Person.objects.create(code=f"p-{code}", name_zh=f"人{code}", name_en=code)
        Tenure.objects.create(person=city.people[code], post=city.posts[code], starts=STARTED)
    station = Station.objects.create(
        code="L1", name_zh="站", name_en="L1", level="city", area=city.areas["wangxi"], evaluated=True,
        longitude=Decimal(102), latitude=Decimal(25),
    )  # fmt: skip
    region = Region.objects.create(
        code="wangxi", name_zh="望溪区", name_en="Wangxi District", kind="area", area=city.areas["wangxi"], group="all",
        group_zh="国考", group_en="National",
    )  # fmt: skip
    RegionStation.objects.create(region=region, station=station)
    return city


@pytest.fixture
def measured(centre: SmallCity) -> SmallCity:
    """The lake and the wind: 15 µg/m³ more this year, and more on still days, alike in both years."""
    city_lake().append(list(_readings()), source="test", received_at=at(TODAY, 1))
    blow()
    return centre


def level_of(day: date, hour: int, base: int) -> int:
    return base + (STILL_ADDS if still(day) else 0) + hour % 5


def still(day: date) -> bool:
    return day.toordinal() % 3 == 0


def days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _readings() -> Iterator[Reading]:
    for first, last, base in QUARTERS:
        for day in days(first, last):
            for hour in range(1, 25):
                yield Reading("L1", "PM10", day, hour, level_of(day, hour, base) * 1000)


def blow(elements: bool = True) -> None:
    """The files of the wind: from the east on still days, else from the west."""
    folder = wind_folder()
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        ("L1", day, hour, 4 if still(day) else 12, 1.0 if still(day) else 4.0, 20.0 + hour % 7)
        for first, last, _ in QUARTERS
        for day in days(first, last)
        for hour in range(1, 25)
    ]
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE w (station VARCHAR, day DATE, hour BIGINT, sector BIGINT, speed DOUBLE, temperature DOUBLE)"
        )
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(
            "INSERT INTO w SELECT unnest(?), unnest(?), unnest(?), unnest(?), unnest(?), unnest(?)", columns
        )
        chosen = "*" if elements else "station, day, hour, sector"
        connection.execute(f"COPY (SELECT {chosen} FROM w) TO '{folder / 'w.parquet'}' (FORMAT parquet)")


Do = Callable[..., Proceeding]


@pytest.fixture
def do(centre: SmallCity) -> Do:
    """Perform an act on a matter, by a post of the small city."""

    def done(matter: Proceeding, act: str, by: str = "analyst", on: date = TODAY, **fields: Any) -> Proceeding:
        matter.refresh_from_db()
        actor = centre.actor(by, on)
        perform(matter, act, by=actor, on=on, now=at(on, 11), fields=fields, expected_seq=matter.seq)
        matter.refresh_from_db()
        return matter

    return done
