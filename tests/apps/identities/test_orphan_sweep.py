"""The sweep removes what was sealed for a petition that never came to be, and nothing else."""

from datetime import timedelta

import pytest

from qingtian.apps.identities import holders, vault
from qingtian.apps.identities.actions import sweep
from qingtian.apps.identities.models import OpeningLog, SealedFile, SealedIdentity
from qingtian.apps.identities.models.sealed_file import path_of, sealed_folder
from qingtian.apps.identities.sealed_bytes import write_sealed

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture(autouse=True)
def no_holders(monkeypatch):
    monkeypatch.setattr(holders, "_HOLDERS", [])


@pytest.mark.parametrize(("age", "swept"), [(-1, 1), (0, 0), (1, 0)])
def test_only_what_is_older_than_the_moment_is_swept(reporter, now, age, swept):
    vault.seal(reporter, now=now + timedelta(seconds=age))
    assert vault.sweep_orphans(older_than=now) == swept
    assert SealedIdentity.objects.count() == 1 - swept


def test_claimed_identities_stay_with_their_files(reporter, officer, now):
    token = vault.seal(reporter, now=now)
    ref = vault.seal_file(token, b"original", "image/jpeg", now=now).ref
    vault.claim(token, now=now)
    assert vault.sweep_orphans(older_than=now + timedelta(days=365)) == 0
    assert vault.open_file(ref, by=officer, reason="核实", now=now) == b"original"


def test_an_orphan_goes_with_its_rows_and_its_files(reporter, now):
    kept, orphan = vault.seal(reporter, now=now), vault.seal(reporter, now=now)
    vault.claim(kept, now=now)
    staying = vault.seal_file(kept, b"one", "image/jpeg", now=now).ref
    going = vault.seal_file(orphan, b"two", "image/jpeg", now=now).ref
    assert vault.sweep_orphans(older_than=now + timedelta(days=1)) == 1
    assert [row.token for row in SealedIdentity.objects.all()] == [kept]
    assert [row.ref for row in SealedFile.objects.all()] == [staying]
    assert path_of(staying).exists()
    assert not path_of(going).exists()


def test_the_log_of_an_orphan_that_was_opened_stays(reporter, officer, now):
    token = vault.seal(reporter, now=now)
    vault.open_identity(token, by=officer, reason="核实", now=now)
    assert vault.sweep_orphans(older_than=now + timedelta(days=1)) == 1
    assert OpeningLog.objects.filter(token=token).count() == 1


def test_a_token_a_petition_already_carries_is_kept_though_its_claim_was_lost(reporter, now):
    carried, orphan = vault.seal(reporter, now=now), vault.seal(reporter, now=now)
    vault.register_holder(lambda tokens: [token for token in tokens if token == carried])
    assert vault.sweep_orphans(older_than=now + timedelta(days=1)) == 1
    assert [row.token for row in SealedIdentity.objects.all()] == [carried]
    assert orphan != carried


def test_a_holder_that_cannot_answer_stops_the_sweep(reporter, now):
    def unreachable(tokens):
        raise ConnectionError("records not reachable")

    vault.seal(reporter, now=now)
    vault.register_holder(unreachable)
    with pytest.raises(ConnectionError):
        vault.sweep_orphans(older_than=now + timedelta(days=1))
    assert SealedIdentity.objects.count() == 1


def test_a_holder_registered_twice_is_asked_once(reporter, now):
    asked = []
    holder = lambda tokens: asked.append(tokens) or []  # noqa: E731 -- one object, registered twice
    vault.register_holder(holder)
    vault.register_holder(holder)
    vault.seal(reporter, now=now)
    vault.sweep_orphans(older_than=now + timedelta(days=1))
    assert len(asked) == 1


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5])
def test_batches_leave_no_orphan_behind_and_skip_what_is_held(reporter, now, monkeypatch, rows):
    monkeypatch.setattr(sweep, "BATCH", 2)
    tokens = [vault.seal(reporter, now=now) for _ in range(rows)]
    vault.register_holder(lambda asked: [token for token in asked if token == tokens[0]])
    assert vault.sweep_orphans(older_than=now + timedelta(days=1)) == rows - 1
    assert [row.token for row in SealedIdentity.objects.all()] == [tokens[0]]


@pytest.mark.parametrize(("age", "stays"), [(-1, False), (0, True)])
def test_a_file_whose_row_was_never_written_is_swept_by_the_same_moment(now, age, stays):
    write_sealed("ab" * 16, [b"left by a killed process"], now + timedelta(seconds=age))
    assert vault.sweep_orphans(older_than=now) == 0
    assert bool(list(sealed_folder().rglob("*.sealed"))) is stays


def test_sweeping_an_empty_store_is_quiet(now):
    assert vault.sweep_orphans(older_than=now) == 0
