"""A resident's browser in a small city, on a day that does not move."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.test import Client
from PIL import Image

from qingtian.apps.identities.vault import Identity
from qingtian.apps.petitions.actions.receive import Received, Report, receive
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.config.city import CityConfig
from qingtian.language import Text
from qingtian.procedures import Actor
from tests.conftest import TODAY, at
from tests.publishing import standing
from tests.small_city import SmallCity

REPORTER = Actor(kind="reporter")
CITY = CityConfig(Text("云屏市", "Yunping"), Text("云屏", "Yunping"), Text("局", "Bureau"), "YP", "petitions")
NAME, PHONE, WORDS = "诸葛无名氏", "13987654321", "夜里有焦糊味，像烧塑料"
#: acts from register to rating, with the post that performs each
ACTS = [
    ("register", "petition-officer", {"area": "wangxi", "subject": "窑湾夜里焦糊味"}),
    ("sort", "petition-officer", {"class": "statutory_duty"}),
    ("forward", "petition-officer", {"handler": "branch"}),
    ("accept", "handler", {"contact": "执法一科 0871-1"}),
    ("investigate", "handler", {"where": "厂区", "officers": "机密甲、机密乙", "findings": "内部发现"}),
    (
        "conclude",
        "branch-head",
        {
            "outcome": "supported",
            "request": "诉求",
            "facts_and_reasons": "内部事实",
            "opinion": "内部意见",
            "legal_basis": "条文",
        },
    ),
    ("reply", "handler", {"reply": "加工点已经停了。"}),
    ("verify", "inspector", {"found": "put_right", "where": "厂区", "findings": "内部核实"}),
    ("rate", None, {"satisfaction": "satisfied"}),
]


@pytest.fixture(autouse=True)
def _still_day(monkeypatch, settings):
    """14:06 on the day of the tests, plain static files, the small city's petition office."""
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: at(TODAY, 14, 6))
    monkeypatch.setattr("qingtian.web.portal.sending.city", lambda: CITY)
    storages = dict(settings.STORAGES)
    storages["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = storages


@pytest.fixture
def city(city):
    """The small city, where one standing decision admits the routine data the portal shows."""
    standing(city)
    return city


@dataclass
class Resident:
    """Somebody with a phone; ``answers`` go to each step in turn."""

    client: Client = field(default_factory=lambda: Client())

    def say(self, **changes):
        return self.client.post("/report/what/", {"kinds": ["air"], "report": WORDS} | changes)

    def place(self, **changes):
        return self.client.post("/report/where/", {"place": "旧厂区后门"} | changes)

    def time(self, **changes):
        return self.client.post("/report/when/", {"when": "often", "when_words": "十点以后"} | changes)

    def photos(self, *files, **more):
        return self.client.post("/report/photos/", {"photos": list(files)} | more)

    def send(self, **changes):
        return self.client.post("/report/who/", {"naming": "named", "name": NAME, "phone": PHONE} | changes)

    def up_to_sending(self):
        for step in (self.say, self.place, self.time, self.photos):
            assert step().status_code == 302

    def secret_link(self) -> str:
        """The address of the receipt page, as the page after sending shows it."""
        page = self.client.get("/report/received/").content.decode()
        return page.split('href="/r/')[1].split('"')[0].join(["/r/", ""])


@pytest.fixture
def resident() -> Resident:
    return Resident()


def picture(kind: str = "JPEG", name: str = "a.jpg", exif: bytes = b"") -> io.BytesIO:
    """A small photo as a phone sends it."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 150)).save(out, kind, **({"exif": exif} if exif else {}))
    out.seek(0)
    out.name = name
    return out


def received(day: date = TODAY, **changes) -> Received:
    """A petition that came in on ``day``."""
    report = Report(**({"report": WORDS, "channel": "web", "receiver": "petitions", "kinds": ["air"]} | changes))
    return receive(report, Identity(NAME, PHONE, ""), by=REPORTER, on=day, now=at(day, 9), prefix="YP")


def proceed(city: SmallCity, found: Received, until: str, start: date = TODAY - timedelta(days=20)) -> Received:
    """The petition after all acts up to ``until``, one a day from the day after ``start``."""
    proceeding = found.petition.proceeding
    names = [act for act, _, _ in ACTS]
    for n, (act, post, fields) in enumerate(ACTS[: names.index(until) + 1], start=1):
        day = start + timedelta(days=n)
        proceeding.refresh_from_db()
        by = city.actor(post, day) if post else REPORTER
        perform(proceeding, act, by=by, on=day, now=at(day), fields=fields, expected_seq=proceeding.seq)
    proceeding.refresh_from_db()
    return found


def at_act(city: SmallCity, until: str, start: date = TODAY - timedelta(days=20)) -> Received:
    return proceed(city, received(start), until, start)
