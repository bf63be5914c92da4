"""Enter an item of oversight (立项), and follow its meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.oversight.models import OversightItem
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.chapters import Performed
from qingtian.language import Text

LONGEST_DUTY = 200
NONE_FOUND = "未找到职责"


def enter_item(performed: Performed) -> None:
    """The effect of every opening act."""
    values, after = performed.values, performed.after
    organs = {name: Organ.objects.get(code=after.organ(name)) for name in ("congress", "government", "department")}
    OversightItem.objects.create(
        proceeding=performed.proceeding,
        year=values["year"],
        area=Area.objects.get(code=values["area"]["chain"][-1]),
        duty=_duty(values["duty"]),
        meeting_on=_meeting(performed),
        **organs,
    )


def follow_meeting(performed: Performed) -> None:
    """The meeting as it stands after the act, or after the act that voided it."""
    OversightItem.objects.filter(proceeding=performed.proceeding).update(meeting_on=_meeting(performed))


def _duty(told: Mapping[str, Any]) -> str:
    """The line of the duty list as it read that day; why none was found stays with the act."""
    return NONE_FOUND if told.get("none") else Text.of(told["name"]).zh[:LONGEST_DUTY]


def _meeting(performed: Performed) -> date | None:
    told = performed.after.facts.get("meeting_on")
    return date.fromisoformat(told) if told else None
