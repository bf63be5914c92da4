"""What a password must be: long, uncommon, not a name, not used lately; never "one of each kind"."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from qingtian.apps.accounts.actions.passwords import give_code, new_code, open_account, set_password
from qingtian.apps.accounts.actions.sittings import open_sittings
from qingtian.apps.accounts.errors import WeakPassword
from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.accounts.models import Account, LogEntry, PastPassword, Sitting
from qingtian.apps.accounts.passwords import COMMON, MONOTONOUS, NAMED, TOO_LONG, TOO_SHORT, USED, faults_of
from qingtian.apps.accounts.policy import code_expired, must_change
from qingtian.apps.people.models import Tenure
from qingtian.errors import Refused
from tests.conftest import TODAY, at

NAMES = ["zhou.yining", "周以宁", "Zhou Yining"]
NOW = at(TODAY)
GOOD = "窑湾的槐树下有三只猫呢哈"


def codes(faults):
    words = {"short": TOO_SHORT.format(n=12), "long": TOO_LONG.format(n=128), "common": COMMON, "named": NAMED}
    return {name for name, text in {**words, "row": MONOTONOUS, "used": USED}.items() if text in faults}


@pytest.mark.parametrize(
    ("password", "wrong"),
    [
        ("elevenchars", {"short"}),
        ("twelve chars", set()),
        (GOOD, set()),
        ("correct horse battery", set()),
        ("all lower case and long", set()),
        ("Password2026!", {"common"}),
        ("!!qingtian2026!!", {"common"}),
        ("qingtianqingtian", {"common"}),
        ("aaaaaaaaaaaaaaaa", {"common", "row"}),
        ("abababababab", {"row"}),
        ("zkzkzkqzkzkqz", {"row"}),
        ("abcdefghijklmn", {"row"}),
        ("98765432109876", {"row"}),
        ("qwertyuiopasd", {"row"}),
        ("my name is Yining ok", {"named"}),
        ("我是周以宁今天上班很高兴", {"named"}),
        ("zhouyining-and-more", {"named"}),
        ("x" * 60 + " y1z2w3 " * 10, {"long"}),
    ],
)
def test_each_rule_at_its_border(password, wrong):
    assert codes(faults_of(password, names=NAMES)) == wrong


def test_full_width_and_half_width_are_one_password():
    assert faults_of("ｃorrect horse battery", past=[make_password("correct horse battery")]) == [USED]


def test_a_one_time_code_is_long_random_and_never_twice():
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(len(code) == 19 and not set(code) & set("01ilo") for code in made)


@pytest.fixture
def person(city):
    return city.people["handler"]


@pytest.fixture
def administrator(city):
    return Doer(city.people["administrator"], "管理员", "10.0.0.9")


@pytest.mark.django_db(databases=["default", "identity"])
class TestOneTimeCode:
    def test_it_signs_in_until_its_days_are_over_and_is_kept_only_as_a_digest(self, person, administrator):
        code = open_account(person, "zhou", by=administrator, now=NOW)
        person.refresh_from_db()
        account = Account.objects.get(user=person.user)
        assert person.user.check_password(code)
        assert must_change(account, person, TODAY)
        assert not code_expired(account, NOW + timedelta(days=7, seconds=-1))
        assert code_expired(account, NOW + timedelta(days=7))
        told = " ".join(str(value) for entry in LogEntry.objects.values() for value in entry.values())
        assert code not in told

    def test_one_account_a_person_and_one_person_a_name(self, city, person, administrator):
        open_account(person, "zhou", by=administrator, now=NOW)
        for whose, name, wrong in (
            (person, "other", "accounts.has_account"),
            (city.people["mayor"], "ZHOU", "accounts.name_taken"),
        ):
            with pytest.raises(Refused) as refused:
                open_account(whose, name, by=administrator, now=NOW)
            assert refused.value.code == wrong

    def test_a_fresh_code_ends_the_old_password_and_every_session(self, person, administrator):
        open_account(person, "zhou", by=administrator, now=NOW)
        person.refresh_from_db()
        set_password(person.user, person, GOOD, by=administrator, now=NOW, but=None)
        Sitting.objects.create(user=person.user, begun_at=NOW, last_seen_at=NOW)
        code = give_code(person, by=administrator, now=NOW)
        user = get_user_model().objects.get(pk=person.user.pk)
        assert user.check_password(code)
        assert not user.check_password(GOOD)
        assert not open_sittings(user)


@pytest.mark.django_db(databases=["default", "identity"])
class TestOwnPassword:
    @pytest.fixture(autouse=True)
    def opened(self, person, administrator):
        open_account(person, "zhou", by=administrator, now=NOW)
        person.refresh_from_db()

    def change(self, person, password, but=None):
        set_password(person.user, person, password, by=Doer(person), now=NOW, but=but)
        person.user.refresh_from_db()

    def test_the_last_five_cannot_be_taken_again_and_the_sixth_can(self, person):
        for number in range(7):
            self.change(person, f"{GOOD}{number}")
        for number in (6, 5, 1):
            with pytest.raises(WeakPassword):
                self.change(person, f"{GOOD}{number}")
        self.change(person, f"{GOOD}0")
        assert PastPassword.objects.filter(user=person.user).count() == 5

    def test_other_sessions_end_and_this_one_goes_on(self, person):
        here, there = (Sitting.objects.create(user=person.user, begun_at=NOW, last_seen_at=NOW) for _ in range(2))
        self.change(person, GOOD, but=here.pk)
        assert open_sittings(person.user) == [here]
        there.refresh_from_db()
        assert there.ended_why == "password"

    def test_a_refused_password_changes_nothing(self, person):
        before = person.user.password
        with pytest.raises(WeakPassword):
            self.change(person, "short")
        person.user.refresh_from_db()
        assert person.user.password == before
        assert Account.objects.get(user=person.user).must_change

    def test_a_new_term_of_office_asks_for_a_new_password_from_its_first_day(self, city, person):
        self.change(person, GOOD)
        account = Account.objects.get(user=person.user)
        starts = TODAY + timedelta(days=3)
        Tenure.objects.create(person=person, post=city.posts["branch-head"], starts=starts)
        assert not must_change(account, person, starts - timedelta(days=1))
        assert must_change(account, person, starts)

    def test_age_alone_asks_for_a_new_one_only_where_the_office_wants_it(self, person, settings):
        self.change(person, GOOD)
        account = Account.objects.get(user=person.user)
        assert not must_change(account, person, TODAY + timedelta(days=3000))
        settings.PASSWORD_DAYS = 90
        assert not must_change(account, person, TODAY + timedelta(days=89))
        assert must_change(account, person, TODAY + timedelta(days=90))
