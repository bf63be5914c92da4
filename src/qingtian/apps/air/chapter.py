"""What the air adds to the kernel: review of doubtful hours, and dust deduction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.air.actions.deduct_dust import note_answer, report
from qingtian.apps.air.actions.erase import erase
from qingtian.apps.air.actions.review_hours import confirm, confirm_undo, propose
from qingtian.apps.places.models import Station
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.model import START


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The stations by their level, for the act that opens a matter."""
    if projection.state != START:
        return {}
    return {"stations": dict(Station.objects.values_list("code", "level"))}


REVIEW = Chapter(
    procedure="air_review",
    world=world,
    effects={"propose": propose, "confirm": confirm, "confirm_undo": confirm_undo},
    erase=erase,
)
DUST = Chapter(
    procedure="dust_deduction",
    world=world,
    effects={"report_dust": report, "note_answer": note_answer},
    erase=erase,
)
