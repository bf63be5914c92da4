"""Follow what a matter says of its duty (职责对应): written after the act, made anew from the facts, erased with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.people.duty_lists import duty_named
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.responsibility.models import MatterDuty
from qingtian.procedures.duties import FACT


def follow_duty(performed: Performed) -> None:
    """The listener: an act that answers for the duty, or voids an answer, changes the row; no other act does."""
    before, after = performed.before.facts.get(FACT), performed.after.facts.get(FACT)
    if before != after:
        index_duty(performed.proceeding, after, performed.act.on)


def index_duty(proceeding: Proceeding, told: Any, on: date) -> None:
    """The row of a matter as its fact says; none where nothing was said, or was said before duties were listed."""
    duty = duty_named(str(told["duty"])) if isinstance(told, Mapping) and "duty" in told else None
    why = str(told.get("why", "")) if isinstance(told, Mapping) and told.get("none") else ""
    if duty is None and not why:
        MatterDuty.objects.filter(proceeding=proceeding).delete()
        return
    said = {"duty": duty, "why_none": "" if duty else why, "on": on}
    MatterDuty.objects.update_or_create(proceeding=proceeding, defaults=said)


def forget_duty(proceeding: Proceeding) -> None:
    """The reason is somebody's word about the matter: it goes with the matter's content."""
    MatterDuty.objects.filter(proceeding=proceeding, duty=None).delete()
