"""How long a file is kept (保管期限): derived from the law room, from the year in which the matter ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.law import Calendar, Law
from qingtian.procedures.clocks import frozen

#: procedures whose files are never erased: the lists of disposal prove every erasure
KEPT_FOR_GOOD = frozenset({"disposal"})
LONG = "retention.long"


def limit_of(procedure: str, law: Law) -> str:
    """The time limit of this kind of file; the long period where the kind has none of its own."""
    own = f"retention.{procedure}"
    return own if own in law.parameters else LONG


def retention(
    procedure: str, period: str, *, ended_on: date, archived_on: date, law: Law, calendar: Calendar
) -> dict[str, Any]:
    """What the act of archiving freezes: ``until``, the last day of the period (ISO 8601; None: permanent), and its
    derivation. The period runs from the last day of the year of the end (从次年 1 月 1 日起算).

    ``period``: standard (by the kind of file), long, permanent. The edition in force on ``archived_on`` decides.
    """
    if period == "permanent" or procedure in KEPT_FOR_GOOD:
        return {"period": "permanent", "until": None}
    name = LONG if period == "long" else limit_of(procedure, law)
    derived = law.derive(name, start=date(ended_on.year, 12, 31), calendar=calendar)
    # rest days move nothing here, and ten years day by day would fill the record
    told = {name: value for name, value in frozen(derived, law, calendar).items() if name != "runs"}
    return {"period": period, "until": derived.due.isoformat(), "derivation": told}
