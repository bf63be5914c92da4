"""What the grid (网格化监管) adds to the kernel, a ``Chapter`` a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.grid.actions.grade_hazard import grade_hazard, ungrade_hazard
from qingtian.apps.grid.actions.link_result import link_result, unlink_result
from qingtian.apps.grid.actions.note_event import note_event, note_report, unreport
from qingtian.apps.grid.actions.note_hazard import note_hazard
from qingtian.apps.grid.limits import assigned_by, longest_by_grade
from qingtian.apps.grid.models import GridEvent, GridObject
from qingtian.apps.places.models import GridCell
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards.grid import IS_LEAF, RESULTS, TIME_OVER
from qingtian.procedures.guards.hazards import IS_OBJECT, LONGEST
from qingtian.procedures.model import START


def world_of_event(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    if projection.state == START:
        return {IS_LEAF: lambda code: GridCell.objects.leaves(on).filter(code=code).exists()}
    found: dict[str, Any] = {RESULTS: proceeding.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by=None).count()}
    if projection.state in ("reported", "verified"):
        event = GridEvent.objects.get(proceeding=proceeding)
        limit = assigned_by(event, projection)
        found[TIME_OVER] = limit.isoformat(timespec="minutes") if limit else None
    return found


def world_of_hazard(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Known objects before it is opened, the longest deadlines before it is graded."""
    if projection.state == START:
        return {IS_OBJECT: lambda code: GridObject.objects.filter(code=code).exists()}
    if projection.state == "registered":
        return {LONGEST: longest_by_grade(on)}
    return {}


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        procedure="grid_event",
        world=world_of_event,
        effects={"find": note_event, "report": note_report, "link_result": link_result},
        undo={"report": unreport, "link_result": unlink_result},
    ),
    Chapter(
        procedure="hidden_hazard",
        world=world_of_hazard,
        effects={"register": note_hazard, "grade": grade_hazard},
        undo={"grade": ungrade_hazard},
    ),
)
