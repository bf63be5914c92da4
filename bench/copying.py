"""Copy matters with everything that hangs on them by ``INSERT … SELECT``, in the SQL both databases know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections, transaction

#: numbers of copies begin here, so that they never meet a number given by the kernel
FIRST = 1_000_000
#: of the ended copies one in so many still has the contents of its acts
KEPT_ONE_IN = 10


def _days_before(column: str, days: str) -> str:
    if connection.vendor == "postgresql":
        return f"({column} - {days})"
    return f"date({column}, '-' || ({days}) || ' days')"


def _days_after_today(days: str) -> str:
    if connection.vendor == "postgresql":
        return f"(DATE '2026-11-23' + CAST({days} AS integer))"
    return f"date('2026-11-23', ({days}) || ' days')"


NAME = "'copy' || CAST(100000000000 + c.n AS varchar(20))"


def _proceeding() -> dict[str, str]:
    early = {name: _days_before(f"t.{name}", "c.back") for name in ("opened_on", "last_on", "ended_on")}
    due = f"CASE WHEN t.next_due IS NULL THEN NULL ELSE {_days_after_today('c.n * 37 % 121 - 30')} END"
    number = f"'XF-' || CAST(2016 + c.n % 10 AS varchar(4)) || '-' || CAST({FIRST} + c.n AS varchar(10))"
    title = "substr(t.title, 1, 180) || '（' || CAST(c.n AS varchar(10)) || '）'"
    return {"id": "c.pid", "uid": NAME, "number": number, "title": title, "next_due": due, **early}


def _nudged(column: str) -> str:
    """A few hundred metres to a few kilometres from the template, so that points do not lie on one another."""
    move = "((c.n * 7919 % 2001) - 1000)" if column == "longitude" else "((c.n * 104729 % 2001) - 1000)"
    return f"t.{column} + {move} * 0.00004"


def _columns() -> dict[str, dict[str, str]]:
    """By table: the columns of a copy that are not those of its template, and how a row finds its copy."""
    act = "100000000 + c.n * 64 + {seq}"
    receipt = f"'YP' || CAST({FIRST} + c.n AS varchar(10))"
    names = {"receipt": receipt, "key_digest": NAME, "identity_token": NAME, "photos_token": "''"}
    place = {column: _nudged(column) for column in ("longitude", "latitude")}
    return {
        "proceedings_proceeding": _proceeding(),
        "proceedings_act": {"id": act.format(seq="t.seq"), "proceeding_id": "c.pid", "once": "NULL"},
        "proceedings_actcontent": {"act_id": act.format(seq="a.seq")},
        "proceedings_clock": {"proceeding_id": "c.pid"},
        "proceedings_party": {"proceeding_id": "c.pid"},
        "petitions_petition": {"proceeding_id": "c.pid", **names, **place},
    }


JOINS = {
    "proceedings_proceeding": "t.id = c.template",
    "proceedings_actcontent": "t.act_id = a.id",
}


def copied(model: Any) -> None:
    """The rows of one model for all copies of the present series."""
    table = model._meta.db_table
    own = _columns()[table]
    names = [f.column for f in model._meta.concrete_fields if f.column in own or not f.primary_key]
    values = ", ".join(own.get(name, f"t.{_quoted(name)}") for name in names)
    join = JOINS.get(table, "t.proceeding_id = c.template")
    acts = "JOIN proceedings_act a ON a.proceeding_id = c.template" if "a.id" in join else ""
    if acts:
        join += f" WHERE c.back = 0 OR c.n % {KEPT_ONE_IN} = 1"
    quoted = ", ".join(map(_quoted, names))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({quoted}) SELECT {values} FROM bench_copy c {acts} JOIN {table} t ON {join}"
        )


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _load(cursor: Any, rows: list[tuple[int, int, int, int]]) -> None:
    if connection.vendor != "postgresql":
        cursor.executemany("INSERT INTO bench_copy VALUES (%s, %s, %s, %s)", rows)
        return
    with cursor.copy("COPY bench_copy FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@dataclass(frozen=True)
class Series:
    """Which template each copy is made from and how far back it lies."""

    open_: list[int]
    ended: list[int]
    open_one_in: int
    days: int
    longest: int

    def template(self, n: int) -> int:
        chosen = self.open_ if n % self.open_one_in == 0 else self.ended
        return chosen[n // self.open_one_in % len(chosen)] if n % self.open_one_in == 0 else chosen[n % len(chosen)]

    @contextmanager
    def of(self, begin: int, count: int) -> Iterator[None]:
        """The table ``bench_copy`` of these copies, inside one transaction; foreign keys are not asked row by row."""
        rows = [
            (n, self.template(n), FIRST + n, 0 if n % self.open_one_in == 0 else n * 7 % self.days)
            for n in range(begin, begin + count)
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("CREATE TEMPORARY TABLE bench_copy (n bigint, template bigint, pid bigint, back integer)")
            _load(cursor, rows)
            yield
            cursor.execute("DROP TABLE bench_copy")

    def identities(self, model: Any, begin: int, count: int) -> None:
        """A sealed identity for every copy, all with the contents of one; people are told apart by their mark."""
        database = connections["identity"]
        table = model._meta.db_table
        names = [f.column for f in model._meta.concrete_fields if not f.primary_key]
        own = {"token": NAME, "fingerprint": "'mark' || CAST(c.n % 400000 AS varchar(10))"}
        values = ", ".join(own.get(name, f"t.{name}") for name in names)
        end = begin + count - 1
        with transaction.atomic(using="identity"), database.cursor() as cursor:
            cursor.execute(
                f"WITH RECURSIVE c(n) AS (SELECT {begin} UNION ALL SELECT n + 1 FROM c WHERE n < {end}) "
                f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM c, "
                f"(SELECT * FROM {table} WHERE fingerprint IS NOT NULL ORDER BY id LIMIT 1) t"
            )
