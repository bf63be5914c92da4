"""Triggers around erasure: what may go, when, and that a period is never shortened (保管期满、批准后才能销毁).

The admission is a row, not a switch: a content may be deleted only where ``proceedings_erasure`` names its matter, and
that row is accepted only beside a written act ``erase_content`` of the same matter and day, after the last day of the
retention that the archived file holds. No session setting and no privilege opens the way.
"""

from __future__ import annotations

_GONE = "a content is erased only by an act of erasure"
_EARLY = "no erasure without its act, or before the retention period has ended"
_KEPT = "an erasure is never changed"
_SHORTER = "a retention period is never shortened"

#: whether an erasure admits deleting the content of act OLD.act_id; what archived the file stays
_ADMITTED = """EXISTS (
    SELECT 1 FROM proceedings_act a
    JOIN proceedings_erasure e ON e.proceeding_id = a.proceeding_id
    JOIN proceedings_act x ON x.id = e.act_id
    WHERE a.id = OLD.act_id AND a.seq < x.seq AND a.act <> 'archive_matter')"""
#: whether the new erasure rests on its act and on an ended period
_LAWFUL = """EXISTS (
    SELECT 1 FROM proceedings_act a
    JOIN proceedings_casefile f ON f.proceeding_id = a.proceeding_id
    WHERE a.id = NEW.act_id AND a.proceeding_id = NEW.proceeding_id AND a.act = 'erase_content'
      AND a."on" = NEW.erased_on AND f.retained_until = NEW.retained_until AND f.retained_until < NEW.erased_on)"""
_SHORTENED = """(OLD.retained_until IS NULL AND NEW.retained_until IS NOT NULL)
    OR NEW.retained_until < OLD.retained_until OR NEW.proceeding_id <> OLD.proceeding_id"""


def _sqlite(name: str, when: str, table: str, condition: str, words: str) -> str:
    test = f"WHEN {condition}" if condition else ""
    return f"""CREATE TRIGGER proceedings_{name} BEFORE {when} ON proceedings_{table}
        {test} BEGIN SELECT RAISE(ABORT, '{words}'); END"""


def _function(name: str, condition: str, words: str, answer: str = "OLD") -> str:
    raised = f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {condition} THEN {raised} END IF; RETURN {answer};" if condition else raised
    return f"CREATE FUNCTION proceedings_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _trigger(name: str, when: str, table: str, function: str, each: str = "ROW") -> str:
    return f"""CREATE TRIGGER proceedings_{name} BEFORE {when} ON proceedings_{table}
        FOR EACH {each} EXECUTE FUNCTION proceedings_{function}()"""


_REPLACED = "EXISTS (SELECT 1 FROM proceedings_{0} WHERE id = NEW.id OR proceeding_id = NEW.proceeding_id)"
#: tables whose rows no statement may sweep away at once
_WHOLE = ("act", "actcontent", "erasure", "casefile")

INSTALL = {
    "sqlite": [
        _sqlite("actcontent_no_delete", "DELETE", "actcontent", f"NOT {_ADMITTED}", _GONE),
        _sqlite("erasure_lawful", "INSERT", "erasure", f"NOT {_LAWFUL}", _EARLY),
        # INSERT OR REPLACE deletes without firing the delete trigger
        _sqlite("erasure_no_replace", "INSERT", "erasure", _REPLACED.format("erasure"), _KEPT),
        _sqlite("erasure_no_update", "UPDATE", "erasure", "", _KEPT),
        _sqlite("erasure_no_delete", "DELETE", "erasure", "", _KEPT),
        _sqlite("casefile_no_shorter", "UPDATE", "casefile", _SHORTENED, _SHORTER),
        _sqlite("casefile_no_replace", "INSERT", "casefile", _REPLACED.format("casefile"), _SHORTER),
        _sqlite("casefile_no_delete", "DELETE", "casefile", "", _SHORTER),
    ],
    "postgresql": [
        _function("actcontent_admit", f"NOT {_ADMITTED}", _GONE),
        _trigger("actcontent_no_delete", "DELETE", "actcontent", "actcontent_admit"),
        _function("erasure_admit", f"NOT {_LAWFUL}", _EARLY, "NEW"),
        _trigger("erasure_lawful", "INSERT", "erasure", "erasure_admit"),
        _function("erasure_keep", "", _KEPT),
        _trigger("erasure_no_change", "UPDATE OR DELETE", "erasure", "erasure_keep"),
        _function("casefile_admit", _SHORTENED, _SHORTER, "NEW"),
        _trigger("casefile_no_shorter", "UPDATE", "casefile", "casefile_admit"),
        _function("casefile_keep", "", _SHORTER),
        _trigger("casefile_no_delete", "DELETE", "casefile", "casefile_keep"),
        # an empty table may be truncated (that is how a test database is emptied), a written one may not
        *(
            _function(f"{table}_whole", f"EXISTS (SELECT 1 FROM proceedings_{table})", _GONE, "NULL")  # noqa: S608  (our own names)
            for table in _WHOLE
        ),
        *(_trigger(f"{table}_no_truncate", "TRUNCATE", table, f"{table}_whole", "STATEMENT") for table in _WHOLE),
    ],
}
_ON_POSTGRES = {
    "actcontent_no_delete": "actcontent",
    "erasure_lawful": "erasure",
    "erasure_no_change": "erasure",
    "casefile_no_shorter": "casefile",
    "casefile_no_delete": "casefile",
    **{f"{table}_no_truncate": table for table in _WHOLE},
}
_FUNCTIONS = ("actcontent_admit", "erasure_admit", "erasure_keep", "casefile_admit", "casefile_keep")
REMOVE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {statement.split()[2]}" for statement in INSTALL["sqlite"]],
    "postgresql": [
        *(f"DROP TRIGGER IF EXISTS proceedings_{name} ON proceedings_{table}" for name, table in _ON_POSTGRES.items()),
        *(f"DROP FUNCTION IF EXISTS proceedings_{name}()" for name in _FUNCTIONS),
        *(f"DROP FUNCTION IF EXISTS proceedings_{table}_whole()" for table in _WHOLE),
    ],
}
