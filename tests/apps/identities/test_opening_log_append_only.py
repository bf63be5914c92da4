"""The log of openings only grows: triggers of the database hold it, not the good will of the program."""

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from qingtian.apps.identities import triggers, vault
from qingtian.apps.identities.models import OpeningLog

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def opened(reporter, officer, now) -> OpeningLog:
    token = vault.seal(reporter, now=now)
    vault.open_identity(token, by=officer, reason="核实", now=now)
    return OpeningLog.objects.get(token=token)


def _refused(sql: str, *values: object) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(using="identity"):
        connections["identity"].cursor().execute(sql, values)
    return str(refusal.value)


def test_a_row_cannot_be_changed(opened):
    assert "append-only" in _refused("UPDATE identities_openinglog SET reason = 'nothing' WHERE id = %s", opened.pk)
    opened.refresh_from_db()
    assert opened.reason == "核实"


def test_a_row_cannot_be_deleted(opened):
    assert "append-only" in _refused("DELETE FROM identities_openinglog WHERE id = %s", opened.pk)
    assert OpeningLog.objects.filter(pk=opened.pk).exists()


def test_the_program_cannot_change_or_delete_it_either(opened):
    opened.organ = "另一个局"
    with pytest.raises(DatabaseError), transaction.atomic(using="identity"):
        opened.save()
    with pytest.raises(DatabaseError), transaction.atomic(using="identity"):
        OpeningLog.objects.all().delete()
    assert OpeningLog.objects.get().organ == "某市生态环境局"


@pytest.mark.sqlite
def test_on_sqlite_a_row_cannot_be_replaced(opened):
    columns = "id, token, subject, file_ref, opened_at, person_id, person, post, organ, reason, purpose"
    other = columns.replace("reason", "'nothing'")
    sql = f"INSERT OR REPLACE INTO identities_openinglog ({columns}) SELECT {other} FROM identities_openinglog"
    assert "append-only" in _refused(sql)
    assert OpeningLog.objects.get().reason == "核实"


@pytest.mark.postgres
def test_on_postgresql_a_written_log_cannot_be_truncated(opened):
    assert "append-only" in _refused("TRUNCATE identities_openinglog")
    assert OpeningLog.objects.count() == 1


@pytest.mark.postgres
def test_on_postgresql_an_empty_log_can_be_truncated():
    connections["identity"].cursor().execute("TRUNCATE identities_openinglog")
    assert OpeningLog.objects.count() == 0


def test_removing_the_triggers_and_installing_them_again_restores_the_refusal(opened):
    triggers.remove(connections["identity"])
    triggers.install(connections["identity"])
    assert "append-only" in _refused("DELETE FROM identities_openinglog")


def test_an_unknown_database_is_refused_rather_than_left_open():
    class Oracle:
        vendor = "oracle"

    with pytest.raises(NotImplementedError, match="oracle"):
        triggers.install(Oracle())


@pytest.mark.parametrize("column", ["token", "person", "post", "organ", "reason"])
def test_the_database_refuses_a_log_row_with_nothing_in_it(opened, column):
    opened.pk = None
    setattr(opened, column, "")
    with pytest.raises(IntegrityError), transaction.atomic(using="identity"):
        opened.save(force_insert=True)


@pytest.mark.parametrize(
    ("subject", "file_ref"), [("identity", "f" * 32), ("file", ""), ("diary", ""), ("diary", "f" * 32)]
)
def test_a_log_row_says_which_file_exactly_when_a_file_was_opened(opened, subject, file_ref):
    opened.pk, opened.subject, opened.file_ref = None, subject, file_ref
    with pytest.raises(IntegrityError), transaction.atomic(using="identity"):
        opened.save(force_insert=True)
