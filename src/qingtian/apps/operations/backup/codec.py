"""One value between a database and a line of JSON. The form in the line is the same whatever database it came from.

Moments are written in UTC as ``2026-11-23 01:00:00.123456``, as Django keeps them on SQLite; JSON columns as the text
of the document; bytes in base64; a duration in microseconds.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from qingtian.apps.operations.backup.tables import Column

_MICROSECOND = timedelta(microseconds=1)


def _moment(value: Any) -> str:
    if isinstance(value, str):
        return value
    at: datetime = value
    return str(at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at)


def _decimal(places: int | None) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        number = Decimal(str(value))
        return str(number if places is None else number.quantize(Decimal(1).scaleb(-places)))

    return read


def _duration(value: Any) -> int:
    return value // _MICROSECOND if isinstance(value, timedelta) else int(value)


_READ: dict[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "day": str,
    "moment": _moment,
    "time": str,
    "duration": _duration,
    "bytes": lambda value: base64.b64encode(bytes(value)).decode("ascii"),
    "uuid": lambda value: value.hex if isinstance(value, UUID) else UUID(str(value)).hex,
    "address": str,
}


def reader(column: Column) -> Callable[[Any], Any] | None:
    """From what the database hands out to what the line holds; None where they are the same."""
    return _decimal(column.places) if column.kind == "decimal" else _READ.get(column.kind)


def selected(column: Column, quoted: str, vendor: str) -> str:
    """How the column is asked for: PostgreSQL would hand out parsed documents and network addresses."""
    if vendor == "postgresql" and column.kind == "json":
        return f"{quoted}::text"
    return f"host({quoted})" if vendor == "postgresql" and column.kind == "address" else quoted


_WRITE: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("sqlite", "bytes"): base64.b64decode,
    ("postgresql", "bytes"): base64.b64decode,
    ("postgresql", "moment"): lambda value: f"{value}+00",
    ("postgresql", "duration"): lambda value: f"{value} microseconds",
}


def writer(column: Column, vendor: str) -> Callable[[Any], Any] | None:
    """From the line to what the database takes; None where they are the same."""
    return _WRITE.get((vendor, column.kind))


def through(converters: Sequence[Callable[[Any], Any] | None], row: Sequence[Any]) -> list[Any]:
    """The row with every value that is not null converted."""
    return [
        value if value is None or convert is None else convert(value)
        for value, convert in zip(row, converters, strict=True)
    ]
