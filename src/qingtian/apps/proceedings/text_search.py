"""``column__has_text``: a part of a text, Chinese or not, found without reading every row.

PostgreSQL keeps pairs of neighbouring characters (``qingtian_grams``, made by a migration, no extension needed) in an
inverted index: two Chinese characters are a word already, where an index of three would find nothing. SQLite reads the
rows, which holds for the offices that run on it (``docs/reference/speed.md``).
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, TextField
from django.db.models.lookups import IContains

#: what the function asks of its index, in the words of the migration that makes both
FUNCTION = """
CREATE OR REPLACE FUNCTION qingtian_grams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT DISTINCT substr(lower(words), i, 2) FROM generate_series(1, length(words) - 1) AS i)
$$"""
PAIR = 2


@CharField.register_lookup
@TextField.register_lookup
class HasText(IContains):  # type: ignore[misc]
    """Like ``icontains``; on PostgreSQL through the index of pairs."""

    lookup_name = "has_text"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return str(connection.operators["icontains"] % rhs)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        contains = IContains(self.lhs, self.rhs).as_sql(compiler, connection)
        if len(str(self.rhs)) < PAIR:
            return contains
        column, params = self.process_lhs(compiler, connection)
        plain = column.removesuffix("::text")
        sql = f"(qingtian_grams({plain}) @> qingtian_grams(%s) AND {contains[0]})"
        return sql, [*params, str(self.rhs), *contains[1]]


def index(name: str, table: str, column: str) -> str:
    """The statement that makes the index of pairs for one column."""
    return f"CREATE INDEX {name} ON {table} USING gin (qingtian_grams({column}))"
