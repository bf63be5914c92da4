"""What the law still demands of a case (还要做什么): every step of the ordinary procedure with its article and its day.

A report from the trail and the guards' own rules; it decides nothing. What is not owed is said to be not owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingtian.enforcement.hearing import doubt
from qingtian.language import Text
from qingtian.procedures import Procedure, Projection
from qingtian.procedures.guards.penalty_decisions import (
    DEFENCE,
    discussion_owed,
    last_done,
    only_at_the_border,
    owes_hearing,
    review_owed,
    threshold_of,
)
from qingtian.procedures.guards.registry import GuardContext
from qingtian.procedures.model import Basis, Transition
from qingtian.procedures.who import Actor

#: how a step stands: done, demanded next, open later, not owed
DONE, NEXT, LATER, NOT_OWED = "done", "next", "later", "not_owed"
#: the steps every decided case takes, in their order: the act that takes it, what it is called, the clock that ends it
STEPS: tuple[tuple[str, Text, str], ...] = (
    ("check_clue", Text("初步审查", "Preliminary check"), "penalty.filing"),
    ("file_case", Text("立案", "Filing"), "penalty.filing"),
    ("begin_investigation", Text("两名以上人员调查", "Investigation by two or more"), ""),
    ("add_evidence", Text("收集证据", "Evidence"), ""),
    ("report_investigation", Text("调查报告", "Report"), ""),
    ("review_case", Text("另一人审查", "Review by another person"), ""),
    ("notify", Text("事先告知", "Prior notice"), ""),
    ("serve_notice", Text("送达告知书", "Notice served"), ""),
    ("defence", Text("陈述申辩期满或者放弃", "Days for the defence over or waived"), DEFENCE),
    ("answer_defence", Text("复核陈述申辩", "Defence answered"), ""),
    ("hold_hearing", Text("听证", "Hearing"), ""),
    ("legal_review", Text("法制审核", "Legal review"), ""),
    ("discuss", Text("集体讨论", "Collective discussion"), ""),
    ("decide", Text("作出决定", "Decision"), "penalty.decision"),
    ("serve_decision", Text("送达决定书", "Decision served"), "penalty.service"),
    ("enter_spot_decision", Text("当场处罚备案", "Entry of the penalty on the spot"), ""),
    ("record_performance", Text("履行", "Performance"), "penalty.payment"),
    ("close_case", Text("结案", "Closing"), ""),
)
#: states before a step is done, whatever was done before the matter went back
BEFORE_REPORT = ("clue", "filed", "investigating", "suspended")
NOT_YET = {
    "report_investigation": BEFORE_REPORT,
    "review_case": (*BEFORE_REPORT, "reported"),
    "notify": (*BEFORE_REPORT, "reported", "reviewed"),
}
#: steps that count only after the latest notice
AFTER_NOTICE = frozenset({"serve_notice", "answer_defence", "hold_hearing", "legal_review", "discuss", "decide"})
SIMPLIFIED = frozenset({"enter_spot_decision", "record_performance", "close_case"})


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how it stands, the day it was done or is due, and the articles behind it."""

    act: str
    title: Text
    status: str
    basis: tuple[Basis, ...]
    on: str = ""
    due: str = ""
    note: Text | None = None


def road(procedure: Procedure, projection: Projection, world: Mapping[str, Any], actor: Actor, on: date) -> list[Step]:
    """The steps in order; the first that is owed and not done is demanded next. Nothing for a case that ended early."""
    if projection.ended_on and not projection.has_done("close_case"):
        return []
    decide = procedure.named("decide")
    assert decide is not None
    context = GuardContext(projection, decide, {}, on, actor, world)
    simplified = projection.facts.get("procedure_kind") == "simplified"
    steps = [_step(procedure, context, *one) for one in STEPS if _taken(one[0], simplified)]
    first = next((place for place, one in enumerate(steps) if one.status == LATER), None)
    if first is not None:
        one = steps[first]
        steps[first] = Step(one.act, one.title, NEXT, one.basis, one.on, one.due, one.note)
    return steps


def _taken(act: str, simplified: bool) -> bool:
    """Whether the step lies on the road of this case at all."""
    return act in SIMPLIFIED if simplified else act != "enter_spot_decision"


def _step(procedure: Procedure, context: GuardContext, act: str, title: Text, clock: str) -> Step:
    basis = tuple(_transition(procedure, act).basis)
    if act == "defence":
        return _defence(context, title, basis)
    owed, note = _owed(context, act)
    done = _done(context, act)
    status = DONE if done else LATER if owed else NOT_OWED
    return Step(act, title, status, basis, done, "" if done else _due(context, clock), None if done else note)


def _transition(procedure: Procedure, act: str) -> Transition:
    found = procedure.named("record_defence" if act == "defence" else act)
    assert found is not None, act
    return found


def _done(context: GuardContext, act: str) -> str:
    """The day it was last done, where that still counts."""
    projection = context.projection
    marks = projection.done.get(act, ())
    behind = NOT_YET["notify" if act in AFTER_NOTICE else act] if act in NOT_YET or act in AFTER_NOTICE else ()
    since = last_done(context, ("notify",)) if act in AFTER_NOTICE else 0
    return str(marks[-1]["on"]) if marks and marks[-1]["seq"] > since and projection.state not in behind else ""


def _due(context: GuardContext, key: str) -> str:
    clock = context.projection.clocks.get(key)
    return clock.due if clock and clock.status == "running" else ""


def _defence(context: GuardContext, title: Text, basis: tuple[Basis, ...]) -> Step:
    clock = context.projection.clocks.get(DEFENCE)
    fresh = clock is not None and clock.opened_by > last_done(context, ("notify",))
    if clock is None or not fresh:
        return Step("defence", title, LATER, basis)
    over = context.on > date.fromisoformat(clock.due) or context.projection.facts.get("defence_waived") == "yes"
    return Step("defence", title, DONE if over else LATER, basis, clock.due if over else "", "" if over else clock.due)


def _owed(context: GuardContext, act: str) -> tuple[bool, Text | None]:
    facts = context.projection.facts
    if act == "answer_defence":
        return facts.get("defence") == "made", None
    if act == "hold_hearing":
        return _hearing(context)
    if act == "legal_review":
        return review_owed(context), None
    if act == "discuss":
        return discussion_owed(context), None
    return True, None


def _hearing(context: GuardContext) -> tuple[bool, Text | None]:
    """Owed once the party asked; before that only said where the right was or must be told."""
    note = doubt(threshold_of(context)) if only_at_the_border(context) else None
    asked = context.projection.facts.get("hearing") in ("asked", "called")
    if note is None and owes_hearing(context) and not asked:
        note = Text("当事人有权要求；没有要求的不举行。", "The party may ask for it; it is held where asked for.")
    return asked, note
