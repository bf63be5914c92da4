"""What may be entered when (登记簿的步骤): the states of a clue, the steps between them and what each asks. Pure.

``registered → transferred → received → answered → closed``; a clue from the answer of a case begins as
``to_register``. The part of the bureau ends with letter, receipt and result slip (移送、回执、结果反馈); what the
receiving organ investigates or decides is not held here.
"""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.language import Text

STATES: dict[str, Text] = {
    "to_register": Text("待登记", "To be registered"),
    "registered": Text("已登记，未移送", "Registered, not transferred"),
    "transferred": Text("已移送，等回执", "Transferred, no receipt yet"),
    "received": Text("已回执，等结果", "Received, no result yet"),
    "returned": Text("退回补充", "Sent back for more"),
    "answered": Text("有结果，未办结", "Result given, not closed"),
    "closed": Text("办结", "Closed"),
}
OPEN = tuple(state for state in STATES if state != "closed")
BEFORE_TRANSFER = ("to_register", "registered", "returned")


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of a step. ``kind``: text, long, date, post, circumstance, outcome (told by the receiving organ) or
    ended_here (an outcome without transfer)."""

    name: str
    kind: str
    title: Text
    required: bool = True
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of entry. ``to`` None leaves the state as it is."""

    name: str
    title: Text
    from_: tuple[str, ...]
    to: str | None
    fields: tuple[Asked, ...]


CONDUCT = Asked(
    "conduct_on",
    "date",
    Text("行为发生日", "Day of the conduct"),
    hint=Text(
        "按这一天的任职认定岗位和人，以后调动不影响。",
        "Post and person are those of this day; a later move changes nothing.",
    ),
)
STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step(
            "register",
            Text("登记线索", "Register the clue"),
            ("to_register",),
            "registered",
            (
                Asked("case", "text", Text("来源案件编号", "Number of the source case"), required=False),
                CONDUCT,
                Asked(
                    "post", "post", Text("当时的岗位（本系统内）", "Post at the time (in this system)"), required=False
                ),
                Asked(
                    "concerns",
                    "text",
                    Text("当时的单位、职务、姓名", "Organ, position and name at the time"),
                    required=False,
                    hint=Text("岗位不在本系统时填写。", "Where the post is not in this system."),
                ),
                Asked("circumstance", "circumstance", Text("追责情形", "Circumstance")),
                Asked("facts", "long", Text("事实", "Facts"), hint=Text("不写举报人。", "Never the complainant.")),
                Asked("evidence", "long", Text("证据目录", "List of evidence"), required=False),
                Asked("proposal", "long", Text("建议", "Proposed handling"), required=False),
            ),
        ),
        Step(
            "transfer",
            Text("移送", "Transfer"),
            ("registered", "returned"),
            "transferred",
            (
                Asked("letter", "text", Text("移送函文号", "Number of the letter")),
                Asked("on", "date", Text("移送日期", "Day of the transfer")),
                Asked(
                    "organ",
                    "text",
                    Text("受移送机关（纪检监察、组织人事等）", "Receiving organ (discipline, personnel …)"),
                ),
            ),
        ),
        Step(
            "receipt",
            Text("收到回执", "Receipt came"),
            ("transferred",),
            "received",
            (
                Asked("on", "date", Text("回执日期", "Day of the receipt")),
                Asked("number", "text", Text("回执文号", "Number of the receipt"), required=False),
            ),
        ),
        Step(
            "return",
            Text("退回补充", "Sent back for more"),
            ("transferred", "received"),
            "returned",
            (
                Asked("on", "date", Text("退回日期", "Day it was sent back")),
                Asked("reason", "long", Text("退回理由", "Why")),
            ),
        ),
        Step(
            "result",
            Text("收到结果反馈", "Result slip came"),
            ("transferred", "received"),
            "answered",
            (
                Asked("on", "date", Text("反馈日期", "Day of the slip")),
                Asked("outcome", "outcome", Text("结果", "Outcome")),
                Asked("form", "text", Text("反馈单写明的处理形式", "Form, as the slip states it")),
                Asked("basis", "text", Text("反馈单写明的依据", "Basis, as the slip states it")),
            ),
        ),
        Step(
            "end_here",
            Text("不移送，办结", "End without transfer"),
            BEFORE_TRANSFER,
            "closed",
            (
                Asked("outcome", "ended_here", Text("结果", "Outcome")),
                Asked("reason", "long", Text("理由", "Reason")),
            ),
        ),
        Step("close", Text("办结", "Close"), ("answered",), "closed", ()),
        Step(
            "remark",
            Text("更正、补记", "Correct or add"),
            tuple(STATES),
            None,
            (
                Asked(
                    "words",
                    "long",
                    Text("更正或者补记的内容（原记录不改）", "Correction or addition; nothing entered changes"),
                ),
            ),
        ),
    )
}


def possible(state: str) -> tuple[Step, ...]:
    """The steps that may follow in this state."""
    return tuple(step for step in STEPS.values() if state in step.from_)
