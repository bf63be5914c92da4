"""No name, number or key in a repr, a log line, an error, an error page, the database file or a sealed file."""

import logging

import pytest
from django.db import connections
from django.views.debug import ExceptionReporter

from qingtian.apps.identities import cipher, keys, vault
from qingtian.apps.identities.models import SealedFile, SealedIdentity
from qingtian.apps.identities.models.sealed_file import path_of
from qingtian.errors import QingtianError

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def secrets(reporter) -> list[str]:
    return [reporter.name, reporter.phone, "13900001234", reporter.other]


def _found(secrets: list[str], text: str) -> list[str]:
    """Secrets in a text, also where Python or JSON would have escaped them."""
    forms = [(secret, secret.encode("unicode_escape").decode(), repr(secret.encode())[2:-1]) for secret in secrets]
    return [secret for secret, *escaped in forms if any(form in text for form in (secret, *escaped))]


def test_an_identity_never_shows_itself(reporter, secrets):
    shown = f"{reporter} {reporter!r} {reporter!s} {[reporter]} {vars().get('nothing')}"
    assert "sealed" in shown
    assert _found(secrets, shown) == []


def test_sealed_rows_never_show_themselves(reporter, secrets, now):
    token = vault.seal(reporter, now=now)
    vault.seal_file(token, b"original", "image/jpeg", now=now)
    for row in (SealedIdentity.objects.get(), SealedFile.objects.get()):
        shown = f"{row} {row!r}"
        assert token not in shown
        assert _found(secrets, shown) == []


def test_nothing_is_logged_on_any_path(reporter, officer, secrets, now, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django.db.backends")
    monkeypatch.setattr(connections["identity"], "force_debug_cursor", True)
    token = vault.seal(reporter, now=now)
    ref = vault.seal_file(token, reporter.name.encode(), "text/plain", now=now).ref
    vault.open_identity(token, by=officer, reason="核实", now=now)
    vault.open_file(ref, by=officer, reason="核实", now=now)
    vault.rotate(now=now)
    assert "identities_sealedidentity" in caplog.text, "the SQL log was on, or this test would prove nothing"
    assert _found(secrets, caplog.text) == []
    for path in keys._folder().rglob("*.key"):
        key = path.read_text().strip()
        assert _found([key], caplog.text) == []
        assert repr(bytes.fromhex(key)) not in caplog.text


def _report(error: BaseException) -> str:
    """The error page of the product's own frames; the first one is the test, which does hold the secrets."""
    assert error.__traceback__ is not None
    reporter = ExceptionReporter(None, type(error), error, error.__traceback__.tb_next)
    return reporter.get_traceback_text() + reporter.get_traceback_html()


def test_an_error_page_of_a_failing_seal_shows_no_identity(reporter, secrets, now, settings, monkeypatch):
    settings.DEBUG = False
    made: list[bytes] = []
    new_data_key = cipher.new_data_key

    def remembered() -> bytes:
        made.append(new_data_key())
        return made[-1]

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(cipher, "new_data_key", remembered)
    monkeypatch.setattr(SealedIdentity, "save", fail)
    with pytest.raises(RuntimeError) as failure:
        vault.seal(reporter, now=now)
    report = _report(failure.value)
    assert "disk full" in report
    assert "actions/seal.py" in report
    assert _found(secrets, report) == []
    assert repr(made[0]) not in report


def test_an_error_page_of_a_broken_seal_shows_neither_keys_nor_plain_text(reporter, officer, secrets, now, settings):
    settings.DEBUG = False
    token = vault.seal(reporter, now=now)
    master = keys.load(SealedIdentity.objects.get().key_id).secret
    changed = bytearray(bytes(SealedIdentity.objects.get().ciphertext))
    changed[-1] ^= 1
    SealedIdentity.objects.update(ciphertext=bytes(changed))
    with pytest.raises(QingtianError) as failure:
        vault.open_identity(token, by=officer, reason="核实", now=now)
    report = _report(failure.value)
    assert "decrypt" in report, "the frame that holds the key is in the report"
    assert _found(secrets, report) == []
    assert repr(master)[2:-1] not in report
    assert failure.value.__cause__ is None
    assert token not in failure.value.sentence("zh") + failure.value.sentence("en")


def test_errors_carry_nothing_of_the_person(now):
    with pytest.raises(QingtianError) as failure:
        vault.seal(vault.Identity("试验甲某" * 40, "13900001234", ""), now=now)
    assert _found(["试验甲某", "13900001234"], repr(failure.value.as_dict()) + failure.value.sentence("zh")) == []


def _database_bytes() -> bytes:
    connection = connections["identity"]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return connection.connection.serialize()
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text || encode(s.ciphertext, 'escape') FROM identities_sealedidentity s")
        rows = cursor.fetchall()
        cursor.execute("SELECT l::text FROM identities_openinglog l")
        return "\n".join(row[0] for row in rows + cursor.fetchall()).encode()


def test_the_database_file_and_the_sealed_files_hold_no_plain_text(reporter, officer, secrets, now):
    token = vault.seal(reporter, now=now)
    ref = vault.seal_file(token, "".join(secrets).encode() * 50, "text/plain", now=now).ref
    vault.open_identity(token, by=officer, reason="核实", now=now)
    stored = _database_bytes()
    assert officer.organ.encode() in stored, "what is stored openly is found, so the search works"
    for secret in secrets:
        assert secret.encode() not in stored
        assert secret.encode("unicode_escape") not in stored
        assert secret.encode() not in path_of(ref).read_bytes()
    assert reporter.name.encode("utf-16-le") not in stored


def test_the_master_key_is_not_in_the_database(reporter, now):
    vault.seal(reporter, now=now)
    stored, folder = _database_bytes(), keys._folder()
    for path in folder.glob("*.key"):
        assert bytes.fromhex(path.read_text()) not in stored
        assert path.read_text().strip().encode() not in stored
