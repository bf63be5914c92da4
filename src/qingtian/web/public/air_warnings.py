"""Warnings as everybody may see them: those that were issued, through the gate; nothing before the issue."""

from __future__ import annotations

from datetime import date, timedelta

from qingtian.apps.air_warnings.models import AirWarning
from qingtian.apps.air_warnings.queries import warnings_in
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.foresight.warning import TIERS
from qingtian.language import Text

KIND = "air_warning"
#: ended warnings are shown so long
SHOWN_DAYS = 366


def air_warnings_shown(gate: Gate, on: date) -> list[Shown]:
    """Those in force within the last year, the latest first; three queries at most."""
    if gate.closed(KIND) is not None:
        return []
    rows = warnings_in(on - timedelta(days=SHOWN_DAYS), on)
    return gate.admit_all(Publishable(KIND, _fields(row), row.proceeding.number) for row in rows)


def _fields(row: AirWarning) -> dict[str, object]:
    facts = row.proceeding.projection["facts"]
    return {
        "number": row.proceeding.number,
        "area": Text(row.area.name_zh, row.area.name_en),
        "tier": TIERS[row.tier],
        "begins": row.begins,
        "ends": row.ends,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "announcement": str(facts.get("announcement", "")),
        "measures": str(facts.get("measures", "")),
        "changes": [{"tier": TIERS[one["tier"]], "at": str(one["at"])} for one in row.changes],
    }
