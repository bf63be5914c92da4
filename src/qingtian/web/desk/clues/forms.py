"""The form of a step: what the register asks, as fields; and what stands in an entry, as facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qingtian.apps.clues.fields import Asked
from qingtian.apps.clues.outcomes import outcomes
from qingtian.apps.clues.steps import STEPS, Step
from qingtian.apps.people.models import Post
from qingtian.apps.responsibility.circumstances import circumstances
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView, Kind
from qingtian.web.design.shapes import Words

KINDS: Mapping[str, Kind] = {"text": "text", "long": "textarea", "date": "date"}
CHOOSE = Choice("", Text("请选择", "Please choose"))
ANSWERS = {"none": Text("没有发现", "None found"), "suspected": Text("有线索", "Suspected")}
OF_THE_ANSWER = {
    "case": Text("案件", "Case"),
    "act": Text("第几个动作", "Act"),
    "answer": Text("有没有发现失职失责", "Was a dereliction found"),
    "reason": Text("理由", "Reason"),
}
VOIDED = Text("案件里的这次回答已更正", "This answer in the case was corrected")
VACANT = Text("当天无人在任", "vacant that day")


def fields_of(step: Step, values: Mapping[str, str], faults: Mapping[str, Text], today: str) -> list[FieldView]:
    """The step's questions with what was typed and what is wrong with it."""
    return [_field(asked, values.get(asked.name, ""), faults.get(asked.name, ""), today) for asked in step.fields]


def _field(asked: Asked, value: str, error: Words, today: str) -> FieldView:
    choices = _choices(asked.kind)
    return FieldView(
        asked.name,
        asked.title,
        "select" if choices else KINDS[asked.kind],
        hint=asked.hint or "",
        value=value,
        error=error,
        required=asked.required,
        choices=choices,
        width="date" if asked.kind == "date" else "full",
        maximum=today if asked.kind == "date" else "",
    )


def _choices(kind: str) -> list[Choice]:
    if kind == "post":
        posts = Post.objects.select_related("organ").order_by("organ__path", "-rank", "code")
        named = ((p, Text(f"{p.organ.name_zh} {p.title_zh}", f"{p.title_en}, {p.organ.name_en}")) for p in posts)
        return [CHOOSE, *(Choice(post.code, words) for post, words in named)]
    if kind == "circumstance":
        held = circumstances().by_code.values()
        return [CHOOSE, *(Choice(c.code, Text(f"{c.code} {c.words.zh}", f"{c.code} {c.words.en}")) for c in held)]
    if kind in ("outcome", "ended_here"):
        told = (o for o in outcomes().values() if o.transferred == (kind == "outcome"))
        return [CHOOSE, *(Choice(outcome.code, outcome.words) for outcome in told)]
    return []


def said(content: Mapping[str, Any]) -> list[tuple[Text, Words]]:
    """What an entry says, a line a field, in the order it was asked."""
    return list(_lines(content))


def _lines(content: Mapping[str, Any]) -> Iterator[tuple[Text, Words]]:
    given = content.get("fields", {})
    if content["step"] == "asked":
        for name, title in OF_THE_ANSWER.items():
            yield title, ANSWERS[given[name]] if name == "answer" else str(given[name])
        return
    if "voided" in given:
        yield VOIDED, given["words"]
        return
    for asked in STEPS[content["step"]].fields:
        if asked.name in given:
            yield asked.title, _words(asked, given)


def _words(asked: Asked, given: Mapping[str, Any]) -> Words:
    if asked.kind == "post":
        return whom(given)
    if asked.kind == "circumstance":
        found = circumstances().by_code.get(given[asked.name])
        if found is None:
            return str(given[asked.name])
        return Text("{c} {w}（{m}）", "{c} {w} ({m})").format(c=found.code, w=found.words, m=found.mark)
    if asked.kind in ("outcome", "ended_here"):
        return outcomes()[given[asked.name]].words
    return str(given[asked.name])


def whom(registered: Mapping[str, Any]) -> Words:
    """Organ, post and person of the day of the conduct; or the words given for somebody outside this system."""
    post = registered.get("at_the_time")
    if not post:
        return str(registered.get("concerns", ""))
    person = Text.of(post["person_name"]) if post["person_name"] else VACANT
    return Text("{o} {t} {p}", "{p}, {t}, {o}").format(
        o=Text.of(post["name"]),
        t=Text.of(post["post_title"]),
        p=person,
    )
