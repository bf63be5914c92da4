"""Enter an item of oversight (立项), and follow its meeting."""

from __future__ import annotations

from datetime import date

from qingtian.apps.oversight.models import OversightItem
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.chapters import Performed

LONGEST_DUTY = 200


def enter_item(performed: Performed) -> None:
    """The effect of every opening act."""
    values, after = performed.values, performed.after
    organs = {name: Organ.objects.get(code=after.organ(name)) for name in ("congress", "government", "department")}
    OversightItem.objects.create(
        proceeding=performed.proceeding,
        year=values["year"],
        area=Area.objects.get(code=values["area"]["chain"][-1]),
        duty=str(values["duty"])[:LONGEST_DUTY],
        meeting_on=_meeting(performed),
        **organs,
    )


def follow_meeting(performed: Performed) -> None:
    """The meeting as it stands after the act, or after the act that voided it."""
    OversightItem.objects.filter(proceeding=performed.proceeding).update(meeting_on=_meeting(performed))


def _meeting(performed: Performed) -> date | None:
    told = performed.after.facts.get("meeting_on")
    return date.fromisoformat(told) if told else None
