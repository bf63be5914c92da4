"""A connection of one's own that sees one moment of a database while others go on writing.

SQLite: a deferred read transaction on a database in WAL mode. PostgreSQL: repeatable read, read only. Neither holds up
a writer. Two databases have two moments; ``both`` says in which order they are taken, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

RECORDS, IDENTITIES = "default", "identity"


@contextmanager
def moment_of(alias: str) -> Iterator[Any]:
    """A connection whose reads all see the database as it is now."""
    own = connections[alias].copy()
    try:
        own.ensure_connection()
        with own.cursor() as cursor:
            if own.vendor == "sqlite":
                cursor.execute("BEGIN DEFERRED")
            else:
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            # the snapshot of both engines begins with the first read, not with BEGIN
            cursor.execute("SELECT count(*) FROM django_migrations")
            cursor.fetchone()
        yield own
    finally:
        own.close()


@contextmanager
def both() -> Iterator[dict[str, Any]]:
    """First the records, then the identities.

    An identity is sealed before the petition that carries its token is written. Whatever the first snapshot names was
    therefore sealed before the second is taken. The other order could save a petition whose reporter nobody can call
    back; this one can only save a seal whose petition came a moment too late, and the sweep removes it a day later.
    """
    with moment_of(RECORDS) as records, moment_of(IDENTITIES) as identities:
        yield {RECORDS: records, IDENTITIES: identities}
