"""Signing in as an office does: one-time code, own password, second step, lock-out, end of the session."""

from __future__ import annotations

import base64
import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from qingtian.apps.accounts.actions.factors import add_authenticator, new_recovery_codes
from qingtian.apps.accounts.actions.passwords import open_account, set_password
from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.accounts.models import LogEntry, Sitting
from qingtian.apps.people.models import Tenure
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NOW = at(TODAY, 14, 6)
SECRET = b"12345678901234567890"
GOOD = "三只猫睡在老槐树底下呢哈"


def page(answer):
    return answer.content.decode()


def code(moment):
    return TOTP(SECRET, 6, SHA1(), 30).generate(int(moment.timestamp())).decode()


def stand_at(monkeypatch, moment):
    """Every clock at that moment: of the city, of the telephone and of the session."""
    for clock in ("city_now", "real_now"):
        monkeypatch.setattr(f"qingtian.web.middleware.{clock}", lambda: moment)


@pytest.fixture(autouse=True)
def as_an_office(settings, monkeypatch):
    stand_at(monkeypatch, NOW)
    settings.SECOND_FACTOR_ROLES = frozenset({"administrator", "auditor", "discipline_liaison"})
    settings.CONFIRM_MINUTES = 15


def with_account(city, post, password=GOOD):
    """A person who has set a password of their own today."""
    person = city.people[post]
    open_account(person, f"u.{post}", by=Doer(), now=NOW)
    person.refresh_from_db()
    set_password(person.user, person, password, by=Doer(person), now=NOW, but=None)
    return person


def try_in(client, name, password=GOOD, **more):
    return client.post("/desk/sign-in/", {"username": name, "password": password, **more})


def kinds():
    return list(LogEntry.objects.order_by("pk").values_list("kind", flat=True))


class TestFirstSignIn:
    def test_a_one_time_code_leads_to_an_own_password_and_nowhere_else(self, city):
        given = open_account(city.people["handler"], "zhou", by=Doer(), now=NOW)
        client = Client()
        assert try_in(client, "zhou", given, next="/desk/petitions/")["Location"] == "/desk/petitions/"
        for path in ("/desk/", "/desk/petitions/", "/desk/people/"):
            assert client.get(path)["Location"].startswith("/desk/account/password/")
        weak = client.post("/desk/account/password/", {"old": given, "password": "short", "again": "short"})
        assert weak.status_code == 422
        assert "至少 12 个字符" in page(weak)
        other = {"old": given, "password": GOOD, "again": GOOD + "!"}
        assert "两次写的不一样" in page(client.post("/desk/account/password/", other))
        assert (
            client.post("/desk/account/password/", {"old": given, "password": GOOD, "again": GOOD}).status_code == 302
        )
        assert client.get("/desk/").status_code == 200  # the session goes on under the new password
        assert try_in(Client(), "zhou", given).status_code == 401
        assert given not in str(list(LogEntry.objects.values()))

    def test_a_code_whose_days_are_over_is_refused_in_words_to_who_knows_it_only(self, city):
        given = open_account(city.people["handler"], "zhou", by=Doer(), now=NOW - timedelta(days=7))
        assert "一次性密码已过有效期" in page(try_in(Client(), "zhou", given))
        assert "一次性密码已过有效期" not in page(try_in(Client(), "zhou", "wrong"))

    def test_without_a_post_today_nobody_signs_in(self, city):
        with_account(city, "handler")
        Tenure.objects.filter(post=city.posts["handler"]).update(ends=TODAY - timedelta(days=1))
        refused = try_in(Client(), "u.handler")
        assert (refused.status_code, "没有任职" in page(refused)) == (401, True)
        Tenure.objects.filter(post=city.posts["handler"]).update(ends=TODAY)
        assert try_in(Client(), "u.handler").status_code == 302

    def test_an_old_hash_becomes_a_new_one_at_the_sign_in(self, city, settings):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
        person = city.people["handler"]
        weak = PBKDF2PasswordHasher().encode(GOOD, "somesaltsomesaltsomesalt", iterations=1000)
        person.user = get_user_model().objects.create(username="zhou", password=weak)
        person.save()
        assert try_in(Client(), "zhou").status_code == 302
        person.user.refresh_from_db()
        assert int(person.user.password.split("$")[1]) == PBKDF2PasswordHasher.iterations


class TestSecondStep:
    def test_a_role_that_needs_one_comes_no_further_than_setting_it_up(self, city):
        with_account(city, "administrator")
        client = Client()
        try_in(client, "u.administrator")
        assert client.get("/desk/calendar/")["Location"].startswith("/desk/account/second/")
        shown = page(client.get("/desk/account/second/app/"))
        assert "<svg" in shown
        secret = re.search(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", shown)[0]
        plain = base64.b32decode(secret.replace(" ", ""))
        right = TOTP(plain, 6, SHA1(), 30).generate(int(NOW.timestamp())).decode()
        assert client.post("/desk/account/second/app/", {"code": "000000"}).status_code == 422
        codes = client.post("/desk/account/second/app/", {"code": right})
        assert len(re.findall(r'"hash">[2-9a-z]{5}-[2-9a-z]{5}<', page(codes))) == 8
        assert "no-store" in codes["Cache-Control"]
        assert client.get("/desk/calendar/").status_code == 200

    def test_others_need_none_unless_the_office_says_so(self, city, settings):
        with_account(city, "handler")
        client = Client()
        try_in(client, "u.handler")
        assert client.get("/desk/").status_code == 200
        settings.SECOND_FACTOR_ROLES = frozenset({"everybody"})
        assert client.get("/desk/")["Location"].startswith("/desk/account/second/")

    @pytest.fixture
    def enrolled(self, city):
        person = with_account(city, "handler")
        add_authenticator(
            person.user,
            SECRET,
            code(NOW - timedelta(minutes=5)),
            by=Doer(),
            now=NOW - timedelta(minutes=5),
            clock=NOW - timedelta(minutes=5),
        )
        return person

    def test_the_password_alone_opens_nothing(self, enrolled):
        client = Client()
        assert try_in(client, "u.handler", next="/desk/petitions/")["Location"].startswith("/desk/sign-in/second/")
        assert client.get("/desk/")["Location"].startswith("/desk/sign-in/")
        assert client.post("/desk/sign-in/second/", {"code": "000000"}).status_code == 401
        told = {"code": code(NOW), "next": "/desk/petitions/"}
        assert client.post("/desk/sign-in/second/", told)["Location"] == "/desk/petitions/"
        assert client.get("/desk/").status_code == 200
        assert [k for k in kinds() if "sign" in k or "second" in k] == ["second_factor_failed", "signed_in"]

    def test_a_recovery_code_opens_once(self, enrolled):
        (first, *_) = new_recovery_codes(enrolled.user, by=Doer(), now=NOW)
        for status in (302, 401):
            client = Client()
            try_in(client, "u.handler")
            assert client.post("/desk/sign-in/second/", {"code": first}).status_code == status

    def test_the_first_step_waits_five_minutes(self, enrolled, monkeypatch):
        client = Client()
        try_in(client, "u.handler")
        later = NOW + timedelta(minutes=5)
        stand_at(monkeypatch, later)
        assert client.post("/desk/sign-in/second/", {"code": code(later)})["Location"] == "/desk/sign-in/"

    def test_the_second_step_cannot_be_reached_without_the_first(self, enrolled):
        assert Client().post("/desk/sign-in/second/", {"code": code(NOW)})["Location"] == "/desk/sign-in/"

    def test_wrong_codes_lock_like_wrong_passwords(self, enrolled, settings):
        settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 3
        client = Client()
        try_in(client, "u.handler")
        for _ in range(3):
            client.post("/desk/sign-in/second/", {"code": "000000"})
        locked = client.post("/desk/sign-in/second/", {"code": code(NOW)})
        assert locked.status_code == 429
        assert try_in(Client(), "u.handler").status_code == 429
        assert "000000" not in str(list(AccessAttempt.objects.values()))


class TestLockOut:
    @pytest.fixture(autouse=True)
    def strict(self, settings, city):
        settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 3
        with_account(city, "handler")
        with_account(city, "mayor")

    def lock(self, address="10.0.0.5"):
        for _ in range(3):
            answer = Client(REMOTE_ADDR=address).post(
                "/desk/sign-in/", {"username": "u.handler", "password": "n0nsense"}
            )
        return answer

    def test_it_is_of_a_name_from_an_address_and_says_until_when(self):
        locked = self.lock()
        assert locked.status_code == 429
        assert re.search(r"\d\d:\d\d 以后再试", page(locked))
        here, there = Client(REMOTE_ADDR="10.0.0.5"), Client(REMOTE_ADDR="10.0.0.6")
        assert try_in(here, "u.handler").status_code == 429
        assert try_in(here, "u.mayor").status_code == 302  # a colleague at the same address
        assert try_in(there, "u.handler").status_code == 302  # the real user elsewhere

    def test_the_log_tells_of_it_once_and_holds_no_password(self):
        self.lock()
        self.lock()
        assert kinds().count("locked_out") == 1
        kept = str(list(LogEntry.objects.values())) + str(list(AccessAttempt.objects.values()))
        assert "n0nsense" not in kept

    def test_a_name_that_belongs_to_nobody_is_not_kept_in_the_log(self):
        try_in(Client(), "my-password-in-the-wrong-field")
        assert "wrong-field" not in str(list(LogEntry.objects.values()))
        assert kinds()[-1] == "sign_in_failed"

    def test_the_administrator_unlocks(self, city, sign_in, settings):
        settings.SECOND_FACTOR_ROLES, settings.CONFIRM_MINUTES = frozenset(), 0
        self.lock()
        client = sign_in("administrator")
        assert "锁定中" in page(client.get("/desk/accounts/?q=u.handler"))
        client.post("/desk/accounts/person/p-handler/", {"do": "unlock"})
        assert try_in(Client(REMOTE_ADDR="10.0.0.5"), "u.handler").status_code == 302
        assert "unlocked" in kinds()


class TestEndOfTheSession:
    @pytest.fixture
    def client(self, city):
        with_account(city, "handler")
        client = Client()
        try_in(client, "u.handler")
        return client

    def test_without_work_it_ends_and_the_page_says_why(self, client):
        Sitting.objects.update(last_seen_at=NOW - timedelta(days=999))
        gone = client.get("/desk/petitions/")
        assert "ended=idle" in gone["Location"]
        assert "太久没有操作" in page(client.get(gone["Location"]))
        assert client.get("/desk/").status_code == 302

    def test_a_part_of_a_page_asks_for_the_whole_sign_in_page(self, client):
        Sitting.objects.update(last_seen_at=NOW - timedelta(days=999))
        answer = client.get("/desk/", headers={"HX-Request": "true"})
        assert (answer.status_code, "HX-Redirect" in answer) == (204, True)

    def test_it_ends_with_the_office(self, client, city):
        Tenure.objects.filter(post=city.posts["handler"]).update(ends=TODAY - timedelta(days=1))
        assert client.get("/desk/").status_code == 403
        Tenure.objects.filter(post=city.posts["handler"]).update(ends=None)
        assert client.get("/desk/").status_code == 302

    def test_it_ends_when_the_account_is_closed_and_when_the_password_changes_elsewhere(self, client, city):
        person = city.people["handler"]
        set_password(person.user, person, GOOD + "另一句", by=Doer(person), now=NOW, but=None)
        assert "ended=" in client.get("/desk/")["Location"] or client.get("/desk/").status_code == 302
        again = Client()
        try_in(again, "u.handler", GOOD + "另一句")
        get_user_model().objects.filter(username="u.handler").update(is_active=False)
        assert again.get("/desk/").status_code == 302
        assert try_in(Client(), "u.handler", GOOD + "另一句").status_code == 401

    def test_somebody_ends_their_other_sessions_and_keeps_this_one(self, client):
        other = Client()
        try_in(other, "u.handler")
        client.post("/desk/account/sessions/end/")
        assert client.get("/desk/").status_code == 200
        assert "ended=own" in other.get("/desk/")["Location"]

    def test_signing_out_ends_the_sitting(self, client):
        client.post("/desk/sign-out/")
        assert Sitting.objects.get().ended_why == "signed_out"
        assert kinds()[-1] == "signed_out"

    def test_reading_as_a_resident_reads_no_session(self, db, django_assert_num_queries):
        with django_assert_num_queries(0):
            Client().get("/about/")


class TestSealedIdentities:
    def identity(self, accepted):
        return f"/desk/{accepted.number}/identity/"

    def test_an_opening_asks_for_a_second_factor_first(self, city, accepted):
        with_account(city, "handler")
        client = Client()
        try_in(client, "u.handler")
        for answer in (client.get(self.identity(accepted)), client.post(self.identity(accepted), {"reason": "回访"})):
            assert answer["Location"].startswith("/desk/account/second/")

    def test_a_proof_opens_for_some_minutes_and_then_asks_again(self, city, accepted, monkeypatch):
        person = with_account(city, "handler")
        early = NOW - timedelta(minutes=5)
        add_authenticator(person.user, SECRET, code(early), by=Doer(), now=early, clock=early)
        client = Client()
        try_in(client, "u.handler")
        client.post("/desk/sign-in/second/", {"code": code(NOW)})
        assert client.get(self.identity(accepted)).status_code == 200
        later = NOW + timedelta(minutes=15)
        stand_at(monkeypatch, later)
        asked = client.post(self.identity(accepted), {"reason": "回访"})
        assert asked["Location"].startswith("/desk/confirm/")
        told = {"code": code(later), "next": self.identity(accepted)}
        assert client.post("/desk/confirm/", told)["Location"] == self.identity(accepted)
        assert client.post(self.identity(accepted), {"reason": "回访", "purpose": "handling"}).status_code == 200
        assert "confirmed" in kinds()

    def test_an_office_without_second_factors_asks_for_the_password(self, city, accepted, settings, monkeypatch):
        settings.SECOND_FACTOR_ROLES = frozenset()
        with_account(city, "handler")
        client = Client()
        try_in(client, "u.handler")
        assert client.get(self.identity(accepted)).status_code == 200
        stand_at(monkeypatch, NOW + timedelta(minutes=15))
        assert client.get(self.identity(accepted))["Location"].startswith("/desk/confirm/")
        assert client.post("/desk/confirm/", {"password": "wrong"}).status_code == 401
        assert client.post("/desk/confirm/", {"password": GOOD}).status_code == 302
        assert client.get(self.identity(accepted)).status_code == 200

    def test_the_mark_of_the_demonstration_counts_nowhere_else(self, city, accepted, settings):
        with_account(city, "handler")
        client = Client()
        try_in(client, "u.handler")
        session = client.session
        session["accounts.demonstration"] = True
        session.save()
        assert client.get(self.identity(accepted)).status_code == 302
        settings.DEMO = True
        assert client.get(self.identity(accepted)).status_code == 200
