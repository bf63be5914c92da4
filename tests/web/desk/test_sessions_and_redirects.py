"""A session somebody prepared, an address that leads away, a host that is not ours: none of them takes an officer."""

from __future__ import annotations

import re

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings as product
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from qingtian.apps.accounts.actions.factors import add_authenticator, new_recovery_codes
from qingtian.apps.accounts.logbook import Doer
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
PASSWORD, SIGN_IN, SECOND = "a long password", "/desk/sign-in/", "/desk/sign-in/second/"
SECRET, EIGHT = b"12345678901234567890", at(TODAY, 8)
AWAY = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "\thttps://evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "//testserver@evil.example/",
    "https://testserver.evil.example/",
    "https://testserver:pass@evil.example/",
    "\x00//evil.example",
    "////evil.example/%2e%2e",
]


@pytest.fixture(autouse=True)
def still(monkeypatch, settings):
    for clock in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{clock}", lambda: at(TODAY, 9, 5))
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture
def officer(city):
    person = city.people["handler"]
    person.user = get_user_model().objects.create_user("zhou", password=PASSWORD)
    person.save()
    return person


@pytest.fixture
def codes(officer):
    made = TOTP(SECRET, 6, SHA1(), 30).generate(int(EIGHT.timestamp())).decode()
    add_authenticator(officer.user, SECRET, made, by=Doer(officer), now=EIGHT, clock=EIGHT)
    return new_recovery_codes(officer.user, by=Doer(officer), now=EIGHT)


def session_key(client):
    cookie = client.cookies.get(product.SESSION_COOKIE_NAME)
    return cookie.value if cookie else None


def own_session(client):
    """Somebody laid this session into the browser before the officer came, and knows its key."""
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies[product.SESSION_COOKIE_NAME] = session.session_key
    return session.session_key


def credentials(**more):
    return {"username": "zhou", "password": PASSWORD} | more


def test_the_key_of_the_session_changes_with_signing_in_and_the_old_one_opens_nothing(officer):
    client = Client()
    planted = own_session(client)
    client.post(SIGN_IN, credentials())
    assert session_key(client) != planted
    thief = Client()
    thief.cookies[product.SESSION_COOKIE_NAME] = planted
    assert thief.get("/desk/").status_code == 302
    assert not Session.objects.filter(session_key=planted).exists()


def test_it_changes_at_the_second_step_too(officer, codes):
    client = Client()
    keys = [own_session(client)]
    client.post(SIGN_IN, credentials())
    keys.append(session_key(client))
    assert client.get("/desk/").status_code == 302, "between the steps nothing is open"
    client.post(SECOND, {"code": codes[0]})
    keys.append(session_key(client))
    assert len(set(keys)) == 3
    assert client.get("/desk/").status_code == 200
    for old in keys[:2]:
        thief = Client()
        thief.cookies[product.SESSION_COOKIE_NAME] = old
        assert thief.get("/desk/").status_code == 302


def test_of_two_browsers_half_way_in_only_the_one_with_the_code_is_in(officer, codes):
    one, other = Client(), Client()
    for client in (one, other):
        client.post(SIGN_IN, credentials())
    one.post(SECOND, {"code": codes[0]})
    assert one.get("/desk/").status_code == 200
    assert other.get("/desk/").status_code == 302
    assert other.post(SECOND, {"code": codes[0]}).status_code == 401, "a code works once"


def test_a_key_somebody_made_up_is_not_taken(officer):
    client = Client()
    client.cookies[product.SESSION_COOKIE_NAME] = "a" * 32
    client.post(SIGN_IN, credentials())
    assert session_key(client) != "a" * 32


def test_the_cookies_are_for_this_site_alone_and_no_script_reads_them(officer):
    client = Client()
    client.get(SIGN_IN)
    client.post(SIGN_IN, credentials())
    cookie = client.cookies[product.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["domain"] == ""


def test_signing_out_leaves_a_key_that_opens_nothing(officer):
    client = Client()
    client.post(SIGN_IN, credentials())
    kept = session_key(client)
    client.post("/desk/sign-out/")
    thief = Client()
    thief.cookies[product.SESSION_COOKIE_NAME] = kept
    assert thief.get("/desk/").status_code == 302


@pytest.mark.parametrize("where", AWAY)
def test_no_address_leads_off_the_site_after_signing_in(officer, where):
    answer = Client().post(SIGN_IN, credentials(next=where))
    assert answer.status_code in (302, 400)
    assert answer.get("Location", "/desk/") == "/desk/"


@pytest.mark.parametrize("where", AWAY)
def test_nor_after_the_second_step(officer, codes, where):
    client = Client()
    client.post(SIGN_IN, credentials())
    answer = client.post(SECOND, {"code": codes[0], "next": where})
    assert answer.get("Location", "/desk/") == "/desk/"


def test_an_address_of_this_site_is_kept(officer):
    assert Client().post(SIGN_IN, credentials(next="/desk/people/"))["Location"] == "/desk/people/"


@pytest.mark.parametrize("where", AWAY)
def test_the_form_never_carries_an_address_that_leads_away(officer, where):
    answer = Client().get(SIGN_IN, {"next": where})
    page = answer.content.decode()
    assert answer.status_code == 400 or re.findall(r'name="next" value="([^"]*)"', page) == ["/desk/"]
    for address in re.findall(r'(?:href|action|src)="([^"]*)"', page):
        assert re.match(r"/(?![/\\])|[#?]", address), address


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "testserver.evil.example"},
        {"host": "evil.example", "x-forwarded-host": "testserver"},
        {"host": "testserver@evil.example"},
        {"host": "testserver/evil"},
    ],
)
def test_a_host_that_is_not_ours_is_refused(officer, headers):
    answer = Client(raise_request_exception=False).post(SIGN_IN, credentials(), headers=headers)
    assert answer.status_code == 400
    assert product.SESSION_COOKIE_NAME not in answer.cookies


def test_a_forwarded_host_changes_no_address(city):
    answer = Client().get("/desk/", headers={"x-forwarded-host": "evil.example"})
    assert answer["Location"].startswith("/desk/sign-in/")
    page = Client().get("/", headers={"x-forwarded-host": "evil.example"}).content.decode()
    assert "evil.example" not in page
