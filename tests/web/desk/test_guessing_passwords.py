"""Many names from one address, many addresses at one account: each has its number, and the innocent go on."""

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth import get_user_model
from django.test import Client

from qingtian.apps.accounts.actions.factors import add_authenticator, new_recovery_codes
from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.accounts.models import RecoveryCode
from qingtian.config.rates import Rate
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
PASSWORD, SIGN_IN, SECOND = "a long password", "/desk/sign-in/", "/desk/sign-in/second/"
SECRET, EIGHT = b"12345678901234567890", at(TODAY, 8)


@pytest.fixture(autouse=True)
def still(monkeypatch):
    for name in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{name}", lambda: at(TODAY, 9, 5))


@pytest.fixture
def officer(city):
    person = city.people["handler"]
    person.user = get_user_model().objects.create_user("zhou", password=PASSWORD)
    person.save()
    return person


@pytest.fixture
def codes(officer):
    """An authenticator app, and the recovery codes printed with it."""
    made = TOTP(SECRET, 6, SHA1(), 30).generate(int(EIGHT.timestamp())).decode()
    add_authenticator(officer.user, SECRET, made, by=Doer(officer), now=EIGHT, clock=EIGHT)
    return new_recovery_codes(officer.user, by=Doer(officer), now=EIGHT)


def tried(name, address="10.0.0.1", password="nonsense"):
    return Client(REMOTE_ADDR=address).post(SIGN_IN, {"username": name, "password": password})


def test_one_password_tried_with_many_names_is_stopped_at_the_address(officer, settings):
    settings.RATES = settings.RATES | {"sign_in": Rate(5, 3600)}
    assert [tried(f"name-{n}").status_code for n in range(7)] == [401] * 5 + [429] * 2
    stopped = tried("zhou", password=PASSWORD)
    assert stopped.status_code == 429
    assert "从这个网络登录失败太多次" in stopped.content.decode()
    assert "frame-ancestors" in stopped["Content-Security-Policy"]
    assert tried("zhou", "10.0.0.2", PASSWORD)["Location"] == "/desk/"


def test_an_office_behind_one_address_signs_in_as_often_as_it_likes(officer, settings):
    settings.RATES = settings.RATES | {"sign_in": Rate(2, 3600)}
    assert {tried("zhou", password=PASSWORD).status_code for _ in range(6)} == {302}


def test_a_second_step_cannot_be_guessed_from_many_addresses(officer, codes, settings):
    settings.RATES = settings.RATES | {"second_step": Rate(4, 3600)}
    answers = []
    for n in range(6):
        client = Client(REMOTE_ADDR=f"10.0.1.{n}")
        client.post(SIGN_IN, {"username": "zhou", "password": PASSWORD})
        answers.append(client.post(SECOND, {"code": "000000"}))
    assert {answer.status_code for answer in answers} == {401}
    told = ["这个账号的第二步验证错得太多" in answer.content.decode() for answer in answers]
    assert told == [False] * 4 + [True] * 2
    client = Client(REMOTE_ADDR="10.0.2.1")
    client.post(SIGN_IN, {"username": "zhou", "password": PASSWORD})
    assert client.post(SECOND, {"code": codes[0]}).status_code == 401
    assert RecoveryCode.objects.filter(user=officer.user, used_at=None).count() == len(codes)


def test_right_second_steps_are_not_counted(officer, codes, settings):
    settings.RATES = settings.RATES | {"second_step": Rate(1, 3600)}
    for code in codes[:3]:
        client = Client()
        client.post(SIGN_IN, {"username": "zhou", "password": PASSWORD})
        assert client.post(SECOND, {"code": code})["Location"] == "/desk/"
