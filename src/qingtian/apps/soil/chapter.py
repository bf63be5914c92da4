"""What soil adds to the kernel: measures, which are their acts alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.soil.models import SoilPoint
from qingtian.apps.soil.queries import judged_points
from qingtian.procedures import Projection
from qingtian.procedures.guards.soil import POINTS
from qingtian.procedures.model import START
from qingtian.standards.soil import land_uses


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Every point with the kind of its land and its class, for the act that opens a measure; else nothing."""
    if projection.state != START:
        return {POINTS: {}}
    judged = judged_points(SoilPoint.objects.select_related("area"))
    return {POINTS: {one.point.code: {"kind": land_uses()[_use(one)].kind, "risk": one.risk} for one in judged}}


def _use(one: Any) -> str:
    """The use on the day of the samples the class rests on; of a point never sampled, today's."""
    return str(one.samples[0].sample.land_use if one.samples else one.point.land_use)


CHAPTERS: tuple[Chapter, ...] = (Chapter(procedure="soil_measure", world=world),)
