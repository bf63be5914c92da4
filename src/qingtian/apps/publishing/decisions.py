"""Which standing decisions admit which kinds on a day (长期公开决定)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from qingtian.apps.publishing.models import Publication


@dataclass(frozen=True, slots=True)
class Admission:
    """A decision that admits a kind. ``suspended_for`` is the reason while it is suspended; then nothing passes."""

    number: str
    names_leaders: bool = False
    suspended_for: str = ""


def admissions(on: date) -> Mapping[str, Admission]:
    """By kind, the decision of that day: one in force wins over one suspended, the later over the earlier."""
    rows = Publication.objects.filter(kind="standing", proceeding__state__in=("in_force", "suspended"))
    rows = rows.filter(Q(until=None) | Q(until__gte=on)).select_related("proceeding").order_by("pk")
    found: dict[str, Admission] = {}
    for row in sorted(rows, key=lambda row: row.proceeding.state == "in_force"):
        why = ""
        if row.proceeding.state == "suspended":
            why = str(row.proceeding.projection["facts"].get("suspended_for") or "—")
        admission = Admission(row.proceeding.number, bool(row.leader_decision), why)
        found |= dict.fromkeys(row.kinds, admission)
    return found
