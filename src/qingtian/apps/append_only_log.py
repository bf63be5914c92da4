"""Triggers that keep one log append-only, on SQLite and on PostgreSQL; each app with a log names it in ``triggers.py``.

The statements are those the migrations of 0.1.0 made: their names and their effect do not change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AppendOnlyLog:
    """One table whose rows are added and never touched; ``log`` says in English what it is."""

    table: str
    log: str

    def install(self, connection: Any) -> None:
        """Make the log append-only. Raises NotImplementedError on a database whose triggers are not written."""
        self._run({"sqlite": self._on_sqlite(), "postgresql": self._on_postgresql()}, connection)

    def remove(self, connection: Any) -> None:
        """Take the triggers away: for undoing the migration and for emptying a test database, nothing else."""
        self._run({"sqlite": self._off_sqlite(), "postgresql": self._off_postgresql()}, connection)

    def _run(self, statements: dict[str, list[str]], connection: Any) -> None:
        if connection.vendor not in statements:
            raise NotImplementedError(f"{self.log} cannot be kept append-only on {connection.vendor}")
        with connection.cursor() as cursor:
            for statement in statements[connection.vendor]:
                cursor.execute(statement)

    def _on_sqlite(self) -> list[str]:
        table, refuse = self.table, f"BEGIN SELECT RAISE(ABORT, '{self.log} is append-only'); END"
        there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - our own names
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            # INSERT OR REPLACE deletes without firing the delete trigger
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}",
        ]

    def _on_postgresql(self) -> list[str]:
        table = self.table
        refuse = f"RAISE EXCEPTION '{self.log} is append-only' USING ERRCODE = 'integrity_constraint_violation';"
        written = f"EXISTS (SELECT 1 FROM {table})"  # noqa: S608 - our own names
        function = "RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        return [
            f"CREATE FUNCTION {table}_refuse() {function} {refuse} END $$",
            # an empty log may be truncated (that is how a test database is emptied), a written one may not
            f"CREATE FUNCTION {table}_refuse_truncate() {function} "
            f"IF {written} THEN {refuse} END IF; RETURN NULL; END $$",
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse_truncate()",
        ]

    def _off_sqlite(self) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {self.table}_{name}" for name in ("no_update", "no_delete", "no_replace")]

    def _off_postgresql(self) -> list[str]:
        triggers = [
            f"DROP TRIGGER IF EXISTS {self.table}_{name} ON {self.table}" for name in ("no_change", "no_truncate")
        ]
        return triggers + [f"DROP FUNCTION IF EXISTS {self.table}_{name}()" for name in ("refuse", "refuse_truncate")]
