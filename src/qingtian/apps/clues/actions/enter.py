"""Enter a step of a clue (登记): registration, transfer, receipt, result, close. Nothing entered is changed later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.views.decorators.debug import sensitive_variables

from qingtian.apps.clues.actions.checking import checked
from qingtian.apps.clues.actions.doer import doer_of
from qingtian.apps.clues.chain import append, entries, one_at_a_time
from qingtian.apps.clues.policy import may_keep
from qingtian.apps.clues.register import Clue, folded
from qingtian.apps.clues.steps import STATES, STEPS, Step
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.procedures.who import Actor

PREFIX = "XS"


@sensitive_variables()
def enter(step: str, number: str, *, by: Actor, now: datetime, fields: Mapping[str, str], seen: int) -> Clue:
    """Enter ``step`` of the clue ``number``. ``seen`` is how many entries of it the keeper saw.

    Raises ``clues.not_yours``, ``clues.unknown``, ``clues.meanwhile``, ``clues.not_now`` and what
    :func:`checked` raises.
    """
    _refuse_others(by)
    with one_at_a_time():
        clue = one(number)
        if len(clue.entries) != seen:
            raise Refused(
                "clues.meanwhile",
                Text("这条线索刚才又有了新记录。", "Somebody entered something about this clue meanwhile."),
                where=number,
                remedy=Text("看过新记录再填。", "Read it, then enter yours."),
            )
        declared = _declared(step, clue)
        values = checked(declared, fields, clue, today=now.date())
        append(_content(declared, number, values, by, now), now=now)
    return one(number)


@sensitive_variables()
def register_new(*, by: Actor, now: datetime, fields: Mapping[str, str]) -> Clue:
    """Register a clue that did not come from the answer of a case. Raises ``clues.not_yours`` and what
    :func:`checked` raises."""
    _refuse_others(by)
    declared = STEPS["register"]
    values = checked(declared, fields, None, today=now.date())
    with one_at_a_time():
        number = next_number(now.date())
        append(_content(declared, number, values, by, now), now=now)
    return one(number)


def one(number: str) -> Clue:
    """The clue of that number. Raises ``clues.unknown``."""
    for clue in folded(entries()):
        if clue.number == number:
            return clue
    raise Refused("clues.unknown", Text("没有这条线索。", "There is no such clue."), where=number)


def next_number(today: date) -> str:
    """The next number of the year, such as XS-2026-000001."""
    taken = sum(clue.number.startswith(f"{PREFIX}-{today.year}-") for clue in folded(entries()))
    return f"{PREFIX}-{today.year}-{taken + 1:06d}"


def _content(step: Step, number: str, values: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, Any]:
    return {
        "step": step.name,
        "clue": number,
        "day": now.date().isoformat(),
        "fields": dict(values),
        "by": doer_of(by),
    }


def _refuse_others(by: Actor) -> None:
    if not may_keep(by):
        raise Refused(
            "clues.not_yours",
            Text("登记簿由线索专管员管。", "The register is kept by the keeper of clues."),
            remedy=Text("请告诉专管员。", "Tell the keeper."),
        )


def _declared(step: str, clue: Clue) -> Step:
    found = STEPS.get(step)
    if found and clue.state in found.from_:
        return found
    raise Refused(
        "clues.not_now",
        Text("这条线索“{s}”，现在不能这样登记。", "This clue is “{s}”; that cannot be entered now.").format(
            s=STATES[clue.state]
        ),
        where=clue.number,
        remedy=Text("没有结果的不能办结；登记过的不能删。", "None is closed without an outcome, none is deleted."),
    )
