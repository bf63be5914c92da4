"""Triggers that keep acts append-only on SQLite and on PostgreSQL. Contents may be erased, never changed.

A content goes only where an erasure stands (``erasure_triggers``), which is written beside an act and after the period.
"""

from __future__ import annotations

from typing import Any

from qingtian.apps.proceedings import erasure_triggers

_ACTS = "acts are append-only"
_CONTENTS = "the content of an act is never changed"

_INSTALL = {
    "sqlite": [
        f"""CREATE TRIGGER proceedings_act_no_update BEFORE UPDATE ON proceedings_act
            BEGIN SELECT RAISE(ABORT, '{_ACTS}'); END""",
        f"""CREATE TRIGGER proceedings_act_no_delete BEFORE DELETE ON proceedings_act
            BEGIN SELECT RAISE(ABORT, '{_ACTS}'); END""",
        # INSERT OR REPLACE deletes without firing the delete trigger
        f"""CREATE TRIGGER proceedings_act_no_replace BEFORE INSERT ON proceedings_act
            WHEN EXISTS (SELECT 1 FROM proceedings_act WHERE id = NEW.id OR once = NEW.once
                         OR (proceeding_id = NEW.proceeding_id AND seq = NEW.seq))
            BEGIN SELECT RAISE(ABORT, '{_ACTS}'); END""",  # noqa: S608
        f"""CREATE TRIGGER proceedings_actcontent_no_update BEFORE UPDATE ON proceedings_actcontent
            BEGIN SELECT RAISE(ABORT, '{_CONTENTS}'); END""",
        f"""CREATE TRIGGER proceedings_actcontent_no_replace BEFORE INSERT ON proceedings_actcontent
            WHEN EXISTS (SELECT 1 FROM proceedings_actcontent WHERE act_id = NEW.act_id)
            BEGIN SELECT RAISE(ABORT, '{_CONTENTS}'); END""",  # noqa: S608
    ],
    "postgresql": [
        f"""CREATE FUNCTION proceedings_act_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{_ACTS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER proceedings_act_no_change BEFORE UPDATE OR DELETE ON proceedings_act
            FOR EACH ROW EXECUTE FUNCTION proceedings_act_refuse()""",
        f"""CREATE FUNCTION proceedings_actcontent_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{_CONTENTS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER proceedings_actcontent_no_change BEFORE UPDATE ON proceedings_actcontent
            FOR EACH ROW EXECUTE FUNCTION proceedings_actcontent_refuse()""",
    ],
}
_REMOVE = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS proceedings_{name}"
        for name in (
            "act_no_update",
            "act_no_delete",
            "act_no_replace",
            "actcontent_no_update",
            "actcontent_no_replace",
        )
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS proceedings_act_no_change ON proceedings_act",
        "DROP TRIGGER IF EXISTS proceedings_actcontent_no_change ON proceedings_actcontent",
        "DROP FUNCTION IF EXISTS proceedings_act_refuse()",
        "DROP FUNCTION IF EXISTS proceedings_actcontent_refuse()",
    ],
}


def _run(statements: dict[str, list[str]], connection: Any) -> None:
    if connection.vendor not in statements:
        raise NotImplementedError(f"acts cannot be kept append-only on {connection.vendor}")
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def _knows_erasure(connection: Any) -> bool:
    """Whether the tables of the later migration are there; the first ones are made without them."""
    return "proceedings_erasure" in connection.introspection.table_names()


def install(connection: Any) -> None:
    """Create the triggers on a database that has the tables and not the triggers."""
    _run(_INSTALL, connection)
    if _knows_erasure(connection):
        _run(erasure_triggers.INSTALL, connection)


def remove(connection: Any) -> None:
    """Drop the triggers where they exist; only migrations and tests have a reason to."""
    _run(_REMOVE, connection)
    if _knows_erasure(connection):
        _run(erasure_triggers.REMOVE, connection)
