"""Key files: made at the first use, readable by their owner only, missed loudly."""

import stat

import pytest

from qingtian.apps.identities import keys, vault
from qingtian.errors import QingtianError

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


def _files(vault_folder) -> dict[str, int]:
    return {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in (vault_folder / "keys").iterdir() if path.is_file()
    }


def _master(vault_folder):
    return next((vault_folder / "keys").glob("master-*.key"))


def test_the_first_seal_makes_keys_only_their_owner_can_read(vault_folder, reporter, now):
    vault.seal(reporter, now=now)
    made = _files(vault_folder)
    assert set(made.values()) == {0o600}
    assert {"current", "fingerprint.key", _master(vault_folder).name} == set(made)
    assert stat.S_IMODE((vault_folder / "keys").stat().st_mode) == 0o700
    assert _master(vault_folder).name.startswith("master-20260302-")


def test_a_master_key_holds_128_random_bits(vault_folder, reporter, now):
    vault.seal(reporter, now=now)
    first = bytes.fromhex(_master(vault_folder).read_text())
    assert len(first) == 16
    assert keys.create(now).secret != first


def test_the_second_seal_uses_the_same_key(vault_folder, reporter, now):
    vault.seal(reporter, now=now)
    before = _files(vault_folder)
    vault.seal(reporter, now=now)
    assert _files(vault_folder) == before


def test_a_missing_master_key_is_named_and_the_remedy_told_in_both_languages(vault_folder, reporter, officer, now):
    token = vault.seal(reporter, now=now)
    missing = _master(vault_folder)
    missing.unlink()
    with pytest.raises(QingtianError) as refusal:
        vault.open_identity(token, by=officer, reason="核实", now=now)
    assert refusal.value.code == "identities.key_missing"
    assert missing.name in refusal.value.sentence("zh")
    assert "QINGTIAN_KEYS" in refusal.value.sentence("en")


def test_an_empty_key_folder_beside_a_filled_store_never_starts_new_keys(vault_folder, reporter, now):
    vault.seal(reporter, now=now)
    (vault_folder / "keys").rename(vault_folder / "not-mounted")
    with pytest.raises(QingtianError) as refusal:
        vault.seal(reporter, now=now)
    assert refusal.value.code == "identities.key_missing"
    assert _files(vault_folder) == {}


def test_a_lost_fingerprint_key_is_not_replaced_in_silence(vault_folder, reporter, now):
    vault.seal(reporter, now=now)
    (vault_folder / "keys" / "fingerprint.key").unlink()
    with pytest.raises(QingtianError) as refusal:
        vault.fingerprint("13900001234")
    assert (refusal.value.code, refusal.value.where) == ("identities.key_missing", "fingerprint.key")


@pytest.mark.parametrize(("mode", "accepted"), [(0o600, True), (0o400, True), (0o640, False), (0o604, False)])
def test_a_key_others_can_read_is_refused(vault_folder, reporter, now, mode, accepted):
    vault.seal(reporter, now=now)
    _master(vault_folder).chmod(mode)
    if accepted:
        assert vault.seal(reporter, now=now)
        return
    with pytest.raises(QingtianError) as refusal:
        vault.seal(reporter, now=now)
    assert refusal.value.code == "identities.key_exposed"


@pytest.mark.parametrize("content", ["", "zz" * 16, "00" * 15, "00" * 17, "\u7532"])
def test_a_damaged_key_file_is_refused(vault_folder, reporter, now, content):
    vault.seal(reporter, now=now)
    _master(vault_folder).write_text(content, encoding="utf-8")
    with pytest.raises(QingtianError) as refusal:
        vault.seal(reporter, now=now)
    assert refusal.value.code == "identities.key_unusable"


@pytest.mark.parametrize("key_id", ["../django.secret", "", "20260302-xyz", "\ufffd"])
def test_a_pointer_that_names_no_key_reads_no_other_file(vault_folder, reporter, now, key_id):
    vault.seal(reporter, now=now)
    (vault_folder / "keys" / "current").write_text(key_id, encoding="utf-8")
    with pytest.raises(QingtianError) as refusal:
        vault.seal(reporter, now=now)
    assert refusal.value.code == "identities.key_missing"


def test_of_two_processes_that_make_the_first_key_one_wins_and_both_use_it(vault_folder, now, monkeypatch):
    (vault_folder / "keys").mkdir(mode=0o700)
    create = keys.create

    def slower(moment):
        mine = create(moment)
        if not (vault_folder / "keys" / "current").exists():
            keys.use(winner)
        return mine

    winner = create(now)
    monkeypatch.setattr(keys, "create", slower)
    assert keys.current(now, nothing_sealed=lambda: True) == winner
    assert [path.name for path in (vault_folder / "keys").glob("master-*")] == [f"master-{winner.key_id}.key"]


def test_a_key_shows_its_id_and_never_its_secret(now):
    key = keys.create(now)
    assert key.key_id in repr(key)
    assert repr(key.secret) not in repr(key)
    assert key.secret.hex() not in repr(key)
