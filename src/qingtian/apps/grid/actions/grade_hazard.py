"""Keep the grade and the deadline of a hazard (定级), and take them back with the act."""

from __future__ import annotations

from qingtian.apps.grid.models import HiddenHazard
from qingtian.apps.proceedings.chapters import Performed


def grade_hazard(performed: Performed) -> None:
    """The effect of ``grade``; what is no hazard has no grade."""
    grade = performed.values["grade"]
    deadline = performed.values.get("deadline") or None
    HiddenHazard.objects.filter(proceeding=performed.proceeding).update(
        grade="" if grade == "none" else grade, deadline=None if grade == "none" else deadline
    )


def ungrade_hazard(performed: Performed) -> None:
    """The act was voided."""
    HiddenHazard.objects.filter(proceeding=performed.proceeding).update(grade="", deadline=None)
