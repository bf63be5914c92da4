"""Rotation: every data key moves under a new master key, contents stay, the old key waits until nobody needs it."""

import threading

import pytest
from django.core.management import call_command
from django.db import connections

from qingtian.apps.identities import vault
from qingtian.apps.identities.actions import rotate as rotation
from qingtian.apps.identities.actions.open import data_key_of
from qingtian.apps.identities.models import SealedIdentity
from qingtian.errors import QingtianError

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def _live(vault_folder) -> set[str]:
    return {path.stem.removeprefix("master-") for path in (vault_folder / "keys").glob("master-*.key")}


def test_everything_opens_after_a_rotation_and_only_the_new_key_is_live(vault_folder, reporter, officer, now):
    tokens = [vault.seal(reporter, now=now) for _ in range(3)]
    ref = vault.seal_file(tokens[0], b"original", "image/jpeg", now=now).ref
    before = _live(vault_folder)
    assert vault.rotate(now=now) == 3
    after = _live(vault_folder)
    assert len(after) == 1
    assert not after & before
    assert set(SealedIdentity.objects.values_list("key_id", flat=True)) == after
    assert vault.open_identity(tokens[1], by=officer, reason="核实", now=now) == reporter
    assert vault.open_file(ref, by=officer, reason="核实", now=now) == b"original"


def test_contents_are_not_encrypted_again_only_their_keys_are(reporter, now):
    token = vault.seal(reporter, now=now)
    before = SealedIdentity.objects.get(token=token)
    vault.rotate(now=now)
    after = SealedIdentity.objects.get(token=token)
    assert bytes(after.ciphertext) == bytes(before.ciphertext)
    assert bytes(after.wrapped_key) != bytes(before.wrapped_key)
    assert bytes(after.wrap_nonce) != bytes(before.wrap_nonce)


def test_new_seals_use_the_new_key(vault_folder, reporter, now):
    vault.seal(reporter, now=now)
    vault.rotate(now=now)
    token = vault.seal(reporter, now=now)
    assert {SealedIdentity.objects.get(token=token).key_id} == _live(vault_folder)


def test_the_old_key_is_put_away_not_destroyed(vault_folder, reporter, now):
    vault.seal(reporter, now=now)
    old = _live(vault_folder)
    vault.rotate(now=now)
    assert {path.stem.removeprefix("master-") for path in (vault_folder / "keys" / "retired").iterdir()} == old


def test_rotating_an_empty_store_makes_a_key_and_moves_nothing(vault_folder, now):
    assert vault.rotate(now=now) == 0
    assert len(_live(vault_folder)) == 1


def test_the_fingerprint_key_outlives_a_rotation(reporter, now):
    vault.seal(reporter, now=now)
    before = vault.fingerprint(reporter.phone)
    vault.rotate(now=now)
    assert vault.fingerprint(reporter.phone) == before


@pytest.mark.parametrize("rows", [2, 3, 4, 6])
def test_batches_leave_no_row_behind(reporter, now, monkeypatch, rows):
    monkeypatch.setattr(rotation, "BATCH", 3)
    for _ in range(rows):
        vault.seal(reporter, now=now)
    assert vault.rotate(now=now) == rows


def test_one_broken_record_keeps_its_key_and_does_not_stop_the_others(vault_folder, reporter, officer, now):
    broken, sound = vault.seal(reporter, now=now), vault.seal(reporter, now=now)
    old = _live(vault_folder)
    SealedIdentity.objects.filter(token=broken).update(wrapped_key=b"\x00" * 32)
    with pytest.raises(QingtianError) as refusal:
        vault.rotate(now=now)
    assert refusal.value.code == "identities.rotation_incomplete"
    assert "could not move to the new key: 1." in refusal.value.sentence("en")
    assert old < _live(vault_folder), "the old key must stay for the record that could not move"
    assert vault.open_identity(sound, by=officer, reason="核实", now=now) == reporter


def test_a_rotation_interrupted_half_way_loses_nothing_and_the_next_one_finishes(
    vault_folder, reporter, officer, now, monkeypatch
):
    monkeypatch.setattr(rotation, "BATCH", 2)
    tokens = [vault.seal(reporter, now=now) for _ in range(5)]
    rewrap, calls = rotation._rewrap, []

    def dies_at_the_fourth(sealed, master):
        calls.append(sealed)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return rewrap(sealed, master)

    monkeypatch.setattr(rotation, "_rewrap", dies_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        vault.rotate(now=now)
    monkeypatch.setattr(rotation, "_rewrap", rewrap)
    for token in tokens:
        assert vault.open_identity(token, by=officer, reason="核实", now=now) == reporter
    assert vault.rotate(now=now) == 5
    assert len(_live(vault_folder)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(databases=["default", "identity"], transaction=True)
def test_sealing_while_rotating_never_leaves_a_record_under_a_retired_key(reporter, now):
    tokens: list[str] = []
    stop = threading.Event()

    def keep_sealing() -> None:
        while not stop.is_set():
            tokens.append(vault.seal(reporter, now=now))
        connections["identity"].close()

    threads = [threading.Thread(target=keep_sealing) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(5):
            vault.rotate(now=now)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    sealed = SealedIdentity.objects.filter(token__in=tokens)
    assert len(sealed) == len(tokens) > 0
    assert all(len(data_key_of(row)) == 16 for row in sealed)


def test_the_administrators_command_rotates_and_says_where_the_old_key_went(vault_folder, reporter, now, capsys):
    vault.seal(reporter, now=now)
    old = _live(vault_folder)
    call_command("rotate_identity_keys")
    said = capsys.readouterr().out
    assert "1 条封存身份" in said
    assert "moved to it: 1." in said
    assert "retired" in said
    assert not old & _live(vault_folder)
