"""The chain of the register: append, read, prove. Nothing else touches its table."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.clues.models import RegisterEntry
from qingtian.apps.identities import cipher, keys
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.trail import GENESIS, Broken, Link, commit, seal, verify_chain

NAME = "register-of-clues"
KEY_FILE = "clues.key"
#: the lock of the register on PostgreSQL: eight bytes of its name
LOCK = int.from_bytes(NAME.encode()[:8], "big", signed=True)
LOST = Text(
    "密钥文件 {file} 不能用，线索登记簿打不开。", "The key file {file} cannot be used; the register cannot be opened."
)
RESTORE = Text("从密钥备份恢复该文件（权限 600）。", "Restore the file from the key backup (mode 600).")
UNREADABLE = Text("封存的内容打不开", "its sealed content cannot be opened")


@dataclass(frozen=True, slots=True)
class Entry:
    """An opened entry: its place in the chain, the moment, and what it says."""

    seq: int
    recorded_at: str
    content: Mapping[str, Any]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """A transaction in which nobody else adds an entry: what is read in it still holds when it is written.

    SQLite lets one write at a time (the settings begin every transaction IMMEDIATE); PostgreSQL is asked for a lock
    that it gives back at the end of the transaction.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


@sensitive_variables()
def append(content: Mapping[str, Any], *, now: datetime) -> Entry:
    """Add one entry at the end; of two at once the second waits for the first. Raises ``clues.key_lost``."""
    with one_at_a_time():
        return _append(content, now)


@sensitive_variables()
def _append(content: Mapping[str, Any], now: datetime) -> Entry:
    last = RegisterEntry.objects.order_by("-seq").first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    salt, at = secrets.token_hex(16), now.isoformat()
    commitment = commit(dict(content), salt)
    plain = json.dumps({"salt": salt, "content": content}, ensure_ascii=False).encode()
    key, nonce = _key(), cipher.new_nonce()
    RegisterEntry.objects.create(
        seq=seq,
        previous=previous,
        commitment=commitment,
        hash=seal(NAME, seq, previous, commitment, at),
        recorded_at=at,
        nonce=nonce,
        sealed=cipher.encrypt(key, nonce, plain, _place(seq)),
    )
    return Entry(seq, at, content)


@sensitive_variables()
def entries() -> list[Entry]:
    """Every entry, oldest first. Raises ``clues.key_lost``, ``identities.seal_broken``."""
    rows = list(RegisterEntry.objects.all())
    if not rows:
        return []  # a look into an empty register makes no key
    key = _key()
    return [Entry(row.seq, row.recorded_at, _open(row, key)["content"]) for row in rows]


def verify() -> list[Broken]:
    """Every place where the chain does not hold; an empty list proves it.

    Nothing of the register is ever erased: content that does not open is a finding, too.
    """
    links = list(_links())
    return verify_chain(NAME, links) + [Broken(link.seq, UNREADABLE) for link in links if link.content is None]


def head() -> tuple[int, str] | None:
    """Number and hash of the last entry; None while the register is empty."""
    return RegisterEntry.objects.order_by("-seq").values_list("seq", "hash").first()


def holds_link(seq: int, hash_: str) -> bool:
    """Whether the entry of that number has that hash: a checkpoint taken before says it must."""
    return RegisterEntry.objects.filter(seq=seq, hash=hash_).exists()


def _links() -> Iterator[Link]:
    for row in RegisterEntry.objects.all():
        try:
            opened = _open(row, _key())
        except QingtianError:
            opened = {"salt": None, "content": None}
        yield Link(row.seq, row.previous, row.commitment, row.hash, row.recorded_at, opened["salt"], opened["content"])


def _open(row: RegisterEntry, key: bytes) -> dict[str, Any]:
    opened: dict[str, Any] = json.loads(cipher.decrypt(key, bytes(row.nonce), bytes(row.sealed), _place(row.seq)))
    return opened


def _place(seq: int) -> bytes:
    return cipher.bound_to(NAME, str(seq))


def _key() -> bytes:
    try:
        return keys.kept_key(KEY_FILE, unused=lambda: not RegisterEntry.objects.exists())
    except QingtianError as lost:
        raise QingtianError("clues.key_lost", LOST.format(file=KEY_FILE), where=KEY_FILE, remedy=RESTORE) from lost
