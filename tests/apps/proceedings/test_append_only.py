"""Acts are append-only in the database itself, and whoever gets around that is named by ``verify``."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from qingtian.apps.proceedings import checkpoints, triggers
from qingtian.apps.proceedings.models import Act, ActContent, Clock, Party, Proceeding
from qingtian.apps.proceedings.queries import timeline
from qingtian.apps.proceedings.verification import verify_all, verify_proceeding
from qingtian.errors import Refused
from tests.apps.proceedings.driving import MONDAY, petition
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

FORBIDDEN = [
    "UPDATE proceedings_act SET act = 'x'",
    "UPDATE proceedings_act SET once = NULL",
    "DELETE FROM proceedings_act",
    "UPDATE proceedings_actcontent SET content = '{}'",
    "UPDATE proceedings_actcontent SET salt = ''",
]
COLUMNS = 'proceeding_id, seq, act, "on", recorded_at, previous, commitment, hash, once'
REPLACING = [
    "INSERT OR REPLACE INTO proceedings_act SELECT * FROM proceedings_act",
    f"INSERT OR REPLACE INTO proceedings_act ({COLUMNS}) SELECT {COLUMNS} FROM proceedings_act",
    "INSERT OR REPLACE INTO proceedings_actcontent (act_id, salt, seal_salt, content) "
    "SELECT act_id, '00', '', '{}' FROM proceedings_actcontent",
]


def run(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def without_triggers(statement, *parameters):
    """What somebody with the keys of the database could do."""
    triggers.remove(connection)
    run(statement, *parameters)
    triggers.install(connection)


@pytest.fixture
def drive(city):
    return petition(city).to("assigned")


def said(drive):
    drive.matter.refresh_from_db()
    return [(finding.seq, finding.what.en) for finding in verify_proceeding(drive.matter)]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_refuses_to_change_or_delete_what_was_recorded(drive, statement):
    with pytest.raises(DatabaseError, match=r"append-only|never changed"):
        run(statement)
    assert said(drive) == []


@pytest.mark.sqlite  # INSERT OR REPLACE is SQLite's
@pytest.mark.parametrize("statement", REPLACING)
def test_sqlite_refuses_to_replace_what_was_recorded(drive, statement):
    with pytest.raises(DatabaseError, match=r"append-only|never changed"):
        run(statement)
    assert said(drive) == []


def test_the_orm_cannot_change_an_act_either(drive):
    act = drive.matter.acts.first()
    act.act = "decline"
    with pytest.raises(DatabaseError), transaction.atomic():
        act.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        ActContent.objects.filter(act=act).update(salt="")


def test_triggers_can_be_taken_down_and_put_up_again(drive):
    triggers.remove(connection)
    triggers.remove(connection)
    triggers.install(connection)
    with pytest.raises(DatabaseError):
        run("DELETE FROM proceedings_act")


def test_a_tampered_content_is_named(drive):
    content = ActContent.objects.get(act=drive.matter.acts.get(seq=2))
    content.content["facts"]["subject"] = "别的"
    without_triggers(
        "UPDATE proceedings_actcontent SET content = %s WHERE act_id = %s", json.dumps(content.content), content.pk
    )
    assert said(drive) == [(2, "its content does not match its commitment")]


@pytest.mark.parametrize(("column", "value"), [("act", "decline"), ("on", "2020-01-01"), ("seq", 9)])
def test_a_tampered_column_beside_the_chain_is_named(drive, column, value):
    act = drive.matter.acts.get(seq=3)
    without_triggers(f'UPDATE proceedings_act SET "{column}" = %s WHERE id = %s', value, act.pk)
    assert said(drive)


@pytest.mark.parametrize("column", ["hash", "previous", "commitment"])
def test_a_tampered_link_is_named(drive, column):
    act = drive.matter.acts.get(seq=2)
    without_triggers(f"UPDATE proceedings_act SET {column} = %s WHERE id = %s", "f" * 64, act.pk)
    assert 2 in {seq for seq, _ in said(drive)}


def test_a_deleted_last_act_is_named_by_the_head(city):
    drive = petition(city).to("duty")
    last = drive.matter.acts.last()
    without_triggers("DELETE FROM proceedings_actcontent WHERE act_id = %s", last.pk)
    without_triggers("DELETE FROM proceedings_act WHERE id = %s", last.pk)
    assert "the head is not its last act" in {what for _, what in said(drive)}


CHANGES = {
    "state": "closed",
    "next_due": MONDAY + timedelta(days=900),
    "ended_on": MONDAY,
    "owner_organ": "housing",
    "restricted": True,
    "opened_on": MONDAY - timedelta(days=1),
    "area": None,
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_row_that_differs_from_the_replay_is_named(drive, column):
    Proceeding.objects.filter(pk=drive.matter.pk).update(**{column: CHANGES[column]})
    assert said(drive) == [(drive.matter.seq, f"“{column}” differs from the replay of its acts")]


def test_a_clock_set_forward_by_hand_is_named(drive):
    key = "petitions.notification"
    Clock.objects.filter(proceeding=drive.matter, key=key).update(due=MONDAY + timedelta(days=99))
    assert said(drive) == [(drive.matter.seq, f"“clock {key}” differs from the replay of its acts")]
    Clock.objects.filter(proceeding=drive.matter, key=key).delete()
    assert said(drive) == [(drive.matter.seq, f"“clock {key}” differs from the replay of its acts")]


def test_a_party_written_in_by_hand_is_named(drive):
    Party.objects.create(proceeding=drive.matter, relation="friend", organ="housing", organ_path="housing/")
    assert said(drive) == [(drive.matter.seq, "“party friend” differs from the replay of its acts")]


GONE = "its content is gone, and no act of erasure accounts for it"


def test_a_content_that_is_gone_is_named_and_ends_all_correcting(drive):
    without_triggers("DELETE FROM proceedings_actcontent WHERE act_id = %s", drive.matter.acts.get(seq=2).pk)
    assert said(drive) == [(2, GONE)]
    assert [entry.record["seq"] for entry in timeline(drive.matter)] == [1, 3, 4]
    with pytest.raises(Refused) as refused:
        drive.do("correct", fields={"number": 4})
    assert refused.value.code == "proceeding.erased"
    drive.do("accept")
    assert said(drive) == [(2, GONE)]


def test_somebody_who_is_late_is_told_even_when_the_last_content_is_gone(drive):
    without_triggers("DELETE FROM proceedings_actcontent WHERE act_id = %s", drive.matter.acts.last().pk)
    with pytest.raises(Refused) as refused:
        drive.do("accept", expected_seq=1)
    assert refused.value.code == "act.stale"
    assert "Somebody else" in refused.value.message.en


def test_a_chain_rebuilt_from_its_beginning_is_shown_by_the_checkpoint_taken_before(city, settings, tmp_path):
    settings.DATA = settings.KEYS = tmp_path
    honest = petition(city).to("assigned")
    path = checkpoints.take_checkpoint(at(MONDAY))
    assert [f for f in verify_all() if f] == []
    forged = petition(city)
    Act.objects.count()
    triggers.remove(connection)
    run("UPDATE proceedings_proceeding SET uid = 'gone' WHERE id = %s", honest.matter.pk)
    run("UPDATE proceedings_proceeding SET uid = %s WHERE id = %s", honest.matter.uid, forged.matter.pk)
    triggers.install(connection)
    found = [(f.number, f.what.en) for f in verify_all() if f]
    assert (honest.matter.number, f"differs from checkpoint {path.name}") in found


def test_a_checkpoint_changed_afterwards_is_named(city, settings, tmp_path):
    settings.DATA = settings.KEYS = tmp_path
    petition(city)
    path = checkpoints.take_checkpoint(at(MONDAY))
    path.write_bytes(path.read_bytes().replace(b'"v":1', b'"v":2'))
    assert [(f.number, f.what.en) for f in verify_all() if f] == [
        (path.name, "the signature of the checkpoint does not hold")
    ]
