"""Enter a hazard in the ledger (登记隐患), and link the earlier one it is a recurrence of."""

from __future__ import annotations

from datetime import date

from qingtian.apps.grid.limits import months_of_recurrence
from qingtian.apps.grid.models import GridObject, HiddenHazard
from qingtian.apps.proceedings.actions.link import link
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link
from qingtian.grid.hazards import recurs


def note_hazard(performed: Performed) -> None:
    """The effect of ``register``. The latest earlier one of the same kind at the same object within the window counts;
    what was found to be no hazard does not."""
    values = performed.values
    code, found_on = str(values["object"]).strip(), date.fromisoformat(values["found_on"])
    earlier = _earlier(code, values["kind"], found_on)
    place = GridObject.objects.filter(code=code).exclude(cell=None).first()
    HiddenHazard.objects.create(
        proceeding=performed.proceeding,
        object=code,
        kind=values["kind"],
        cell=place.cell if place else None,
        found_on=found_on,
        recurrence_of=earlier,
    )
    if earlier:
        link(performed.proceeding, earlier.proceeding, Link.Kind.RECURRENCE_OF, by_act=performed.act.seq)


def _earlier(code: str, kind: str, found_on: date) -> HiddenHazard | None:
    rows = HiddenHazard.objects.filter(object=code, kind=kind, found_on__lte=found_on)
    latest = rows.exclude(proceeding__state="not_a_hazard").select_related("proceeding").order_by("-found_on", "-pk")
    found = latest.first()
    return found if found and recurs(found.found_on, found_on, months_of_recurrence(found_on)) else None
