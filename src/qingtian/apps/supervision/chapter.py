"""What the steps add to the kernel: ties to the matter they are about, borders of a suspension, the gate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter, cleared
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.supervision.actions.draft import tie
from qingtian.apps.supervision.air_review import offers
from qingtian.apps.supervision.steps import STEPS
from qingtian.law import load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards.suspension import MONTHS


def _gate(proceeding: Proceeding) -> dict[str, Any]:
    passed = cleared(proceeding)
    return {"cleared": passed.text if passed else None}


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """What was cleared for the public about this step."""
    return {} if projection.state in ("start", "drafted", "proposed") else _gate(proceeding)


def suspension_world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The same, and the months a suspension may last (限批办法)."""
    law = load_law()
    longest = law.limit("supervision.regional_suspension_longest", on=on)
    months = {
        "shortest": law.limit("supervision.regional_suspension_shortest", on=on).value,
        "longest": longest.value,
        "extension": longest.extension.up_to if longest.extension else 0,
    }
    return {MONTHS: months, **world(proceeding, projection, on)}


CHAPTERS_OF_THE_LADDER = tuple(
    Chapter(
        procedure=step,
        world=suspension_world if step == "regional_suspension" else world,
        effects={"draft": tie},
        offers=offers if step == "reminder_letter" else None,
    )
    for step in STEPS
)
