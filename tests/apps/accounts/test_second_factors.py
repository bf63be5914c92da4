"""Authenticator codes, recovery codes, and where their secrets lie."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.contrib.auth import get_user_model
from django.db import connection

from qingtian.apps.accounts import totp
from qingtian.apps.accounts.actions.factors import add_authenticator, new_recovery_codes, remove_factor, use_code
from qingtian.apps.accounts.logbook import Doer
from qingtian.apps.accounts.models import Authenticator, RecoveryCode
from qingtian.apps.accounts.policy import has_factor
from qingtian.errors import QingtianError, Refused
from tests.conftest import TODAY, at

SECRET = b"12345678901234567890"
NOW = at(TODAY)


def code(moment, secret=SECRET):
    return TOTP(secret, 6, SHA1(), 30).generate(int(moment.timestamp())).decode()


@pytest.mark.parametrize(
    ("seconds", "eight_digits"),
    [(59, "94287082"), (1111111109, "07081804"), (1234567890, "89005924"), (20000000000, "65353130")],
)
def test_the_vectors_of_rfc_6238_appendix_b(seconds, eight_digits):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert totp.step_of(SECRET, eight_digits[2:], moment, after=0) == seconds // 30


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off_and_no_more(steps, taken):
    shown = code(NOW + timedelta(seconds=30 * steps))
    assert (totp.step_of(SECRET, shown, NOW, after=0) is not None) is taken


@pytest.mark.parametrize("nonsense", ["", "12345", "1234567", "abcdef", "　", "١٢٣٤٥٦"])
def test_nonsense_is_no_code(nonsense):
    assert totp.step_of(SECRET, nonsense, NOW, after=0) is None


def test_the_address_of_the_picture_can_be_read_by_any_app():
    address = totp.uri(SECRET, issuer="City Bureau", account="zhou")
    assert address.startswith("otpauth://totp/City%20Bureau:zhou?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&")


pytestmark = pytest.mark.django_db(databases=["default", "identity"])
BY = Doer()


@pytest.fixture
def user():
    return get_user_model().objects.create_user("zhou")


@pytest.fixture
def enrolled(user):
    add_authenticator(user, SECRET, code(NOW), by=BY, now=NOW, clock=NOW)
    return user


def test_the_app_is_kept_only_once_its_code_fits(user):
    with pytest.raises(Refused):
        add_authenticator(user, SECRET, "000000", by=BY, now=NOW, clock=NOW)
    assert not has_factor(user)


def test_a_code_works_once_and_the_one_of_enrolment_not_again(enrolled):
    with pytest.raises(Refused):
        use_code(enrolled, code(NOW), now=NOW, clock=NOW)
    later = NOW + timedelta(seconds=30)
    use_code(enrolled, code(later), now=later, clock=later)
    with pytest.raises(Refused):
        use_code(enrolled, code(later), now=later, clock=later)


def test_the_secret_is_nowhere_in_the_database_and_needs_the_key_file(enrolled, settings):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nonce, sealed_secret FROM accounts_authenticator")
        kept = b"".join(bytes(part) for row in cursor.fetchall() for part in row)
    assert SECRET not in kept
    key = Path(settings.KEYS) / "second-factors.key"
    assert key.stat().st_mode & 0o777 == 0o600
    away = key.rename(key.with_suffix(".away"))
    try:
        with pytest.raises(QingtianError) as lost:
            use_code(
                enrolled,
                code(NOW + timedelta(seconds=30)),
                now=NOW + timedelta(seconds=30),
                clock=NOW + timedelta(seconds=30),
            )
        assert lost.value.code == "accounts.key_lost"
        assert not key.exists()  # no second key beside secrets sealed under the first
    finally:
        away.rename(key)


def test_a_secret_moved_to_another_user_opens_nothing(enrolled):
    other = get_user_model().objects.create_user("other")
    Authenticator.objects.filter(user=enrolled).update(user=other)
    with pytest.raises(QingtianError) as broken:
        use_code(
            other, code(NOW + timedelta(seconds=30)), now=NOW + timedelta(seconds=30), clock=NOW + timedelta(seconds=30)
        )
    assert broken.value.code == "identities.seal_broken"


def test_a_recovery_code_works_once_however_it_is_typed_and_only_for_its_user(enrolled):
    codes = new_recovery_codes(enrolled, by=BY, now=NOW)
    assert len(set(codes)) == 8
    use_code(enrolled, f" {codes[0].upper()} ", now=NOW, clock=NOW)
    with pytest.raises(Refused):
        use_code(enrolled, codes[0], now=NOW, clock=NOW)
    with pytest.raises(Refused):
        use_code(get_user_model().objects.create_user("other"), codes[1], now=NOW, clock=NOW)
    assert not RecoveryCode.objects.filter(digest__in=[c.replace("-", "") for c in codes]).exists()


def test_fresh_codes_void_the_earlier_ones(enrolled):
    earlier = new_recovery_codes(enrolled, by=BY, now=NOW)
    new_recovery_codes(enrolled, by=BY, now=NOW)
    with pytest.raises(Refused):
        use_code(enrolled, earlier[0], now=NOW, clock=NOW)


def test_with_the_last_factor_the_recovery_codes_go_too(enrolled):
    new_recovery_codes(enrolled, by=BY, now=NOW)
    assert remove_factor(enrolled, "app", by=BY, now=NOW)
    assert not RecoveryCode.objects.filter(user=enrolled).exists()
    assert not remove_factor(enrolled, "app", by=BY, now=NOW)
