"""Triggers that keep the log of openings append-only on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

_INSTALL = {
    "sqlite": [
        """CREATE TRIGGER identities_openinglog_no_update BEFORE UPDATE ON identities_openinglog
            BEGIN SELECT RAISE(ABORT, 'the log of openings is append-only'); END""",
        """CREATE TRIGGER identities_openinglog_no_delete BEFORE DELETE ON identities_openinglog
            BEGIN SELECT RAISE(ABORT, 'the log of openings is append-only'); END""",
        # INSERT OR REPLACE deletes without firing the delete trigger
        """CREATE TRIGGER identities_openinglog_no_replace BEFORE INSERT ON identities_openinglog
            WHEN EXISTS (SELECT 1 FROM identities_openinglog WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'the log of openings is append-only'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION identities_openinglog_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'the log of openings is append-only' USING ERRCODE = 'integrity_constraint_violation';
            END $$""",
        # an empty log may be truncated (that is how a test database is emptied), a written one may not
        """CREATE FUNCTION identities_openinglog_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF EXISTS (SELECT 1 FROM identities_openinglog) THEN
                RAISE EXCEPTION 'the log of openings is append-only' USING ERRCODE = 'integrity_constraint_violation';
              END IF;
              RETURN NULL;
            END $$""",
        """CREATE TRIGGER identities_openinglog_no_change BEFORE UPDATE OR DELETE ON identities_openinglog
            FOR EACH ROW EXECUTE FUNCTION identities_openinglog_refuse()""",
        """CREATE TRIGGER identities_openinglog_no_truncate BEFORE TRUNCATE ON identities_openinglog
            FOR EACH STATEMENT EXECUTE FUNCTION identities_openinglog_refuse_truncate()""",
    ],
}
_REMOVE = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS identities_openinglog_no_update",
        "DROP TRIGGER IF EXISTS identities_openinglog_no_delete",
        "DROP TRIGGER IF EXISTS identities_openinglog_no_replace",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS identities_openinglog_no_change ON identities_openinglog",
        "DROP TRIGGER IF EXISTS identities_openinglog_no_truncate ON identities_openinglog",
        "DROP FUNCTION IF EXISTS identities_openinglog_refuse()",
        "DROP FUNCTION IF EXISTS identities_openinglog_refuse_truncate()",
    ],
}


def _run(statements: dict[str, list[str]], connection: Any) -> None:
    if connection.vendor not in statements:
        raise NotImplementedError(f"the log of openings cannot be kept append-only on {connection.vendor}")
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def install(connection: Any) -> None:
    """Make the log append-only. Raises NotImplementedError on a database whose triggers are not written."""
    _run(_INSTALL, connection)


def remove(connection: Any) -> None:
    """Take the triggers away: for undoing the migration and for emptying a test database, nothing else."""
    _run(_REMOVE, connection)
