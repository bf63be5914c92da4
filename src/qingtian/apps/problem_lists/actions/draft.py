"""Draft a list (起草): the list of one area and year; withdrawing frees area and year for another one."""

from __future__ import annotations

from qingtian.apps.places.models import Area
from qingtian.apps.problem_lists.models import ProblemList
from qingtian.apps.proceedings.chapters import Performed


def write_list(performed: Performed) -> None:
    """The effect of ``open_list``."""
    values = performed.values
    ProblemList.objects.create(
        proceeding=performed.proceeding,
        area=Area.objects.get(code=values["area"]["code"]),
        year=values["year"],
    )


def withdraw(performed: Performed) -> None:
    """The effect of ``withdraw_list``."""
    ProblemList.objects.filter(proceeding=performed.proceeding).update(withdrawn_on=performed.act.on)
