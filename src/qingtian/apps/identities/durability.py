"""The identity store waits for the disk: an opening that was logged stays logged when the power fails."""

from __future__ import annotations

from typing import Any

from qingtian.apps.identities.router import ALIAS


def write_through(sender: Any, connection: Any, **_: Any) -> None:
    """SQLite in WAL mode may lose its last commits at a power cut unless told to wait; PostgreSQL waits by itself."""
    if connection.alias == ALIAS and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
