"""What the quarterly consultation adds to the kernel: served letters, offered figures, its row, its tasks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.air_consultations.actions.write import follow, keep_task, set_task, write_consultation
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.air_consultations.pack.effect import line, verdict
from qingtian.apps.air_consultations.pack.events import letters_of
from qingtian.apps.air_consultations.queries import later_of
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards.air_consultations import LETTERS
from qingtian.procedures.guards.supervision import end_of_next_quarter
from qingtian.standards.periods import quarter_of

#: states of a letter that was served
SERVED = ("delivered", "replied", "verified", "lifted")


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The letters it gave rise to that were served, once there is a conclusion."""
    if projection.state != "concluded":
        return {LETTERS: []}
    return {LETTERS: [one.number for one in letters_of(proceeding) if one.state in SERVED]}


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """The end of the next quarter for the conclusion; for the review the figures of that quarter's own pack."""
    if act == "conclude":
        last = proceeding.acts.order_by("-seq").values_list("on", flat=True).first()
        return {"next_quarter_ends": end_of_next_quarter(last).isoformat()} if last else {}
    if act != "review_effect":
        return {}
    consultation = AirConsultation.objects.get(proceeding=proceeding)
    own = consultation.packs.order_by("-version").first()
    ends = date.fromisoformat(str(proceeding.projection["facts"]["next_quarter_ends"]))
    later = [one for one in later_of(consultation) if one.quarter <= quarter_of(ends).id]
    packs = [pack for one in later if (pack := one.packs.order_by("-version").first())]
    if own is None or not packs:
        return {}
    before, after = json.loads(own.data), json.loads(packs[-1].data)
    return {"figures": f"{line(before).zh}\n{line(after).zh}", "effect": verdict(after)}


FOLLOWED = ("conclude", "review_effect", "withdraw")
CHAPTER = Chapter(
    procedure="air_consultation",
    world=world,
    effects={"convene": write_consultation, "set_task": set_task, **dict.fromkeys(FOLLOWED, follow)},
    undo={"set_task": keep_task, **dict.fromkeys(FOLLOWED, follow)},
    offers=offers,
)
