"""The log can be added to and never changed; a session lasts as long as its two limits say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction

from qingtian.apps.accounts.actions.sittings import device_of, end, end_all, still_sitting
from qingtian.apps.accounts.kinds import GROUPS, Group, Kind
from qingtian.apps.accounts.logbook import Doer, entries, kept_address, note
from qingtian.apps.accounts.models import LogEntry, Sitting
from qingtian.apps.accounts.models.sitting import Ended
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NOW = at(TODAY)


@pytest.mark.parametrize(
    "change",
    ["UPDATE accounts_logentry SET person = 'x'", "DELETE FROM accounts_logentry"],
)
def test_an_entry_is_never_changed_or_deleted(change):
    note(Kind.SIGNED_IN, at=NOW, by=Doer())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert LogEntry.objects.count() == 1


@pytest.mark.sqlite
def test_an_entry_is_never_replaced():
    kept = note(Kind.SIGNED_IN, at=NOW, by=Doer())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO accounts_logentry SELECT id, at, 'log_read', person_code, person, post, "
            "about_code, about, what_zh, what_en, address FROM accounts_logentry WHERE id = %s",
            [kept.pk],
        )


@pytest.mark.postgres
def test_a_written_log_is_never_truncated():
    note(Kind.SIGNED_IN, at=NOW, by=Doer())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_logentry")


def test_every_kind_stands_under_exactly_one_heading_and_has_words():
    assert sorted(kind for kinds in GROUPS.values() for kind in kinds) == sorted(Kind)
    assert all(kind.text for kind in Kind)
    assert {kind.group for kind in Kind} == set(Group)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.168.3.17", "192.168.3.17"),
        ("10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "127.0.0.1"),
        ("116.55.10.200", "116.55.10.0/24"),
        ("2408:8756:1234:5678::1", "2408:8756:1234::/48"),
        ("::ffff:116.55.10.200", "116.55.10.0/24"),
        ("fe80::1", "fe80::1"),
        ("no address", ""),
        ("", ""),
    ],
)
def test_of_an_address_outside_only_the_network_is_kept(address, kept):
    assert kept_address(address) == kept


def test_the_log_is_asked_by_days_person_and_kind(city):
    handler, mayor = city.people["handler"], city.people["mayor"]
    for moment, kind, person in (
        (NOW - timedelta(seconds=1), Kind.SIGNED_IN, handler),
        (NOW, Kind.SIGNED_IN, handler),
        (NOW, Kind.SIGN_IN_FAILED, mayor),
        (NOW + timedelta(hours=1), Kind.SIGNED_IN, handler),
    ):
        note(kind, at=moment, by=Doer(person))
    span = {"since": NOW, "until": NOW + timedelta(hours=1)}
    assert entries(Group.SIGN_IN, **span).count() == 2
    assert entries(Group.SIGN_IN, **span, person="区长").get().person_code == mayor.code
    assert entries(Group.SIGN_IN, **span, kind="signed_in").get().person_code == handler.code
    assert not entries(Group.EXPORT, **span, kind="signed_in").exists()


@pytest.fixture
def sitting():
    user = get_user_model().objects.create_user("zhou")
    return Sitting.objects.create(user=user, begun_at=NOW, last_seen_at=NOW)


@pytest.mark.parametrize(("minutes", "ended"), [(29, None), (30, Ended.IDLE)])
def test_a_session_without_work_ends_at_its_limit(sitting, settings, minutes, ended):
    settings.IDLE_MINUTES = 30
    assert still_sitting(sitting.pk, sitting.user_id, NOW + timedelta(minutes=minutes)) is ended


@pytest.mark.parametrize(("minutes", "ended"), [(-1, None), (0, Ended.TOO_LONG)])
def test_a_session_at_work_ends_with_the_working_day(sitting, settings, minutes, ended):
    settings.SESSION_HOURS = 9
    moment = NOW + timedelta(hours=9, minutes=minutes)
    Sitting.objects.update(last_seen_at=moment - timedelta(minutes=2))
    assert still_sitting(sitting.pk, sitting.user_id, moment) is ended


def test_work_keeps_it_alive_and_is_written_at_most_once_a_minute(sitting, django_assert_num_queries):
    with django_assert_num_queries(1):
        still_sitting(sitting.pk, sitting.user_id, NOW + timedelta(seconds=59))
    later = NOW + timedelta(seconds=60)
    with django_assert_num_queries(2):
        still_sitting(sitting.pk, sitting.user_id, later)
    sitting.refresh_from_db()
    assert sitting.last_seen_at == later


def test_an_ended_session_keeps_its_first_reason_and_another_users_number_is_none(sitting):
    assert still_sitting(sitting.pk, sitting.user_id + 1, NOW) is Ended.SIGNED_OUT
    assert still_sitting(None, sitting.user_id, NOW) is Ended.SIGNED_OUT
    end_all(sitting.user, Ended.ADMINISTRATOR, NOW)
    end(sitting, Ended.SIGNED_OUT, NOW)
    assert still_sitting(sitting.pk, sitting.user_id, NOW) is Ended.ADMINISTRATOR


def test_of_a_browser_two_words_are_kept():
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
    assert device_of(edge) == "Edge / Windows"
    assert device_of("curl/8") == ""
