"""The heads of all chains, as one digest: what came back is what was saved when both are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from typing import Any

BATCH = 5000


def heads(connection: Any) -> Iterator[tuple[str, int, str]]:
    """(uid, number of acts, head) of every matter, in the order they were opened; bounded memory."""
    # by key, not by uid: collations of two databases may sort differently
    sql = "SELECT uid, seq, head FROM proceedings_proceeding ORDER BY id"
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(sql)
        while batch := cursor.fetchmany(BATCH):
            yield from batch


def digest(connection: Any) -> tuple[int, str]:
    """How many matters there are, and the SHA-256 over ``uid seq head`` of each, a line a matter."""
    seen, count = hashlib.sha256(), 0
    for uid, seq, head in heads(connection):
        seen.update(f"{uid} {seq} {head}\n".encode())
        count += 1
    return count, seen.hexdigest()
