"""What may be entered when (登记簿的步骤): the states of a clue and the steps between them. Pure.

``registered → transferred → received → answered → closed``; a clue from the answer of a case begins as
``to_register``. The part of the bureau ends with letter, receipt and result slip (移送、回执、结果反馈); what the
receiving organ investigates or decides is not held here. A correction is an entry of its own after the one it corrects.
"""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.apps.clues.fields import ENDED_HERE, LETTER, RECEIPT, REGISTRATION, REMARK, RESULT, RETURN, WHY, Asked
from qingtian.language import Text

STATES: dict[str, Text] = {
    "to_register": Text("待登记", "To be registered"),
    "registered": Text("已登记，未移送", "Registered, not transferred"),
    "transferred": Text("已移送，等回执", "Transferred, no receipt yet"),
    "received": Text("已回执，等结果", "Received, no result yet"),
    "returned": Text("退回补充", "Sent back for more"),
    "answered": Text("有结果，未办结", "Result given, not closed"),
    "closed": Text("办结", "Closed"),
    "ended_here": Text("不移送，办结", "Ended without transfer"),
}
ENDED = ("closed", "ended_here")
OPEN = tuple(state for state in STATES if state not in ENDED)
BEFORE_TRANSFER = ("to_register", "registered", "returned")
REGISTERED = tuple(state for state in STATES if state != "to_register")


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of entry. ``to`` None leaves the state as it is; ``corrects`` names the step whose words it replaces."""

    name: str
    title: Text
    from_: tuple[str, ...]
    to: str | None
    fields: tuple[Asked, ...]
    corrects: str = ""


def _correction(name: str, of: str, title: Text, from_: tuple[str, ...], fields: tuple[Asked, ...]) -> Step:
    """All of an earlier entry said again, and why; the earlier one stays to be read."""
    return Step(name, title, from_, None, (*fields, WHY), corrects=of)


_ALL = (
    Step("register", Text("登记线索", "Register the clue"), ("to_register",), "registered", REGISTRATION),
    Step("transfer", Text("移送", "Transfer"), ("registered", "returned"), "transferred", LETTER),
    Step("receipt", Text("收到回执", "Receipt came"), ("transferred",), "received", RECEIPT),
    Step("return", Text("退回补充", "Sent back for more"), ("transferred", "received"), "returned", RETURN),
    Step("result", Text("收到结果反馈", "Result slip came"), ("transferred", "received"), "answered", RESULT),
    Step("end_here", Text("不移送，办结", "End without transfer"), BEFORE_TRANSFER, "ended_here", ENDED_HERE),
    Step("close", Text("办结", "Close"), ("answered",), "closed", ()),
    _correction(
        "correct_registration",
        "register",
        Text("更正登记内容", "Correct the registration"),
        REGISTERED,
        REGISTRATION,
    ),
    _correction(
        "correct_letter",
        "transfer",
        Text("更正移送函", "Correct the letter"),
        ("transferred", "received", "answered", "closed"),
        LETTER,
    ),
    _correction(
        "correct_result",
        "result",
        Text("更正结果反馈", "Correct the result"),
        ("answered", "closed"),
        RESULT,
    ),
    Step("remark", Text("补记", "Add a remark"), tuple(STATES), None, REMARK),
)
STEPS: dict[str, Step] = {step.name: step for step in _ALL}


def said_by(step: str) -> tuple[str, ...]:
    """The step and its corrections: the last entry of any of them holds."""
    return step, *(name for name, one in STEPS.items() if one.corrects == step)


def possible(state: str) -> tuple[Step, ...]:
    """The steps that may follow in this state."""
    return tuple(step for step in STEPS.values() if state in step.from_)
