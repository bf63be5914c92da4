"""What a measure reads of the case it is about (0066, rule 2): facts, never a second state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Projection

#: facts of a case that measures read
READ = (
    "party",
    "violation",
    "act_on",
    "fine",
    "decided_on",
    "served_on",
    "correction_served_on",
    "after_revocation",
    "area",
)


def facts_of_case(reference: Mapping[str, Any] | None) -> dict[str, Any]:
    """The facts of the matter behind a reference, with its number and its state; empty where there is none."""
    uid = (reference or {}).get("uid")
    row = Proceeding.objects.filter(uid=uid).values_list("number", "state", "projection").first() if uid else None
    if row is None:
        return {}
    number, state, projection = row
    facts = projection.get("facts", {})
    return {name: facts[name] for name in READ if name in facts} | {"number": number, "state": state}


def original_of(projection: Projection) -> dict[str, Any]:
    """The same for a measure: of the case its fact ``about`` names."""
    return facts_of_case(projection.facts.get("about"))
