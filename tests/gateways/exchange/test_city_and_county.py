"""Two installations hand a matter to each other: whatever is lost, doubled or overtakes, both end the same."""

from __future__ import annotations

import json
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.identities.vault import Identity, Opener, open_identity
from qingtian.apps.petitions.actions.confirm_copy import Wanted as Covers
from qingtian.apps.petitions.actions.confirm_copy import confirm_copy
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import Petition, WorkingCopy
from qingtian.apps.proceedings.models import Clock, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.errors import QingtianError
from qingtian.gateways.exchange.actions.send_identity import send_identity
from qingtian.gateways.exchange.letters import bundle, letter, read_bundle, read_letter
from qingtian.gateways.exchange.models import Counterpart, Line, Message
from qingtian.gateways.exchange.rounds import call, run_exchange
from qingtian.gateways.exchange.sealing import own_public_key
from qingtian.gateways.partners.actions.keep import Wanted, add_partner
from qingtian.gateways.partners.secret import seal
from qingtian.procedures.who import Actor
from tests.days import TODAY, at
from tests.gateways.conftest import act, sign_in
from tests.web.portal.conftest import CITY

__all__ = ["act", "sign_in"]
pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
NAME, PHONE = "司徒望舒", "13912345678"
NOW = at(TODAY)
WHEN = {"on": TODAY, "now": NOW, "prefix": "YP"}


@pytest.fixture
def lines(city):
    """Both ends in one database: ``county`` is the city's line, ``city`` the county's; one secret."""
    county, secret = add_partner(Wanted("county", "县", "County", ["exchange"]), by=Doer(), now=NOW)
    above, _ = add_partner(Wanted("city", "市", "City", ["exchange"]), by=Doer(), now=NOW)
    above.nonce, above.sealed_secret = seal(secret, "city")  # in two databases it is entered on both sides
    above.save()
    return (
        Line.objects.create(partner=county, own_code="city", organ="branch", receiver="petitions"),
        Line.objects.create(partner=above, own_code="county", organ="eeb", receiver="petitions"),
    )


@pytest.fixture
def given(city, act):
    """A petition of the city, given to the county's organ."""

    def made(confirmed=True, **more):
        words = f"我是{NAME}，电话{PHONE}，窑湾夜里有气味。"
        report = Report(report=words, channel="web", receiver="petitions", kinds=["air"], area="wangxi", **more)
        received = receive(report, Identity(NAME, PHONE, ""), by=Actor(kind="reporter"), on=TODAY, now=NOW, prefix="YP")
        if confirmed:
            confirm(received.petition.proceeding)
        return forwarded(received.petition.proceeding)

    def forwarded(matter):
        for name, fields in (
            ("register", {"area": "wangxi", "subject": "窑湾夜间气味"}),
            ("sort", {"class": "statutory_duty"}),
            ("forward", {"handler": "branch"}),
        ):
            act(matter, name, "petition-officer", TODAY, **fields)
        return matter

    return made


def confirm(matter):
    confirm_copy(WorkingCopy.objects.get(petition__proceeding=matter), Covers(), by=Actor(kind="officer"), now=NOW)


def theirs(matter):
    return Counterpart.objects.get(received=True, their_number=matter.number).proceeding


def to_the_county(matter, act):
    """The county's own steps up to the acceptance by its unit."""
    for name, post, fields in (
        ("register", "petition-officer", {"area": "wangxi", "subject": "窑湾夜间气味"}),
        ("sort", "petition-officer", {"class": "statutory_duty"}),
        ("forward", "petition-officer", {"handler": "branch-2"}),
        ("accept", "handler-2", {"contact": "执法科"}),
    ):
        act(matter, name, post, TODAY, **fields)


def answer(matter, act):
    act(matter, "investigate", "handler-2", TODAY, where="窑湾", officers="两人", findings="属实")
    conclusion = {"outcome": "supported", "request": "治理", "facts_and_reasons": "属实", "opinion": "支持",
                  "legal_basis": "大气法"}  # fmt: skip
    act(matter, "conclude", "branch-2-head", TODAY, **conclusion)
    act(matter, "reply", "handler-2", TODAY, reply=f"已责令整改。电话{PHONE}")


def carry(sender, taker):
    sender.refresh_from_db()
    taker.refresh_from_db()
    read_letter(taker, json.loads(json.dumps(letter(sender, NOW))), **WHEN)


def settle(county, city_):
    for _ in range(3):
        carry(county, city_)
        carry(city_, county)


def test_an_assignment_goes_there_and_acceptance_and_result_come_back(lines, given, act):
    county, city_ = lines
    matter = given()
    settle(county, city_)
    there = theirs(matter)
    petition = Petition.objects.get(proceeding=there)
    assert (petition.channel, there.area.code, there.state) == ("superior", "wangxi", "received")
    assert "气味" in petition.report
    kept = repr([*Message.objects.values(), *Petition.objects.filter(pk=petition.pk).values()])
    assert NAME not in kept
    assert PHONE not in kept
    to_the_county(there, act)
    settle(county, city_)
    matter.refresh_from_db()
    assert matter.state == "accepted"
    assert Counterpart.objects.get(received=False).their_number == there.number
    answer(there, act)
    settle(county, city_)
    matter.refresh_from_db()
    assert matter.state == "replied"
    assert projection_of(matter).facts["reply"].startswith("已责令整改。")
    assert PHONE not in projection_of(matter).facts["reply"]
    running = Clock.objects.filter(proceeding=matter, status="running")
    assert {"petitions.rating", "petitions.execution"} <= set(running.values_list("key", flat=True))
    act(matter, "carry_out", "handler", TODAY, what="opinion", done="wholly", findings="已整改")
    assert not running.filter(key="petitions.execution").exists()
    assert list(verify_proceeding(matter)) == []
    assert set(Message.objects.values_list("state", flat=True)) == {"done"}


ELSEWHERE = {
    "decline": {"ground": "not_our_competence", "where_to_go": f"到住建部门，电话{PHONE}"},
    "sort": {"class": "divert", "where_to_go": f"到住建部门，电话{PHONE}"},
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_the_county_does_not_take_goes_back_and_can_be_given_again(lines, given, act, name):
    county, city_ = lines
    matter = given()
    settle(county, city_)
    there = theirs(matter)
    act(there, "register", "petition-officer", TODAY, area="wangxi", subject="窑湾")
    act(there, name, "petition-officer", TODAY, **ELSEWHERE[name])
    settle(county, city_)
    matter.refresh_from_db()
    assert matter.state == "registered"
    assert PHONE not in repr(Message.objects.get(way="in", kind="object").content)
    act(matter, "sort", "petition-officer", TODAY, **{"class": "statutory_duty"})
    act(matter, "forward", "petition-officer", TODAY, handler="branch")
    settle(county, city_)
    assert Counterpart.objects.filter(received=True).count() == 2


def test_a_unit_that_objects_to_its_own_petition_office_returns_nothing_to_the_city(lines, given, act):
    county, city_ = lines
    matter = given()
    settle(county, city_)
    there = theirs(matter)
    for name, post, fields in (
        ("register", "petition-officer", {"area": "wangxi", "subject": "窑湾"}),
        ("sort", "petition-officer", {"class": "statutory_duty"}),
        ("forward", "petition-officer", {"handler": "branch"}),
        ("object", "branch-head", {"why": "不在本辖区"}),
    ):
        act(there, name, post, TODAY, **fields)
    settle(county, city_)
    matter.refresh_from_db()
    assert matter.state == "assigned"
    act(there, "sort", "petition-officer", TODAY, **{"class": "statutory_duty"})
    act(there, "forward", "petition-officer", TODAY, handler="branch-2")
    act(there, "accept", "handler-2", TODAY, contact="执法科")
    settle(county, city_)
    matter.refresh_from_db()
    assert matter.state == "accepted"


def test_what_is_answered_with_the_countys_main_petition_is_answered_here(lines, given, act):
    county, city_ = lines
    first, second = given(), given()
    settle(county, city_)
    there = theirs(first)
    act(theirs(second), "register", "petition-officer", TODAY, area="wangxi", subject="窑湾")
    to_the_county(there, act)
    act(theirs(second), "merge", "petition-officer", TODAY, main=there.number, why="同一气味")
    answer(there, act)
    settle(county, city_)
    for matter in (first, second):
        matter.refresh_from_db()
        assert matter.state == "replied"
    left = set(Clock.objects.filter(proceeding=second, status="running").values_list("key", flat=True))
    assert left == {"petitions.rating", "petitions.review_request", "petitions.execution"}


def test_words_nobody_has_confirmed_stay_until_somebody_has(lines, given, sign_in):
    county, city_ = lines
    matter = given(confirmed=False)
    settle(county, city_)
    assert not Message.objects.exists()
    assert not Counterpart.objects.exists()
    page = reverse("desk:exchange")
    assert reverse("desk:working_copy", args=[matter.number]) in sign_in("petition-officer").get(page).content.decode()
    confirm(matter)
    settle(county, city_)
    assert theirs(matter).state == "received"


@pytest.mark.parametrize("seed", [3, 11])
def test_lost_doubled_and_reordered_messages_come_to_the_same_end(lines, given, act, seed):
    county, city_ = lines
    rng = random.Random(seed)
    matters = [given(), given()]
    carried = []

    def weather():
        """Letters that overtake each other, come twice, come in part or not at all."""
        for sender, taker in ((county, city_), (city_, county)):
            sender.refresh_from_db()
            sent = json.loads(json.dumps(letter(sender, NOW)))
            rng.shuffle(sent["messages"])
            sent["messages"] = sent["messages"][: rng.randint(0, len(sent["messages"]))]
            carried.append((taker, sent))
        for taker, sent in rng.sample(carried, k=min(len(carried), 3)):
            taker.refresh_from_db()
            read_letter(taker, sent, **WHEN)

    for _ in range(3):
        weather()
    settle(county, city_)
    for matter in matters:
        to_the_county(theirs(matter), act)
    weather()
    answer(theirs(matters[0]), act)
    for _ in range(3):
        weather()
    settle(county, city_)
    states = [Proceeding.objects.get(pk=matter.pk).state for matter in matters]
    assert states == ["replied", "accepted"]
    assert Counterpart.objects.filter(received=True).count() == 2
    for line in Line.objects.all():
        assert line.sent == line.acknowledged == line.messages.filter(way="out").count()
        assert line.taken == line.messages.filter(way="in").count()
    assert set(Message.objects.values_list("state", flat=True)) == {"done"}


def test_a_file_carries_the_same_and_nobody_else_can_read_or_change_it(lines, given, act):
    county, city_ = lines
    matter = given()
    sealed = bundle(county, NOW)
    assert "窑湾".encode() not in sealed
    assert matter.number.encode() not in sealed
    assert read_bundle(sealed, **WHEN) == city_
    assert read_bundle(sealed, **WHEN) == city_
    assert theirs(matter).state == "received"
    read_bundle(bundle(city_, NOW), **WHEN)
    county.refresh_from_db()
    assert county.acknowledged == county.sent == 1
    for wrong in (
        b"",
        b"QTX1",
        sealed[:-1],
        sealed[:-1] + bytes([sealed[-1] ^ 1]),
        sealed.replace(b"city", b"none", 1),
    ):
        with pytest.raises(QingtianError):
            read_bundle(wrong, **WHEN)


def test_who_reported_travels_only_by_decision_and_only_for_the_receiving_office(lines, given, monkeypatch):
    county, city_ = lines
    matter = given()
    opener = Opener(1, "officer", "post", "organ")
    with pytest.raises(QingtianError, match="public key"):
        send_identity(county, matter.number, by=opener, reason="县里要联系", now=NOW)
    county.their_key = own_public_key()
    county.save()
    with monkeypatch.context() as kept:
        kept.setattr("qingtian.gateways.exchange.actions.send_identity.WITHHELD", [lambda matter: True])
        with pytest.raises(QingtianError, match="asked to be kept"):
            send_identity(county, matter.number, by=opener, reason="县里要联系", now=NOW)
    message = send_identity(county, matter.number, by=opener, reason="县里要联系", now=NOW)
    assert NAME not in repr(message.content)
    settle(county, city_)
    token = Petition.objects.get(proceeding=theirs(matter)).identity_token
    assert open_identity(token, by=opener, reason="test", now=NOW) == Identity(NAME, PHONE, "")
    assert "identity" not in Message.objects.get(way="in", kind="assign").content
    with pytest.raises(QingtianError):
        send_identity(county, matter.number, by=opener, reason="又一次", now=NOW)


def test_what_cannot_be_done_is_told_back_and_stops_nothing(lines, given, act):
    county, city_ = lines
    matter = given()
    settle(county, city_)
    told = {"about": matter.number, "given_by": 3, "number": "x", "on": "2026-11-23", "reply": ""}
    wrong = {"number": 1, "ident": "result:XF-2026-9:9", "kind": "result", "content": told}
    strange = {"number": 2, "ident": "s", "kind": "strange", "content": {}}
    read_letter(county, {"schema": "qingtian-exchange/1", "acknowledged": 1, "messages": [strange, wrong]}, **WHEN)
    assert list(county.messages.filter(way="in").values_list("state", flat=True)) == ["refused", "refused"]
    assert county.messages.filter(way="out", kind="refused").count() == 2
    matter.refresh_from_db()
    assert matter.state == "assigned"
    for shape in ({}, {"schema": "qingtian-exchange/1", "acknowledged": "1", "messages": []},
                  {"schema": "qingtian-exchange/1", "acknowledged": 1, "messages": [{"number": True}]}):  # fmt: skip
        with pytest.raises(QingtianError):
            read_letter(county, shape, **WHEN)


def test_an_unusable_letter_is_refused_and_the_ones_behind_it_go_on(lines, given):
    county, city_ = lines
    given()
    [sent] = letter(county, NOW)["messages"]
    wrong = [
        {**sent, "number": 1, "ident": "nothing"},
        {**sent, "number": 2, "ident": "a:-1"},
        {**sent, "number": 3, "ident": "b:1", "content": {**sent["content"], "kinds": [{}], "number": 7}},
    ]
    with pytest.raises(QingtianError):
        read_letter(city_, {"schema": "qingtian-exchange/1", "acknowledged": 0, "messages": [*wrong, 5]}, **WHEN)
    assert not city_.messages.exists()
    messages = [*wrong, {**sent, "number": 4}]
    read_letter(city_, {"schema": "qingtian-exchange/1", "acknowledged": 0, "messages": messages}, **WHEN)
    states = list(city_.messages.filter(way="in").order_by("number").values_list("state", flat=True))
    assert states == ["refused", "refused", "refused", "done"]


def test_a_line_that_fails_in_any_way_stops_no_other(lines, monkeypatch):
    called = []

    def broken(line, now, transport):
        called.append(line.pk)
        raise KeyError(PHONE)

    monkeypatch.setattr("qingtian.gateways.exchange.rounds.call", broken)
    Line.objects.update(url="https://other.example")
    assert run_exchange(NOW) == {"letters": 0, "refused": 2}
    assert len(called) == 2
    troubles = set(Line.objects.values_list("trouble", flat=True))
    assert troubles == {"处理时出错（KeyError）。"}


def test_the_line_is_called_by_signed_letters_and_a_dead_one_is_noted(lines, given, settings, monkeypatch):
    county, _ = lines
    settings.ALLOWED_HOSTS = ["testserver"]
    for clock in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{clock}", lambda: NOW)
    for module in ("qingtian.web.api.exchange", "qingtian.gateways.exchange.rounds"):
        monkeypatch.setattr(f"{module}.city", lambda: CITY)
    matter = given()
    Line.objects.filter(pk=county.pk).update(url="http://testserver")

    def transport(address, headers, body):
        answered = Client().generic("POST", address, body, "application/json", headers=headers)
        if answered.status_code != 200:
            raise OSError(answered.status_code)
        return answered.content

    county.refresh_from_db()
    call(county, NOW, transport)
    assert theirs(matter).state == "received"
    county.refresh_from_db()
    assert (county.acknowledged, county.last_at) == (1, NOW)

    def dead(address, headers, body):
        raise TimeoutError

    monkeypatch.setattr("qingtian.gateways.exchange.rounds.post", dead)
    assert run_exchange(NOW) == {"letters": 0, "refused": 1}
    county.refresh_from_db()
    assert "TimeoutError" in county.trouble


def test_the_page_exports_and_takes_files_for_an_office_without_a_line(lines, given, sign_in, monkeypatch):
    county, _ = lines
    monkeypatch.setattr("qingtian.web.desk.exchange_page.city", lambda: CITY)
    matter = given()
    browser = sign_in("petition-officer")
    Line.objects.filter(pk=county.pk).update(their_key=own_public_key())
    wanted = {"number": matter.number, "reason": "县里要当面核实"}
    identity = reverse("desk:exchange_identity", args=["county"])
    asked = []
    monkeypatch.setattr("qingtian.web.desk.exchange_page.confirmation", lambda request, factor: asked.append(factor))
    assert browser.post(identity, wanted)["Location"] == reverse("desk:exchange")
    assert asked == [True]
    assert "identity" in Message.objects.get(way="out", kind="assign").content
    later = given()
    exported = browser.post(reverse("desk:exchange_file", args=["county"]))
    assert exported["Content-Type"] == "application/octet-stream"
    page = reverse("desk:exchange")
    assert browser.post(page, {"file": SimpleUploadedFile("x.qtx", b"nothing")}).status_code == 422
    assert browser.post(page, {"file": SimpleUploadedFile("x.qtx", exported.content)}).status_code == 302
    assert theirs(matter).state == "received"
    told = browser.get("/en" + page).content.decode()
    assert matter.number in told
    assert browser.post(reverse("desk:exchange_file", args=["nobody"])).status_code == 404
    browser.post(identity, {**wanted, "number": later.number})  # it is on the stick: what is added now never arrives
    assert "identity" not in Message.objects.get(way="out", proceeding=later).content
    assert sign_in("handler").get(page).status_code == 403
