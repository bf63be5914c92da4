"""Triggers that keep the log of accounts append-only on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

_SAID = "the log of accounts is append-only"
_INSTALL = {
    "sqlite": [
        f"""CREATE TRIGGER accounts_logentry_no_update BEFORE UPDATE ON accounts_logentry
            BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",
        f"""CREATE TRIGGER accounts_logentry_no_delete BEFORE DELETE ON accounts_logentry
            BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",
        # INSERT OR REPLACE deletes without firing the delete trigger
        f"""CREATE TRIGGER accounts_logentry_no_replace BEFORE INSERT ON accounts_logentry
            WHEN EXISTS (SELECT 1 FROM accounts_logentry WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, '{_SAID}'); END""",  # noqa: S608
    ],
    "postgresql": [
        f"""CREATE FUNCTION accounts_logentry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        # an empty log may be truncated (that is how a test database is emptied), a written one may not
        f"""CREATE FUNCTION accounts_logentry_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF EXISTS (SELECT 1 FROM accounts_logentry) THEN
                RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation';
              END IF;
              RETURN NULL;
            END $$""",  # noqa: S608
        """CREATE TRIGGER accounts_logentry_no_change BEFORE UPDATE OR DELETE ON accounts_logentry
            FOR EACH ROW EXECUTE FUNCTION accounts_logentry_refuse()""",
        """CREATE TRIGGER accounts_logentry_no_truncate BEFORE TRUNCATE ON accounts_logentry
            FOR EACH STATEMENT EXECUTE FUNCTION accounts_logentry_refuse_truncate()""",
    ],
}
_REMOVE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS accounts_logentry_{name}" for name in ("no_update", "no_delete", "no_replace")],
    "postgresql": [
        "DROP TRIGGER IF EXISTS accounts_logentry_no_change ON accounts_logentry",
        "DROP TRIGGER IF EXISTS accounts_logentry_no_truncate ON accounts_logentry",
        "DROP FUNCTION IF EXISTS accounts_logentry_refuse()",
        "DROP FUNCTION IF EXISTS accounts_logentry_refuse_truncate()",
    ],
}


def _run(statements: dict[str, list[str]], connection: Any) -> None:
    if connection.vendor not in statements:
        raise NotImplementedError(f"the log of accounts cannot be kept append-only on {connection.vendor}")
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def install(connection: Any) -> None:
    """Make the log append-only. Raises NotImplementedError on a database whose triggers are not written."""
    _run(_INSTALL, connection)


def remove(connection: Any) -> None:
    """Take the triggers away: for undoing the migration and for emptying a test database, nothing else."""
    _run(_REMOVE, connection)
