"""A small city with two analysts and their chief, a local and a national station, and a lake of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qingtian.apps.air.lake import city_lake
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.measurements.lake import Reading
from tests.days import TODAY, at
from tests.small_city import STARTED, SmallCity

DAY = date(2026, 11, 20)
POSTS = {"analyst-1": ["analyst"], "analyst-2": ["analyst"], "centre-chief": ["chief"]}
REVIEW = {
    "area": "wangxi",
    "station": "L1",
    "items": ["PM10"],
    "first_day": "2026-11-20",
    "first_hour": "23",
    "last_day": "2026-11-21",
    "last_hour": "2",
    "effect": "invalid",
    "why": "切割头堵塞",
}
DUST = {
    "stations": "L1 N1",
    **{name: REVIEW[name] for name in ("first_day", "first_hour", "last_day", "last_hour")},
    "course": "外来沙尘",
    "wind": "东北风五级",
}


@pytest.fixture
def centre(city: SmallCity, settings: Any, tmp_path: Path) -> SmallCity:
    settings.DATA = tmp_path
    for code, roles in POSTS.items():
        city.posts[code] = Post.objects.create(
            code=code, organ=city.organs["eeb"], title_zh=code, title_en=code, roles=roles
        )
        city.people[code] = Person.objects.create(code=f"p-{code}", name_zh=f"人{code}", name_en=code)
        Tenure.objects.create(person=city.people[code], post=city.posts[code], starts=STARTED)
    for code, level in (("L1", "city"), ("N1", "national")):
        Station.objects.create(
            code=code,
            name_zh=f"站{code}",
            name_en=code,
            level=level,
            area=city.areas["wangxi"],
            longitude=Decimal(102),
            latitude=Decimal(25),
        )
    readings = [
        Reading(code, item, day, hour, value * 1000)
        for code in ("L1", "N1")
        for item, value in (("PM10", 80), ("PM2_5", 40))
        for day in (DAY, date(2026, 11, 21))
        for hour in range(1, 25)
    ]
    city_lake().append(readings, source="test", received_at=at(TODAY, 1))
    return city


Begin = Callable[..., Proceeding]


@pytest.fixture
def begin(centre: SmallCity) -> Begin:
    """Open a matter by the analyst's first act."""

    def opened(procedure: str, by: str = "analyst-1", **fields: Any) -> Proceeding:
        values = {**(REVIEW if procedure == "air_review" else DUST), **fields}
        actor = centre.actor(by, TODAY)
        reason = "周末没有人" if procedure == "dust_deduction" else ""
        return open_proceeding(procedure, by=actor, on=TODAY, now=at(TODAY), title="复核", fields=values, reason=reason)

    return opened


@pytest.fixture
def do(centre: SmallCity) -> Begin:
    """Perform an act on a matter."""

    def done(matter: Proceeding, act: str, by: str, **fields: Any) -> Proceeding:
        matter.refresh_from_db()
        actor = centre.actor(by, TODAY)
        perform(matter, act, by=actor, on=TODAY, now=at(TODAY), fields=fields, expected_seq=matter.seq)
        matter.refresh_from_db()
        return matter

    return done
