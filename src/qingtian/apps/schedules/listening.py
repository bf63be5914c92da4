"""A progress recorded on the case's own page stands in the month too; a case that moves on owes nothing more."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed, listen
from qingtian.apps.schedules.actions.take_in import take_in
from qingtian.apps.schedules.models import Schedule


@listen
def follow_the_case(performed: Performed) -> None:
    """After every act of a five-ones case that may change its row of a month still open."""
    if performed.proceeding.procedure != "five_ones_case":
        return
    open_months = Schedule.objects.filter(rows__case=performed.proceeding, merged_on__isnull=True, standing=True)
    for schedule in open_months.select_related("proceeding"):
        take_in(schedule, performed.proceeding)
