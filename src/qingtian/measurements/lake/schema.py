"""The columns of staged rows, of the ledger and of the hourly view, and the SQL that goes from one to the next.

*Staged*: a row a station-hour of one file: ``station, day, hour, line, file_no`` and per item the value, ``_state``,
``_flags`` and ``_unit`` as given. *Ledger*: a row an item. *Hourly*: a row a station-hour, the latest of each item.
"""

from __future__ import annotations

from qingtian.measurements.items import COLUMNS, ITEMS
from qingtian.measurements.lake.states import State

KEY = "station, day, hour"
_TYPES = (("", "INTEGER"), ("_state", "TINYINT"), ("_flags", "SMALLINT"))
HOURLY = (
    ("station", "VARCHAR"),
    ("day", "DATE"),
    ("hour", "TINYINT"),
    *((c, "INTEGER") for c in COLUMNS),
    *((f"{c}_state", "TINYINT") for c in COLUMNS),
    *((f"{c}_flags", "SMALLINT") for c in COLUMNS),
)
STAGED = (
    ("station", "VARCHAR"),
    ("day", "DATE"),
    ("hour", "TINYINT"),
    ("line", "BIGINT"),
    ("file_no", "SMALLINT"),
    *((f"{c}{end}", kind) for c in COLUMNS for end, kind in _TYPES),
    *((f"{c}_unit", "VARCHAR") for c in COLUMNS),
)


def nothing(columns: tuple[tuple[str, str], ...]) -> str:
    """A relation of those columns without rows."""
    return f"SELECT {', '.join(f'NULL::{kind} AS {name}' for name, kind in columns)} WHERE false"


def once(staged: str) -> str:
    """Rows of equal station-hours of one file as one: a value before a gap, all flags."""
    items = ", ".join(
        f"max({c}) AS {c}, min({c}_state)::TINYINT AS {c}_state, "
        f"bit_or({c}_flags) AS {c}_flags, max({c}_unit) AS {c}_unit"
        for c in COLUMNS
    )
    return f"SELECT {KEY}, min(line) AS line, file_no, {items} FROM {staged} GROUP BY {KEY}, file_no"


def conflicting(staged: str) -> str:
    """Station-hours one file gives two different values for."""
    unlike = " OR ".join(f"min({c}) <> max({c})" for c in COLUMNS)
    return f"SELECT {KEY}, file_no FROM {staged} GROUP BY {KEY}, file_no HAVING {unlike}"


def changed(c: str) -> str:
    """Whether the staged ``i`` says something of item ``c`` that the hourly ``b`` does not say; lost is no news."""
    return (
        f"(i.{c}_state IS NOT NULL AND (b.{c}_state IS NULL OR (i.{c}_state <> {State.LOST:d} AND ("
        f"i.{c}_state <> b.{c}_state OR i.{c} IS DISTINCT FROM b.{c} "
        f"OR coalesce(i.{c}_flags, 0) <> coalesce(b.{c}_flags, 0)))))"
    )


def joined(incoming: str, before: str) -> str:
    """Every station-hour of either: its latest values, and per item what became of the incoming one.

    ``*_news``: 1 the first word on that item and hour, 2 a revision, 0 what was known, null nothing said.
    """
    columns = [f"coalesce(i.{k}, b.{k}) AS {k}" for k in ("station", "day", "hour")]
    for c in COLUMNS:
        columns += [
            f"CASE WHEN {changed(c)} THEN i.{c}{end} ELSE b.{c}{end} END::{kind} AS {c}{end}" for end, kind in _TYPES
        ]
        columns += [
            f"CASE WHEN {changed(c)} THEN CASE WHEN b.{c}_state IS NULL THEN 1 ELSE 2 END "
            f"WHEN i.{c}_state IS NOT NULL THEN 0 END::TINYINT AS {c}_news",
            f"i.{c}_unit AS {c}_unit",
        ]
    return (
        f"SELECT {', '.join(columns)}, i.file_no FROM {incoming} AS i FULL JOIN {before} AS b "
        f"ON i.station = b.station AND i.day = b.day AND i.hour = b.hour ORDER BY station, day, hour"
    )


def ledger(table: str, number: int, sources: str) -> str:
    """The rows of the ledger that ``joined`` brings: ``sources`` has file_no, source, file, received_at."""
    return " UNION ALL ".join(
        f"SELECT t.station, '{item}' AS item, t.day, t.hour, t.{c} AS value, t.{c}_state AS state, "
        f"coalesce(t.{c}_flags, 0)::SMALLINT AS flags, t.{c}_unit AS unit, s.source, s.file, s.received_at, "
        f"{number}::INTEGER AS import_number FROM {table} AS t JOIN {sources} AS s USING (file_no) WHERE t.{c}_news > 0"
        for item, c in zip(ITEMS, COLUMNS, strict=True)
    )


def hourly(table: str) -> str:
    """The hourly view of a relation that has its columns."""
    return f"SELECT {', '.join(name for name, _ in HOURLY)} FROM {table}"


def hourly_of_ledger(parts: str, upto: int) -> str:
    """The hourly view remade from the ledger as it stood after import ``upto``."""
    picked = ", ".join(
        f"arg_max({{'v': value, 's': state, 'f': flags}}, import_number) FILTER (WHERE item = '{item}') AS {c}_last"
        for item, c in zip(ITEMS, COLUMNS, strict=True)
    )
    columns = [
        *(f"{c}_last.v AS {c}" for c in COLUMNS),
        *(f"{c}_last.s AS {c}_state" for c in COLUMNS),
        *(f"{c}_last.f AS {c}_flags" for c in COLUMNS),
    ]
    return (
        f"SELECT {KEY}, {', '.join(columns)} FROM (SELECT {KEY}, {picked} FROM {parts} "
        f"WHERE import_number <= {upto} GROUP BY {KEY}) ORDER BY {KEY}"
    )


def tally(table: str) -> str:
    """Values new, revised and known already."""
    sums = (" + ".join(f"count(*) FILTER (WHERE {c}_news = {news})" for c in COLUMNS) for news in (1, 2, 0))
    return f"SELECT {', '.join(sums)} FROM {table}"
