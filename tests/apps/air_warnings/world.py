"""A small city with an analyst below the bureau and a headquarters of its own; a forecast and measured days as told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qingtian.apps.air_warnings import registry
from qingtian.apps.air_warnings.actions import keep
from qingtian.apps.people.models import Organ, Person, Post, Tenure
from qingtian.foresight.warning import Window, day_window
from tests.apps.air_warnings.playing import POSTS
from tests.small_city import STARTED, SmallCity, build


@pytest.fixture
def city(db: None) -> SmallCity:
    built = build()
    for code, zh, kind, parent in (
        ("centre", "市监测中心", "department", "eeb"),
        ("headquarters", "应急指挥部", "other", "city-government"),
    ):
        built.organs[code] = Organ.objects.create(
            code=code, name_zh=zh, name_en=code, kind=kind, level="city", parent=built.organs[parent],
            area=built.areas["city"],
        )  # fmt: skip
    for code, (organ, roles) in POSTS.items():
        post = Post.objects.create(code=code, organ=built.organs[organ], title_zh=code, title_en=code, roles=roles)
        built.posts[code] = post
        built.people[code] = Person.objects.create(code=f"p-{code}", name_zh=f"人{code}", name_en=code)
        Tenure.objects.create(person=built.people[code], post=post, starts=STARTED)
    return built


class Sky:
    """Forecast and measured AQI by day; a day nobody named is unknown."""

    def __init__(self) -> None:
        self.forecast: dict[date, tuple[int, int]] = {}
        self.measured: dict[date, int | None] = {}

    def outlook(self, area: str, on: date) -> list[Window]:
        return [
            day_window(day, (low + high) // 2, "forecast", ("PM2_5",), low=low, high=high)
            for day, (low, high) in sorted(self.forecast.items())
            if day >= on
        ]

    def days(self, area: str, first: date, last: date) -> tuple[Window, ...]:
        every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return tuple(day_window(day, self.measured.get(day), "measured", ("PM2_5",)) for day in every)


@pytest.fixture
def sky(monkeypatch: pytest.MonkeyPatch) -> Sky:
    told = Sky()
    monkeypatch.setattr(registry, "OUTLOOKS", [told.outlook])
    for module in ("qingtian.apps.air_warnings.outlook", "qingtian.apps.air_warnings.evaluation"):
        monkeypatch.setattr(f"{module}.measured_days", told.days)
    assert keep.days_ahead is registry.days_ahead
    return told
