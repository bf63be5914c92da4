"""Confirm a list (确认): by both principals or a meeting; every confirmation freezes a version."""

from __future__ import annotations

from qingtian.apps.problem_lists.models import ListVersion, ProblemList
from qingtian.apps.problem_lists.writing import items_of, rows_of
from qingtian.apps.proceedings.chapters import Performed


def _list(performed: Performed) -> ProblemList:
    return ProblemList.objects.get(proceeding=performed.proceeding)


def confirm_first(performed: Performed) -> None:
    """The effect of ``confirm``: which of the two confirmed."""
    held = _list(performed)
    held.first_principal = performed.actor.principal or ""
    held.save(update_fields=["first_principal"])


def unconfirm_first(performed: Performed) -> None:
    """A voided first confirmation, a list submitted or sent back: both confirm again."""
    ProblemList.objects.filter(proceeding=performed.proceeding).update(first_principal="")


def confirm(performed: Performed) -> None:
    """The effect of the second confirmation and of a meeting's: the list as it stands is a version."""
    held = _list(performed)
    held.version += 1
    held.confirmed_on = held.confirmed_on or performed.act.on
    held.first_principal = ""
    held.save(update_fields=["version", "confirmed_on", "first_principal"])
    ListVersion.objects.create(
        problem_list=held,
        version=held.version,
        text=performed.values["list_text"],
        rows=rows_of(items_of(held)),
        confirmed_on=performed.act.on,
        made_by=performed.act.seq,
    )
