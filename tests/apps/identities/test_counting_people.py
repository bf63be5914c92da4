"""How many people reported, known from keyed fingerprints of their telephones without opening anybody."""

import pytest
from cryptography.hazmat.primitives import hashes, hmac

from qingtian.apps.identities import vault
from qingtian.apps.identities.models import OpeningLog
from qingtian.apps.identities.vault import Identity, PeopleCount

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

ONE_NUMBER = [
    "13900001234",
    "139-0000-1234",
    "139 0000 1234",
    "+86 139 0000 1234",
    "0086-13900001234",
    "１３９００００１２３４",
]


def test_one_number_written_differently_is_one_person():
    assert len({vault.fingerprint(writing) for writing in ONE_NUMBER}) == 1


@pytest.mark.parametrize("other", ["13900001235", "1390000123", "861390000123", "0871-13900001234"])
def test_another_number_is_another_person(other):
    assert vault.fingerprint(other) != vault.fingerprint(ONE_NUMBER[0])


def test_a_landline_with_and_without_the_country_prefix_is_one_number():
    assert vault.fingerprint("+86 0871-65120000") == vault.fingerprint("(0871) 65120000")


def test_a_number_that_begins_with_86_is_not_cut():
    assert vault.fingerprint("86120000") != vault.fingerprint("120000")


@pytest.mark.parametrize("nothing", ["", "  ", "没有电话"])
def test_no_number_gives_no_fingerprint(nothing):
    assert vault.fingerprint(nothing) == ""


def test_a_fingerprint_is_hmac_sm3_under_the_key_file(vault_folder):
    given = vault.fingerprint(ONE_NUMBER[0])
    digest = hmac.HMAC(bytes.fromhex((vault_folder / "keys" / "fingerprint.key").read_text()), hashes.SM3())
    digest.update(b"13900001234")
    assert given == digest.finalize().hex()


def test_another_installation_gives_another_fingerprint(settings, tmp_path):
    here = vault.fingerprint(ONE_NUMBER[0])
    settings.KEYS = tmp_path / "elsewhere"
    assert vault.fingerprint(ONE_NUMBER[0]) != here


def test_people_are_counted_once_and_reports_without_a_number_apart(now):
    reports = [Identity("甲", writing, "") for writing in ONE_NUMBER[:3]]
    reports += [Identity("乙", "13700000000", ""), Identity("", "", ""), Identity("丙", "", "微信")]
    tokens = [vault.seal(report, now=now) for report in reports]
    assert vault.count_people(tokens) == PeopleCount(people=2, uncounted=2)
    assert vault.count_people([*tokens, tokens[0], "no-such-token"]) == PeopleCount(people=2, uncounted=3)
    assert not OpeningLog.objects.exists()


def test_nobody_reported_is_nobody():
    assert vault.count_people([]) == PeopleCount(people=0, uncounted=0)
