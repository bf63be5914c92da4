"""The steps a petition waits for, by its state, and which of them may be done for several at once."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Step:
    """Matters that wait for the same thing. ``together``: the act that may be performed on several at once."""

    code: str
    states: tuple[str, ...]
    title: Text
    together: tuple[str, ...] = ()


STEPS: tuple[Step, ...] = (
    Step("register", ("received",), Text("待登记", "To register"), ("register",)),
    Step("sort", ("registered",), Text("待分类", "To sort"), ("sort",)),
    Step("forward", ("duty", "proper"), Text("待转送交办", "To forward or assign"), ("forward",)),
    Step("accept", ("assigned",), Text("待受理", "To accept"), ("accept",)),
    Step("investigate", ("accepted",), Text("调查中", "Under investigation")),
    Step("reply", ("concluded",), Text("待答复", "To answer")),
    Step("again", ("second_look",), Text("待再办", "To be looked at again")),
    Step("suggestion", ("suggestion", "accusation"), Text("建议、检举控告", "Suggestions, accusations")),
    Step("review", ("reviewing", "re_reviewing"), Text("复查、复核", "Review, re-review")),
)
BY_CODE = {step.code: step for step in STEPS}
#: acts that several matters may share, each with the fields that still differ from one to the next
TOGETHER: dict[str, tuple[str, ...]] = {
    "register": ("area", "subject", "kinds", "urgent"),
    "sort": (),
    "forward": (),
    "accept": (),
}
