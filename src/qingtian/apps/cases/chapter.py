"""What five-ones cases add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.cases.actions.contract import contract, hand_over, undo_contract
from qingtian.apps.cases.actions.draw_look_backs import (
    check_list,
    forget_drawn,
    forget_looker,
    forget_result,
    note_looker,
    note_result,
    write_drawn,
)
from qingtian.apps.cases.actions.erase import erase
from qingtian.apps.cases.actions.identify import write_case
from qingtian.apps.cases.actions.plan import extend, renew_after_relapse, revise, set_plan, undo_plan
from qingtian.apps.cases.models import DrawnCase
from qingtian.apps.proceedings.chapters import Chapter, Effect, Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards.look_backs import NOT_LOOKED_AT

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


def _both(first: Effect, second: Effect) -> Effect:
    def done(performed: Performed) -> None:
        first(performed)
        second(performed)

    return done


def draw_world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The drawn cases nobody has looked at yet."""
    if projection.state != "drawn":
        return {}
    left = DrawnCase.objects.filter(draw=proceeding, looked_by=None).order_by("case__number")
    return {NOT_LOOKED_AT: list(left.values_list("case__number", flat=True))}


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
        "assign_look_back": note_looker,
        "look_back": _both(renew_after_relapse, note_result),
        "reopen": _both(renew_after_relapse, note_result),
    },
    undo={
        "contract": undo_contract,
        "carry_contract": undo_contract,
        "hand_over": undo_contract,
        "plan": undo_plan,
        "replan": undo_plan,
        "extend": undo_plan,
        "assign_look_back": forget_looker,
        "look_back": _both(undo_plan, forget_result),
        "reopen": _both(undo_plan, forget_result),
    },
    erase=erase,
)
DRAW = Chapter(
    procedure="look_back_draw",
    world=draw_world,
    effects={"commit_draw": check_list, "draw_cases": write_drawn},
    undo={"draw_cases": forget_drawn},
)
