"""Original files of a reporter: sealed as they came, opened by a logged act."""

import io
import stat

import pytest
from cryptography.hazmat.primitives import hashes

from qingtian.apps.identities import vault
from qingtian.apps.identities.models import OpeningLog, SealedFile
from qingtian.apps.identities.models.sealed_file import path_of, sealed_folder
from qingtian.errors import QingtianError, Refused

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
ORIGINAL = b"EXIF GPS 25.04N 102.71E " * 9000  # more than three chunks


@pytest.fixture
def token(reporter, now) -> str:
    return vault.seal(reporter, now=now)


def _sm3(content: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


@pytest.mark.parametrize("source", [ORIGINAL, io.BytesIO(ORIGINAL), b""], ids=["bytes", "stream", "empty"])
def test_a_file_comes_back_byte_for_byte(token, officer, now, source):
    expected = source if isinstance(source, bytes) else ORIGINAL
    ref = vault.seal_file(token, source, "image/jpeg", now=now)
    assert (ref.size, ref.sm3) == (len(expected), _sm3(expected))
    assert vault.open_file(ref.ref, by=officer, reason="核对原图", now=now) == expected


def test_opening_a_file_is_logged_like_opening_a_name(token, officer, now):
    ref = vault.seal_file(token, ORIGINAL, "image/jpeg", now=now).ref
    with pytest.raises(Refused):
        vault.open_file(ref, by=officer, reason=" ", now=now)
    assert not OpeningLog.objects.exists()
    vault.open_file(ref, by=officer, reason="核对原图", now=now)
    assert (OpeningLog.objects.get().subject, OpeningLog.objects.get().file_ref) == ("file", ref)
    assert [opening.subject.zh for opening in vault.openings(token)] == ["原始照片或文件"]


def test_only_the_owner_of_the_process_can_read_the_sealed_bytes(token, now):
    path = path_of(vault.seal_file(token, ORIGINAL, "image/jpeg", now=now).ref)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(sealed_folder().stat().st_mode) == 0o700
    assert b"EXIF GPS" not in path.read_bytes()


@pytest.mark.parametrize("position", [0, 8, -1])
def test_a_changed_file_is_refused_and_not_logged(token, officer, now, position):
    ref = vault.seal_file(token, ORIGINAL, "image/jpeg", now=now).ref
    content = bytearray(path_of(ref).read_bytes())
    content[position] ^= 1
    path_of(ref).write_bytes(content)
    with pytest.raises(QingtianError) as refusal:
        vault.open_file(ref, by=officer, reason="核对原图", now=now)
    assert refusal.value.code == "identities.seal_broken"
    assert not OpeningLog.objects.exists()


def test_two_files_of_one_reporter_cannot_be_exchanged(token, officer, now):
    first = vault.seal_file(token, b"first", "image/jpeg", now=now).ref
    second = vault.seal_file(token, b"second", "image/jpeg", now=now).ref
    path_of(first).write_bytes(path_of(second).read_bytes())
    SealedFile.objects.filter(ref=first).update(nonce=SealedFile.objects.get(ref=second).nonce)
    with pytest.raises(QingtianError) as refusal:
        vault.open_file(first, by=officer, reason="核对原图", now=now)
    assert refusal.value.code == "identities.seal_broken"


def test_a_media_type_changed_in_the_database_breaks_the_seal(token, officer, now):
    ref = vault.seal_file(token, b"picture", "image/jpeg", now=now).ref
    SealedFile.objects.filter(ref=ref).update(media_type="text/html")
    with pytest.raises(QingtianError) as refusal:
        vault.open_file(ref, by=officer, reason="核对原图", now=now)
    assert refusal.value.code == "identities.seal_broken"


def test_a_file_lost_from_the_disk_is_named_as_lost(token, officer, now):
    ref = vault.seal_file(token, b"picture", "image/jpeg", now=now).ref
    path_of(ref).unlink()
    with pytest.raises(QingtianError) as refusal:
        vault.open_file(ref, by=officer, reason="核对原图", now=now)
    assert refusal.value.code == "identities.file_unknown"


@pytest.mark.parametrize("ref", ["", "no-such-file", "../../keys/current"])
def test_an_unknown_reference_opens_nothing(officer, now, ref):
    with pytest.raises(QingtianError) as refusal:
        vault.open_file(ref, by=officer, reason="核对原图", now=now)
    assert refusal.value.code == "identities.file_unknown"


@pytest.mark.parametrize("as_stream", [False, True])
def test_a_file_of_exactly_the_limit_is_sealed_and_one_byte_more_leaves_nothing(token, now, settings, as_stream):
    settings.PHOTO_MAX_BYTES = len(ORIGINAL)
    wrap = io.BytesIO if as_stream else bytes
    assert vault.seal_file(token, wrap(ORIGINAL), "image/jpeg", now=now).size == len(ORIGINAL)
    with pytest.raises(QingtianError) as refusal:
        vault.seal_file(token, wrap(ORIGINAL + b"x"), "image/jpeg", now=now)
    assert refusal.value.code == "identities.file_too_large"
    assert len(list(sealed_folder().rglob("*.sealed"))) == SealedFile.objects.count() == 1


def test_a_file_needs_a_sealed_reporter(now):
    with pytest.raises(QingtianError) as refusal:
        vault.seal_file("no-such-token", b"x", "image/jpeg", now=now)
    assert refusal.value.code == "identities.token_unknown"
    assert not list(sealed_folder().rglob("*.sealed"))


@pytest.mark.parametrize("media_type", ["", "jpeg", "image/", "image/jpeg; x=1", "IMAGE/JPEG", "a/b/c", "image/jp\neg"])
def test_a_media_type_is_written_as_type_and_subtype(token, now, media_type):
    with pytest.raises(QingtianError) as refusal:
        vault.seal_file(token, b"x", media_type, now=now)
    assert refusal.value.code == "identities.media_type_unusable"


def test_when_the_row_cannot_be_written_the_file_goes_too(token, now, monkeypatch):
    def fail(**_: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(SealedFile.objects, "create", fail)
    with pytest.raises(RuntimeError):
        vault.seal_file(token, ORIGINAL, "image/jpeg", now=now)
    assert not list(sealed_folder().rglob("*.sealed"))
