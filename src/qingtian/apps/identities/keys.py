"""Key files outside every database: master keys that wrap the data keys, and one key for fingerprints.

``master-<key id>.key``  128 bits in hexadecimal, mode 0600; the file ``current`` names the one in use
``fingerprint.key``      128 bits, for counting people without opening (never rotated: counts would split)
``second-factors.key``   128 bits, of the accounts app: seals the secrets of authenticators
``partners.key``         128 bits, of ``gateways.partners``: seals the secrets of systems that call us
``clues.key``            128 bits, of the clues app: seals the entries of the register of clues
``loggers.key``          128 bits, of the monitors app: seals the SM4 keys of data loggers
``exchange.key``         128 bits, of ``gateways.exchange``: opens identities another level sealed for this office
``retired/``             master keys no sealed record needs any more; older backups may
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from qingtian.apps.identities import errors

BYTES = 16  # SM4 has 128-bit keys, GB/T 32907-2016
FINGERPRINT_FILE = "fingerprint.key"
_KEY_ID = re.compile(r"\d{8}-[0-9a-f]{8}")


@dataclass(frozen=True)
class MasterKey:
    """A master key and its id; the repr shows the id only."""

    key_id: str
    secret: bytes = field(repr=False)


def _folder() -> Path:
    folder = Path(settings.KEYS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _pointer() -> Path:
    return _folder() / "current"


def _current_id() -> str:
    return _pointer().read_text(encoding="ascii", errors="replace").strip()


def _file_of(key_id: str) -> str:
    if not _KEY_ID.fullmatch(key_id):
        raise errors.key_missing("current")
    return f"master-{key_id}.key"


def _read(name: str) -> bytes:
    """The 16 bytes in a key file. Raises key_missing, key_exposed, key_unusable."""
    path = _folder() / name
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise errors.key_exposed(name)
            text = file.read(128)
    except FileNotFoundError:
        raise errors.key_missing(name) from None
    try:
        secret = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        raise errors.key_unusable(name) from None
    if len(secret) != BYTES:
        raise errors.key_unusable(name)
    return secret


def _sync_folder() -> None:
    descriptor = os.open(_folder(), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _publish(name: str, text: str, *, replace: bool) -> bool:
    """Write a 0600 file whole or not at all, on disk before anyone relies on it; False when it already exists."""
    draft = _folder() / f".{name}.{secrets.token_hex(8)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        if replace:
            draft.replace(_folder() / name)
        else:
            os.link(draft, _folder() / name)  # unlike rename, fails when another process was first
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
        _sync_folder()
    return True


def create(now: datetime) -> MasterKey:
    """A new master key on disk, not yet in use. Its id is the day of making and eight random digits."""
    key = MasterKey(f"{now:%Y%m%d}-{secrets.token_hex(4)}", secrets.token_bytes(BYTES))
    _publish(_file_of(key.key_id), key.secret.hex() + "\n", replace=False)
    return key


def use(key: MasterKey) -> None:
    """Seal with this key from now on."""
    _publish("current", key.key_id + "\n", replace=True)


def load(key_id: str) -> MasterKey:
    """The master key of a sealed record. Raises key_missing, key_exposed, key_unusable."""
    return MasterKey(key_id, _read(_file_of(key_id)))


def current(now: datetime, *, nothing_sealed: Callable[[], bool]) -> MasterKey:
    """The key to seal with, made at the first use.

    A missing key folder beside a store that already holds identities is a mistake of installation (a disk not
    mounted), not a first use: it raises key_missing instead of starting a second set of keys.
    """
    if not _pointer().exists():
        if not nothing_sealed():
            raise errors.key_missing("current")
        first = create(now)
        if not _publish("current", first.key_id + "\n", replace=False):
            (_folder() / _file_of(first.key_id)).unlink()
    return load(_current_id())


def kept_key(file: str, *, unused: Callable[[], bool]) -> bytes:
    """A key that is never rotated, made at the first use like the master key; ``unused``: nothing rests on it yet.

    Raises key_missing, key_exposed, key_unusable.
    """
    if not (_folder() / file).exists():
        if not unused():
            raise errors.key_missing(file)
        _publish(file, secrets.token_hex(BYTES) + "\n", replace=False)
    return _read(file)


def fingerprint_key(*, unused: Callable[[], bool]) -> bytes:
    """The key of fingerprints; ``unused``: no fingerprint is stored yet."""
    return kept_key(FINGERPRINT_FILE, unused=unused)


def retire_all_but(kept: set[str]) -> None:
    """Move every master key neither in use nor in ``kept`` to ``retired/``, for backups made before the rotation."""
    retired = _folder() / "retired"
    retired.mkdir(exist_ok=True, mode=0o700)
    staying = {_file_of(key_id) for key_id in kept | {_current_id()}}
    for path in _folder().glob("master-*.key"):
        if path.name not in staying:
            path.rename(retired / path.name)
    _sync_folder()


@contextmanager
def one_rotation() -> Iterator[None]:
    """Hold the key folder so that two rotations never retire each other's keys."""
    descriptor = os.open(_folder() / "rotation.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
