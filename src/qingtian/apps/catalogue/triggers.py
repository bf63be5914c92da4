"""Triggers that keep the log of use append-only on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

_INSTALL = {
    "sqlite": [
        """CREATE TRIGGER catalogue_useofdata_no_update BEFORE UPDATE ON catalogue_useofdata
            BEGIN SELECT RAISE(ABORT, 'the log of use is append-only'); END""",
        """CREATE TRIGGER catalogue_useofdata_no_delete BEFORE DELETE ON catalogue_useofdata
            BEGIN SELECT RAISE(ABORT, 'the log of use is append-only'); END""",
        # INSERT OR REPLACE deletes without firing the delete trigger
        """CREATE TRIGGER catalogue_useofdata_no_replace BEFORE INSERT ON catalogue_useofdata
            WHEN EXISTS (SELECT 1 FROM catalogue_useofdata WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'the log of use is append-only'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION catalogue_useofdata_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'the log of use is append-only' USING ERRCODE = 'integrity_constraint_violation';
            END $$""",
        # an empty log may be truncated (that is how a test database is emptied), a written one may not
        """CREATE FUNCTION catalogue_useofdata_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF EXISTS (SELECT 1 FROM catalogue_useofdata) THEN
                RAISE EXCEPTION 'the log of use is append-only' USING ERRCODE = 'integrity_constraint_violation';
              END IF;
              RETURN NULL;
            END $$""",
        """CREATE TRIGGER catalogue_useofdata_no_change BEFORE UPDATE OR DELETE ON catalogue_useofdata
            FOR EACH ROW EXECUTE FUNCTION catalogue_useofdata_refuse()""",
        """CREATE TRIGGER catalogue_useofdata_no_truncate BEFORE TRUNCATE ON catalogue_useofdata
            FOR EACH STATEMENT EXECUTE FUNCTION catalogue_useofdata_refuse_truncate()""",
    ],
}
_REMOVE = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS catalogue_useofdata_no_update",
        "DROP TRIGGER IF EXISTS catalogue_useofdata_no_delete",
        "DROP TRIGGER IF EXISTS catalogue_useofdata_no_replace",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS catalogue_useofdata_no_change ON catalogue_useofdata",
        "DROP TRIGGER IF EXISTS catalogue_useofdata_no_truncate ON catalogue_useofdata",
        "DROP FUNCTION IF EXISTS catalogue_useofdata_refuse()",
        "DROP FUNCTION IF EXISTS catalogue_useofdata_refuse_truncate()",
    ],
}


def _run(statements: dict[str, list[str]], connection: Any) -> None:
    if connection.vendor not in statements:
        raise NotImplementedError(f"the log of use cannot be kept append-only on {connection.vendor}")
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def install(connection: Any) -> None:
    """Make the log append-only. Raises NotImplementedError on a database whose triggers are not written."""
    _run(_INSTALL, connection)


def remove(connection: Any) -> None:
    """Take the triggers away: for undoing the migration and for emptying a test database, nothing else."""
    _run(_REMOVE, connection)
