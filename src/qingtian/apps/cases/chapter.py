"""What five-ones cases add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.cases.actions.contract import contract, hand_over, undo_contract
from qingtian.apps.cases.actions.erase import erase
from qingtian.apps.cases.actions.identify import write_case
from qingtian.apps.cases.actions.plan import extend, renew_after_relapse, revise, set_plan, undo_plan
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.procedures import Projection

#: states in which a linked petition still waits for its answer
UNANSWERED = ["received", "registered", "duty", "proper", "assigned", "accepted", "concluded", "second_look"]


def _raising(proceeding: Proceeding) -> list[int]:
    links = proceeding.links_in.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    return list(links.values_list("source", flat=True))


def _same_problem(proceeding: Proceeding, raising: list[int]) -> list[str]:
    """Other open cases that one of this case's petitions also gave rise to."""
    links = Link.objects.filter(source__in=raising, kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True)
    others = links.exclude(target=proceeding).filter(target__ended_on__isnull=True)
    return sorted(set(others.values_list("target__number", flat=True)))


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards of the case procedure ask for."""
    if projection.state in ("identified", "accepted"):
        raising = _raising(proceeding)
        waiting = Proceeding.objects.filter(pk__in=raising, state__in=UNANSWERED)
        return {
            "same_problem": _same_problem(proceeding, raising),
            "open_petitions": list(waiting.order_by("number").values_list("number", flat=True)),
        }
    return {}


CHAPTER = Chapter(
    procedure="five_ones_case",
    world=world,
    effects={
        "identify": write_case,
        "contract": contract,
        "carry_contract": contract,
        "hand_over": hand_over,
        "plan": set_plan,
        "replan": revise,
        "extend": extend,
        "look_back": renew_after_relapse,
        "reopen": renew_after_relapse,
    },
    undo={
        "contract": undo_contract,
        "carry_contract": undo_contract,
        "hand_over": undo_contract,
        "plan": undo_plan,
        "replan": undo_plan,
        "extend": undo_plan,
        "look_back": undo_plan,
        "reopen": undo_plan,
    },
    erase=erase,
)
