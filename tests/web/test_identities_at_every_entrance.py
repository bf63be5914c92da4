"""Invented identities through every entrance: none of them anywhere outside the sealed store."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as product

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.petitions.actions.confirm_copy import Wanted, confirm_copy
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.repeats.actions.follow import follow
from qingtian.apps.repeats.text_index.writing import make
from qingtian.gateways.partners.actions import keep
from qingtian.procedures.who import Actor
from qingtian.web.design.figures import SHANGHAI
from tests.consulting import announced
from tests.days import TODAY, at
from tests.web.entrances import CAMERA, Entrances, exports, files, found_in, invented, rows, sealed
from tests.web.portal.conftest import CITY
from tests.wechat_play import ENVIRONMENT

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.slow]
EACH = 12
PUSHED = 3
CHANNELS = ("phone", "visit", "letter", "hotline_12345")


@pytest.fixture
def entrances(city, monkeypatch, settings):
    from django.contrib.auth import get_user_model
    from django.test import Client

    settings.AXES_ENABLED = False
    monkeypatch.setattr("qingtian.web.portal.sending.city", lambda: CITY)
    monkeypatch.setattr("qingtian.web.api.hotlines.city", lambda: CITY)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    for name in ("middleware.real_now", "middleware.city_now"):
        monkeypatch.setattr(f"qingtian.web.{name}", lambda: at(TODAY, 14, 6).astimezone(SHANGHAI))
    monkeypatch.setattr("qingtian.gateways.wechat.actions.filing.city", lambda: CITY)
    clients: dict[str, Client] = {}

    def officer(post: str) -> Client:
        if post not in clients:
            person = city.people[post]
            person.user = get_user_model().objects.create_user(f"u-{post}")
            person.save()
            clients[post] = Client()
            clients[post].force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
        return clients[post]

    return Entrances(officer, TODAY, at(TODAY, 14, 6))


def test_no_identity_is_found_outside_the_sealed_store(city, entrances, monkeypatch, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    people = invented(EACH * 4 + len(CHANNELS) * 4 + PUSHED + 2)
    queue = iter(people)
    for number in range(EACH):
        entrances.portal(next(queue), with_photo=number % 2 == 0)
        entrances.wrong(next(queue))
        entrances.failing(next(queue), monkeypatch)
    for channel in CHANNELS * 4:
        entrances.desk(next(queue), channel)
    for _ in range(EACH):
        entrances.wechat(next(queue))
    pushing = keep.Wanted("hotline", "热线", "Hotline", ["hotline_push"], systems=["12345-000000"])
    _, secret = keep.add_partner(pushing, by=Doer(), now=at(TODAY))
    for _ in range(PUSHED):
        entrances.hotline(next(queue), secret)
    entrances.from_a_phone(next(queue))
    asked = announced(city, TODAY - timedelta(days=1), TODAY + timedelta(days=40))
    entrances.comment(next(queue), asked.number)
    entrances.acts()
    make()  # the index of the search and what it suggests hold covered words alone
    follow(at(TODAY))

    said = capfd.readouterr()
    logs = [("log", caplog.text.encode()), ("stdout", said.out.encode()), ("stderr", said.err.encode())]
    # what a refused form hands back to the one who typed it is no leak; those answers are not among these
    places = [*rows(), *exports(at(TODAY)), *_answers(entrances), *logs, *_outside(product.DATA)]
    assert found_in(places, people) == []
    assert sealed(people) == EACH * 2 + len(CHANNELS) * 4 + PUSHED


def _answers(entrances: Entrances) -> list[tuple[str, bytes]]:
    return [(f"answer {url}", url.encode() + content) for url, content in entrances.answers]


def _outside(folder: Path) -> list[tuple[str, bytes]]:
    return list(files(folder))


def test_the_search_finds_what_is_there(db):
    """The needles are the right ones: each word is found raw, in an address, in JSON and in a Windows file."""
    people = invented(2)
    for word in (*people[0].words, CAMERA):
        for spelling in (word.encode(), f"x {word} y".encode()):
            assert found_in([("somewhere", spelling)], people)
    from urllib.parse import quote

    assert found_in([("address", f"/?q={quote(people[1].name)}".encode())], people)
    assert found_in([("json", people[1].name.encode("unicode_escape"))], people)
    assert found_in([("elsewhere", b"nothing")], people) == []


def test_the_identities_are_all_different():
    people = invented(1000)
    assert len({word for who in people for word in who.words}) == 3000


def told(who):
    """A report whose words give its reporter away, as many do."""
    return f"我叫{who.name}，电话{who.phone}，住{who.other}。夜里有焦糊味，{who.name}的孩子咳嗽。"


#: where the raw words lie: the sealed record itself, and what whoever typed them has not sent yet
RECORD = {"table petitions_petition"}


def test_what_a_reporter_writes_of_themselves_leaves_the_record_covered(entrances, monkeypatch, caplog, capfd):
    """Through portal and desk, in the words and in the place; then read, forwarded, confirmed, exported, searched."""
    caplog.set_level(logging.DEBUG)
    people = invented(6, seed=11)
    for number, who in enumerate(people):
        monkeypatch.setattr("tests.web.entrances.WORDS", told(who))
        monkeypatch.setattr("tests.web.entrances.PLACE", f"旧厂区后门，{who.name}家旁")
        entrances.portal(who, with_photo=False) if number % 2 else entrances.desk(who, "phone")
    assert Petition.objects.filter(report__contains="我叫").count() == len(people)
    entrances.answers.clear()
    entrances.acts()
    for copy in WorkingCopy.objects.all():
        confirm_copy(copy, Wanted(), by=Actor(kind="post", post="petition-officer"), now=at(TODAY, 14, 6))
    entrances.look()

    said = capfd.readouterr()
    logs = [("log", caplog.text.encode()), ("stdout", said.out.encode()), ("stderr", said.err.encode())]
    kept = [(where, row) for where, row in rows() if where not in RECORD]
    beside = [(where, content) for where, content in files(product.DATA) if "sqlite3" not in where]
    assert found_in([*kept, *exports(at(TODAY)), *_answers(entrances), *logs, *beside], people) == []
    assert any("〔电话〕".encode() in content for _, content in _answers(entrances))
