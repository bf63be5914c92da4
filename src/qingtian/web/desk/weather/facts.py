"""What a joint forecast is about: its days, the forecast itself, who entered whose answer, whom it was issued to."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.web.design.shapes import Fact, Words

#: states in which an agreement that stands in the facts was to an earlier draft: a revision asks anew
BEFORE_ANSWER = ("drafted", "awaiting", "withdrawn")
ANSWERS = {
    "agreed": Text("同意", "agreed"),
    "changes": Text("改后再定", "changes wanted"),
    "disagreed": Text("不同意", "disagreed"),
}
ENTERED = Text("{by}代“{whom}”录入", "entered by {by} for “{whom}”")
ON = Text("{answer}，{day}", "{answer}, {day}")


def answer_stands(state: str, facts: dict[str, object]) -> bool:
    """Whether their answer is about the present draft."""
    about_it = state not in BEFORE_ANSWER or facts.get("answer") in ("changes", "disagreed")
    return about_it and "confirmed_for" in facts


def forecast_facts(projection: Projection) -> list[Fact]:
    """Facts of a joint forecast in the order an officer asks for them."""
    facts = dict(projection.facts)
    days = f"{facts['first_day']} – {facts['last_day']}"
    found = [
        Fact(Text("预报哪几天", "Days"), [Text(days, days)]),
        Fact(Text("预报意见", "Forecast"), [str(facts["text"])], str(facts["weather_basis"])),
    ]
    if answer_stands(projection.state, facts):
        found.append(
            Fact(Text("气象部门的意见", "The weather bureau's answer"), [_answer(facts)], _entered(projection, facts))
        )
    if organs := facts.get("issued_to"):
        found.append(Fact(Text("发给", "Issued to"), [Text.of(one["name"]) for one in organs]))
    return found


def _answer(facts: dict[str, object]) -> Words:
    return ON.format(answer=ANSWERS[str(facts["answer"])], day=facts["confirmed_on"])


def _entered(projection: Projection, facts: dict[str, object]) -> Text:
    """Entered by X for Y: the post that wrote it down, and whose words they are."""
    mark = projection.done["enter_confirmation"][-1]
    title = mark["by"].get("post_title")
    by = Text.of(title) if title else Text("我方", "our side")
    return ENTERED.format(by=by, whom=facts["confirmed_for"])
