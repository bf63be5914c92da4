"""A small city with an analyst of its bureau, a past of two places written straight into series, and one forecast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from django.db import transaction

from qingtian.apps.forecasts.actions.compute import compute
from qingtian.apps.forecasts.history import History
from qingtian.apps.forecasts.models import AirForecast
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.foresight.forecasting import DaySeries, training, trees
from qingtian.foresight.wording import ITEMS
from tests.days import TODAY, at
from tests.small_city import STARTED, SmallCity, build

POSTS = {"analyst-1": ["analyst"], "centre-chief": ["chief"]}
PLACES = ("city", "station:a")
FIRST = TODAY - timedelta(days=800)
USUAL = {"PM2_5": 40.0, "PM10": 80.0, "O3_8h": 70.0, "NO2": 30.0, "SO2": 8.0, "CO": 0.6}


def past(until: date = TODAY - timedelta(days=1), **changed: float) -> History:
    """Every day the same, but for a wave that keeps intervals from being points."""
    days = (until - FIRST).days + 1
    wave = np.sin(np.arange(days) / 5.0) * 0.1
    series = {}
    for item in ITEMS:
        level = changed.get(item, USUAL[item])
        series[item] = DaySeries(PLACES, FIRST, np.vstack([level * (1 + wave)] * 2))
    return History(series, PLACES, FIRST, until)


class Walk:
    """One forecast and the acts on it."""

    def __init__(self, city: SmallCity, on: date = TODAY, **changed: float) -> None:
        self.city, self.on = city, on
        self.forecast: AirForecast = compute(on, at(on, 8), past=past(on - timedelta(days=1), **changed), models={})
        self.matter = self.forecast.proceeding

    def do(
        self,
        act: str,
        by: str = "analyst-1",
        *,
        hour: int = 17,
        on: date | None = None,
        reason: str = "",
        **fields: Any,
    ) -> str:
        self.matter.refresh_from_db()
        day = on or self.on
        actor = self.city.actor(by, day)
        perform(
            self.matter, act, by=actor, on=day, now=at(day, hour), fields=fields, reason=reason,
            expected_seq=self.matter.seq,
        )  # fmt: skip
        self.matter.refresh_from_db()
        self.forecast.refresh_from_db()
        return self.matter.state

    def change(self, act: str = "change_day", **changed: Any) -> str:
        given = {"place": "city", "target": self.on.isoformat(), "low": "90", "high": "115", "primary": ["PM10"]}
        return self.do(act, **{**given, "why": "大风过后有浮尘。", **changed})

    def day(self, place: str = "city", after: int = 0) -> Any:
        return self.forecast.days.get(place=place, target=self.on + timedelta(days=after))


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[SmallCity]:
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in ("default", "identity"):
            atomic = transaction.atomic(using=alias)
            atomic._from_testcase = True
            stack.enter_context(atomic)
        built = build()
        for code, roles in POSTS.items():
            post = Post.objects.create(code=code, organ=built.organs["eeb"], title_zh=code, title_en=code, roles=roles)
            built.posts[code] = post
            built.people[code] = Person.objects.create(code=f"p-{code}", name_zh=code, name_en=code)
            Tenure.objects.create(person=built.people[code], post=post, starts=STARTED)
        yield built
        for alias in ("default", "identity"):
            transaction.set_rollback(True, using=alias)


@pytest.fixture
def quick_models(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    """Few trees, short rehearsals, files of models in a folder of the test's own."""
    settings.DATA = tmp_path
    monkeypatch.setattr(trees, "TREES", 12)
    monkeypatch.setattr(training, "REHEARSED", 120)
    monkeypatch.setattr(training, "BLOCK", 120)
