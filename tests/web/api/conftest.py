"""A partner with a key and a few reports, public and withheld, as the tests of Open311 need them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Received, Report, receive
from qingtian.gateways.partners.actions.keep import Wanted, add_partner
from qingtian.procedures import Actor
from tests.days import TODAY, at
from tests.publishing import standing
from tests.web.portal.conftest import CITY, NAME, PHONE, WORDS, proceed

BASE = "/open311/v2"


@dataclass
class World:
    """``secret`` is the partner's key. The records by what is known of them."""

    city: Any
    secret: str
    found: dict[str, Received] = field(default_factory=dict)

    def uid(self, name: str) -> str:
        return str(self.found[name].petition.proceeding.uid)

    def post(self, form: str = "json", **values: Any) -> Any:
        data = {"api_key": self.secret, "service_code": "air", "lat": "25.04", "long": "102.71"} | values
        data = {name: value for name, value in data.items() if value is not None}
        return Client(raise_request_exception=False).post(f"{BASE}/requests.{form}", data)

    def get(self, path: str, **query: str) -> Any:
        return Client(raise_request_exception=False).get(f"{BASE}/{path}", query)


def reported(day: Any = TODAY, name: str = NAME, **changes: Any) -> Received:
    """A named report that came in on ``day``; without a name an anonymous one."""
    place = {"longitude": Decimal("102.712345"), "latitude": Decimal("25.041234")}
    given = {"report": WORDS, "channel": "web", "receiver": "petitions", "kinds": ["air"], **place} | changes
    reporter = Actor(kind="reporter")
    return receive(Report(**given), Identity(name, PHONE, ""), by=reporter, on=day, now=at(day, 9), prefix="YP")


def fill(city: Any) -> World:
    """Two public, one closed, one just received, one anonymous, one an accusation, one merged, one old."""
    standing(city)
    _, secret = add_partner(Wanted("app", "应用", "App", ["open311"]), by=Doer(), now=at(TODAY))
    world, start = World(city, secret), TODAY - timedelta(days=20)
    for name, until, more in (
        ("open", "accept", {}),
        ("noise", "accept", {"kinds": ["noise"]}),
        ("closed", "rate", {}),
        ("received", "", {}),
        ("anonymous", "accept", {"name": ""}),
        ("merged", "register", {}),
        ("accusation", "register", {}),
    ):
        world.found[name] = reported(start, **more)
        if until:
            proceed(city, world.found[name], until, start)
    world.found["old"] = reported(TODAY - timedelta(days=120))
    proceed(city, world.found["old"], "accept", TODAY - timedelta(days=120))
    _act(world, "merged", "merge", {"main": world.found["open"].petition.proceeding.number, "why": "同一气味"})
    _act(world, "accusation", "sort", {"class": "accusation"})
    return world


def _act(world: World, name: str, act: str, fields: dict[str, str]) -> None:
    from qingtian.apps.proceedings.actions.perform import perform

    matter = world.found[name].petition.proceeding
    matter.refresh_from_db()
    by = world.city.actor("petition-officer", TODAY)
    perform(matter, act, by=by, on=TODAY, now=at(TODAY), fields=fields, expected_seq=matter.seq)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{name}", lambda: at(TODAY, 14, 6))
    monkeypatch.setattr("qingtian.web.api.open311.posting.city", lambda: CITY)


@pytest.fixture
def world(city: Any, still: None) -> World:
    return fill(city)


@pytest.fixture
def partner(city: Any, still: None) -> World:
    """The partner alone, for what is posted."""
    _, secret = add_partner(Wanted("app", "应用", "App", ["open311"]), by=Doer(), now=at(TODAY))
    return World(city, secret)
