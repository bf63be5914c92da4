"""What a case tells the form that opens a measure about it: a person checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.apps.measures.reckoning import last_days
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.court_window import LITIGATION
from qingtian.procedures.guards.measures import day


def told_by(case: Proceeding) -> dict[str, Any]:
    """By name of field."""
    facts = case.projection.get("facts", {})
    served = facts.get("correction_served_on") or ""
    return {
        "subject": case.title,
        "about": case.number,
        "party": (facts.get("party") or {}).get("number", ""),
        "area": case.area.code if case.area else "",
        "order_dated": served,
        "order_served_on": served,
        **_to_enforce(facts),
    }


def _to_enforce(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of a decision that was served: the sum it sets and the end of the time to sue, reckoned."""
    if not facts.get("served_on"):
        return {}
    served = day(facts["served_on"])
    return {
        "served_on": served.isoformat(),
        "litigation_ends": last_days()(LITIGATION, served).isoformat(),
        "amount": facts.get("amount") or facts.get("fine") or "",
    }
