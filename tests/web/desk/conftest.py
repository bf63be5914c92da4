"""A small city at work: officers signed in at their posts, matters led by the acts that offices perform."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures.who import Actor
from qingtian.web.design.figures import SHANGHAI
from tests.conftest import TODAY, at
from tests.small_city import SmallCity

BEGUN = date(2026, 11, 9)
REPORTER = Actor(kind="reporter")
NAME, PHONE = "田密封", "13800138000"
WORDS = "窑湾片区夜间焦糊味反复出现"
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

Perform = Callable[..., Proceeding]


@pytest.fixture(autouse=True)
def _small_town_day(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """The desk on Monday 23 November 2026, with plain static files and a cache of its own."""
    settings.STORAGES = PLAIN
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.AXES_ENABLED = False
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY, 14, 6).astimezone(SHANGHAI))


@pytest.fixture
def sign_in(city: SmallCity) -> Callable[[str], Client]:
    """A browser signed in as the holder of a post."""

    def signed(post: str) -> Client:
        person = city.people[post]
        if person.user is None:
            person.user = get_user_model().objects.create_user(f"u-{post}", password="a long password")
            person.save()
        client = Client()
        client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed


@pytest.fixture
def act(city: SmallCity) -> Perform:
    """Perform one act on a matter as the holder of a post."""

    def performed(matter: Proceeding, name: str, post: str, on: date = BEGUN, **fields: Any) -> Proceeding:
        matter.refresh_from_db()
        by = city.actor(post, on)
        perform(matter, name, by=by, on=on, now=at(on), fields=fields, expected_seq=matter.seq)
        matter.refresh_from_db()
        return matter

    return performed


@pytest.fixture
def report(city: SmallCity) -> Callable[..., Proceeding]:
    """A report as a resident sends it, with a name and a number to call."""

    def received(on: date = BEGUN, channel: str = "web", area: str = "wangxi", phone: str = PHONE) -> Proceeding:
        said = Report(report=WORDS, channel=channel, receiver="petitions", kinds=["air"], place="窑湾旧厂区", area=area)
        found = receive(said, Identity(NAME, phone, ""), by=REPORTER, on=on, now=at(on), prefix="YP")
        return found.petition.proceeding

    return received


@pytest.fixture
def accepted(report: Callable[..., Proceeding], act: Perform) -> Proceeding:
    """A petition under investigation at the Wangxi branch since 9 November."""
    matter = report()
    act(matter, "register", "petition-officer", area="wangxi", subject="窑湾片区夜间焦糊味")
    act(matter, "sort", "petition-officer", **{"class": "statutory_duty"})
    act(matter, "forward", "petition-officer", handler="branch")
    return act(matter, "accept", "handler", contact="执法一科")


@pytest.fixture
def case(city: SmallCity, act: Perform) -> Proceeding:
    """A case whose work has begun."""
    fields = {
        "subject": "屏湖北岸污水直排", "problem": "北岸二十余家污水直排。", "source": "petition",
        "source_level": "city", "year": "2026", "area": "wangxi", "county": "wangxi-government", "office": "office",
    }  # fmt: skip
    by = city.actor("inspector", BEGUN)
    matter = open_proceeding("five_ones_case", by=by, on=BEGUN, now=at(BEGUN), title="屏湖北岸", fields=fields)
    act(matter, "list", "inspector", confirmed_by="区委常委会")
    act(matter, "contract", "inspector", leader="vice-mayor", decision="区政府常务会")
    act(
        matter, "plan", "vice-mayor", goal="全部接管", measures="新建管网", milestones="2026-11-30 开工",
        deadline="2026-12-31", lead_unit="wangxi-government", team=["branch", "housing"], implementing="wangxi-town",
        accepting="housing",
    )  # fmt: skip
    return act(matter, "start", "town")


@pytest.fixture
def form() -> Callable[..., dict[str, Any]]:
    """What a browser would post for an act: the matter's present number of acts and a fresh token."""
    numbers = count(1)

    def filled(matter: Proceeding, **fields: Any) -> dict[str, Any]:
        matter.refresh_from_db()
        own = {"on": str(TODAY), "expected_seq": str(matter.seq), "once": f"token-{matter.pk}-{next(numbers)}"}
        return {**own, **{f"f_{name}" if name not in own else name: value for name, value in fields.items()}}

    return filled
