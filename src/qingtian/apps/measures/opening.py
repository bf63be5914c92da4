"""What a case tells the form that opens a measure about it: a person checks."""

from __future__ import annotations

from typing import Any

from qingtian.apps.proceedings.models import Proceeding


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
    }
