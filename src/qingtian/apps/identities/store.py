"""The connection of the identity store, its transactions, and the gate between sealing and rotating."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from qingtian.apps.identities import errors
from qingtian.apps.identities.models import SealedIdentity
from qingtian.apps.identities.router import ALIAS

#: an arbitrary number that names the gate among the advisory locks of a PostgreSQL database
_GATE = 7_146_001


@contextmanager
def committed() -> Iterator[None]:
    """A transaction on the identity store that is on disk when the block ends; it refuses to be nested."""
    with transaction.atomic(using=ALIAS, durable=True):
        yield


def pass_gate(*, alone: bool = False) -> None:
    """Wait, inside a transaction, until no rotation is choosing a key (``alone``: until no one is sealing).

    SQLite needs no gate: its write transactions already queue.
    """
    connection = connections[ALIAS]
    if connection.vendor == "postgresql":
        function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_GATE])


def nothing_sealed() -> bool:
    """No identity has ever been sealed here, so new keys harm nobody."""
    return not SealedIdentity.objects.exists()


def no_fingerprint() -> bool:
    """No telephone number has ever been marked here; anonymous reports before the first one do not count."""
    return not SealedIdentity.objects.filter(fingerprint__isnull=False).exists()


def held(token: str) -> SealedIdentity:
    """The sealed identity of a token, locked until the transaction ends. Raises token_unknown."""
    try:
        return SealedIdentity.objects.select_for_update().get(token=token)
    except SealedIdentity.DoesNotExist:
        raise errors.token_unknown() from None
