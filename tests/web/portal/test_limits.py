"""How often one address may do what residents do, and what happens while somebody goes through receipt numbers."""

from datetime import timedelta

import pytest
from django.test import Client

from qingtian.apps.petitions.models import ReportDraft
from qingtian.apps.proceedings.models import Act
from qingtian.config.rates import Rate
from qingtian.web.portal.rate import subscriber
from qingtian.web.portal.views.follow import UNKNOWN
from tests.conftest import TODAY, at
from tests.web.portal.conftest import WORDS, at_act, received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
TOO_OFTEN = "这个网络地址刚才来得太多了"


@pytest.fixture(autouse=True)
def five_past_the_half(monkeypatch):
    monkeypatch.setattr("qingtian.web.middleware.real_now", lambda: at(TODAY, 14, 35))


def ask(address, receipt, **more):
    return Client(REMOTE_ADDR=address).post("/follow/", {"receipt": receipt} | more)


@pytest.fixture
def limits(settings):
    def to(**rates):
        settings.RATES = settings.RATES | {name: Rate(most, 3600) for name, most in rates.items()}

    return to


def test_a_limit_of_an_hour_holds_to_the_end_of_the_hour(city, limits, monkeypatch):
    limits(lookup=1)
    number = received().receipt
    assert ask("10.0.0.1", number).status_code == 200
    monkeypatch.setattr("qingtian.web.middleware.real_now", lambda: at(TODAY, 14, 59))
    late = ask("10.0.0.1", number)
    assert late.status_code == 429
    assert "过 1 分钟再试" in late.content.decode()
    monkeypatch.setattr("qingtian.web.middleware.real_now", lambda: at(TODAY, 15, 0))
    assert ask("10.0.0.1", number).status_code == 200


def test_answers_to_a_question_are_kept_only_so_often_and_nothing_typed_is_lost(city, resident, limits):
    limits(draft=2)
    assert resident.say().status_code == resident.place().status_code == 302
    answer = resident.time(when_words="夜里两点")
    assert answer.status_code == 429
    assert TOO_OFTEN in answer.content.decode()
    assert "夜里两点" in answer.content.decode()
    assert "when_words" not in ReportDraft.objects.get().values
    other = Client(REMOTE_ADDR="10.0.0.9").post("/report/what/", {"kinds": ["air"], "report": WORDS})
    assert other.status_code == 302


@pytest.mark.parametrize(("act", "until"), [("rate", "verify"), ("withdraw", "register"), ("review", "reply")])
def test_what_a_reporter_does_by_the_link_is_limited(city, limits, act, until):
    limits(reporter=1)
    found = at_act(city, until)
    seq = found.petition.proceeding.seq
    form = {"satisfaction": "satisfied", "grounds": "没有改好", "seq": seq - 1, "once": "a"}
    client, before = Client(), Act.objects.count()
    assert client.post(f"/r/{found.key}/{act}/", form).status_code == 422  # of an older page: spent all the same
    answer = client.post(f"/r/{found.key}/{act}/", form | {"seq": seq, "once": "b"})
    assert answer.status_code == 422
    assert TOO_OFTEN in answer.content.decode()
    assert Act.objects.count() == before
    elsewhere = Client(REMOTE_ADDR="10.0.0.9").post(f"/r/{found.key}/{act}/", form | {"seq": seq, "once": "c"})
    assert elsewhere.status_code == 302
    assert Act.objects.count() == before + 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("", "unix:", False),
    ],
)
def test_a_line_of_the_newer_network_is_one_whatever_address_it_takes(one, other, same):
    assert (subscriber(one) == subscriber(other)) is same


def test_what_is_no_address_does_not_count_as_one(city, limits, monkeypatch):
    monkeypatch.setenv("QINGTIAN_PROXIES", "1")
    limits(lookup=1)
    form, number = {"receipt": received().receipt}, iter(range(9))
    for status in (200, 429):
        made_up = {"x-forwarded-for": f"somebody-{next(number)}"}
        assert Client().post("/follow/", form, headers=made_up).status_code == status


# ---- somebody goes through numbers, from many addresses


@pytest.fixture
def guessed(city, limits):
    """So many wrong numbers, each from another address, as the hour bears."""
    limits(lookup_miss=3)
    for n in range(3):
        assert ask(f"10.9.0.{n}", "YP-2222-3333").status_code == 422


def test_numbers_that_people_find_do_not_count_as_guesses(city, limits):
    limits(lookup_miss=3)
    number = received().receipt
    assert {ask(f"10.9.0.{n}", number).status_code for n in range(9)} == {200}


def test_while_numbers_are_guessed_the_holder_still_gets_the_answer_with_the_day(guessed):
    number = received(TODAY - timedelta(days=30)).receipt
    asked = ask("10.0.0.1", number)
    assert asked.status_code == 422
    assert 'name="day"' in asked.content.decode()
    assert number in asked.content.decode()
    for off in (-1, 0, 1):
        day = TODAY - timedelta(days=30 + off)
        assert ask("10.0.0.1", number, day=day.isoformat()).status_code == 200


def test_while_numbers_are_guessed_a_right_number_looks_like_a_wrong_one(guessed):
    number = received(TODAY - timedelta(days=30)).receipt

    def told(receipt, **more):
        answer = ask("10.0.0.1", receipt, **more)
        page = answer.content.decode().replace(receipt, "…")
        return answer.status_code, "".join(line for line in page.splitlines() if "csrf" not in line)

    assert told(number) == told("YP-2222-3333")
    wrong_day = {"day": (TODAY - timedelta(days=3)).isoformat()}
    assert told(number, **wrong_day) == told("YP-2222-3333", **wrong_day)
    assert UNKNOWN.zh in told(number, **wrong_day)[1]


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-40", "0000-00-00", "２０２６-11-23", "9" * 200])
def test_a_day_that_is_none_asks_again_and_says_nothing_about_the_number(guessed, day):
    answer = ask("10.0.0.1", received().receipt, day=day)
    assert answer.status_code == 422
    assert 'name="day"' in answer.content.decode()


def test_the_next_hour_asks_for_the_number_alone_again(guessed, monkeypatch):
    number = received().receipt
    monkeypatch.setattr("qingtian.web.middleware.real_now", lambda: at(TODAY, 15, 1))
    assert 'name="day"' not in Client().get("/follow/").content.decode()
    assert ask("10.0.0.1", number).status_code == 200


def test_that_numbers_are_guessed_stands_in_the_log_once_and_names_none(city, limits, caplog):
    limits(lookup_miss=2)
    for n in range(6):
        ask(f"10.9.0.{n}", "YP-2222-3333", day="2026-11-01")
    said = [record.getMessage() for record in caplog.records if "guessed" in record.getMessage()]
    assert len(said) == 1
    assert "2222" not in said[0]
    assert "10.9" not in said[0]
