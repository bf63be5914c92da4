"""What source monitors (污染源自动监控) add to the kernel, a ``Chapter`` a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.monitors.actions.issue_notice import issue_notice
from qingtian.apps.monitors.command_chapter import FIELD_COMMAND
from qingtian.apps.monitors.models import MonitorNotice, OperationMark, Outlet
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards.monitors import CAME_FROM, MARKED, UNIT_OF
from qingtian.procedures.model import START

#: what a notice may become
BECOMES = ("penalty_case", "inspection_visit")


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    if projection.state == START:
        return {UNIT_OF: unit_of}
    if projection.state in ("answered", "unanswered"):
        return {MARKED: declared_marks(proceeding)}
    if projection.state == "stands":
        return {CAME_FROM: came_from(proceeding)}
    return {}


def unit_of(number: str) -> str | None:
    """The number of the unit an outlet belongs to."""
    return Outlet.objects.filter(number=number).values_list("party__number", flat=True).first()


def declared_marks(matter: Proceeding) -> frozenset[str]:
    """Kinds of marks the unit declared, and did not take back, that touch the hours of the notice."""
    notice = MonitorNotice.objects.get(proceeding=matter)
    marks = OperationMark.objects.filter(
        outlet=notice.outlet_id, withdrawn_at=None, begins_at__lt=notice.ends_at, ends_at__gt=notice.begins_at
    )
    if notice.factor:
        marks = marks.filter(factor__in=("", notice.factor))
    return frozenset(marks.values_list("kind", flat=True))


def came_from(matter: Proceeding) -> frozenset[str]:
    """Numbers of the cases and visits that say they come from this notice."""
    linked = matter.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    said = Proceeding.objects.filter(procedure__in=BECOMES, party=matter.party).exclude(party="")
    told = said.filter(projection__facts__about__number=matter.number)
    return frozenset(linked.values_list("target__number", flat=True)) | frozenset(told.values_list("number", flat=True))


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(procedure="monitor_notice", world=world, effects={"issue": issue_notice}),
    FIELD_COMMAND,
)
