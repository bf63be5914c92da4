"""What targeting (靶向监管) adds to the kernel: plans of visits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.actions import plan
from qingtian.apps.targeting.actions.rank import last_ranking
from qingtian.apps.targeting.choosing import Choosing, random_share
from qingtian.apps.targeting.models import PlannedVisit
from qingtian.procedures import Projection
from qingtian.procedures.guards import visit_plans as asked


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    if projection.state == "proposed":
        choosing = Choosing(proceeding, on)
        return {
            asked.BARRED: choosing.barred,
            asked.DRAWN: choosing.drawn,
            asked.FIRST: choosing.first,
            asked.SHARE: random_share(on),
        }
    if projection.state in ("approved", "running"):
        return {asked.UNITS: {row.party: row.state for row in PlannedVisit.objects.filter(proceeding=proceeding)}}
    return {}


def offers(matter: Proceeding, act: str) -> Mapping[str, Any]:
    """The list as ranking and draw have it today."""
    if act != "draw_up" or matter.state != "proposed" or matter.last_on is None:
        return {}
    latest = last_ranking(date.max)
    return Choosing(matter, max(matter.last_on, latest.on) if latest else matter.last_on).offered()


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        procedure="visit_plan",
        world=world,
        effects={
            "draw_up": plan.draw_up,
            "send_back": plan.take_apart,
            "note_visit": plan.note_visit,
            "note_result": plan.note_result,
            "leave_out": plan.leave_out,
        },
        undo={
            "draw_up": plan.take_apart,
            "note_visit": plan.forget_visit,
            "note_result": plan.forget_result,
            "leave_out": plan.take_in_again,
        },
        offers=offers,
    ),
)
