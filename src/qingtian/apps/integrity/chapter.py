"""What this chapter (数据真实性) adds to the kernel, a ``Chapter`` a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.integrity.actions.raise_findings import keep
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards.integrity import CLUES

#: what a finding that stands becomes
CLUE = "penalty_case"


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The clues that name this finding, asked where one is recorded."""
    return {CLUES: clues_of(proceeding)} if projection.state == "stands" else {}


def clues_of(matter: Proceeding) -> frozenset[str]:
    """Numbers of the penalty cases that say they come from this finding."""
    linked = matter.links_out.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True, target__procedure=CLUE)
    told = Proceeding.objects.filter(procedure=CLUE, projection__facts__about__number=matter.number)
    return frozenset(linked.values_list("target__number", flat=True)) | frozenset(told.values_list("number", flat=True))


CHAPTERS: tuple[Chapter, ...] = (Chapter(procedure="integrity_finding", world=world, effects={"raise": keep}),)
