"""What was entered, checked against what the step asks; the post is resolved on the day of the conduct."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.clues.fields import Asked
from qingtian.apps.clues.outcomes import outcomes
from qingtian.apps.clues.register import Clue
from qingtian.apps.clues.steps import Step
from qingtian.apps.people.models import Post
from qingtian.apps.people.queries import post_reference
from qingtian.apps.responsibility.circumstances import circumstances
from qingtian.errors import UnusableInput
from qingtian.language import Text

LONGEST = {"text": 200, "long": 4000}
WANTED = Text("请填写。", "Please fill this in.")


class FieldsUnusable(UnusableInput):
    """``faults``: what is wrong, by field. Code ``clues.fields``."""

    def __init__(self, faults: Mapping[str, Text]) -> None:
        self.faults = dict(faults)
        super().__init__("clues.fields", Text("有几处要改。", "Some fields need mending."))


def checked(step: Step, given: Mapping[str, str], clue: Clue | None, *, today: date) -> dict[str, Any]:
    """The values as the register keeps them. Raises :class:`FieldsUnusable`."""
    values: dict[str, Any] = {}
    faults: dict[str, Text] = {}
    for asked in step.fields:
        words = str(given.get(asked.name, "")).strip()
        if not words:
            if asked.required:
                faults[asked.name] = WANTED
            continue
        fault, value = _read(asked, words, today)
        if fault:
            faults[asked.name] = fault
        else:
            values[asked.name] = value
    if not faults:
        faults |= _order(step, values, clue) | _whom(step, values)
    if faults:
        raise FieldsUnusable(faults)
    return values


def _read(asked: Asked, words: str, today: date) -> tuple[Text | None, Any]:
    if asked.kind in LONGEST:
        return _short_enough(words, LONGEST[asked.kind])
    if asked.kind == "date":
        return _day(words, today)
    choices = {
        "circumstance": lambda: words in circumstances().by_code,
        "outcome": lambda: words in outcomes() and outcomes()[words].transferred,
        "ended_here": lambda: words in outcomes() and not outcomes()[words].transferred,
        "post": lambda: Post.objects.filter(code=words).exists(),
    }
    return (None if choices[asked.kind]() else Text("没有这一项。", "There is no such choice.")), words


def _short_enough(words: str, most: int) -> tuple[Text | None, str]:
    too_long = Text("最多 {n} 字。", "At most {n} characters.").format(n=most)
    return (too_long if len(words) > most else None), words


def _day(words: str, today: date) -> tuple[Text | None, str]:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return Text("写成 2026-11-26 这样的日期。", "Write a date like 2026-11-26."), words
    late = Text("日期不能晚于今天。", "Not a day to come.") if day > today else None
    return late, day.isoformat()


def _order(step: Step, values: Mapping[str, Any], clue: Clue | None) -> dict[str, Text]:
    """Conduct, letter, and what answers the letter follow one another; a corrected day stays between its neighbours."""
    if clue is None:
        return {}
    name = "conduct_on" if "conduct_on" in values else "on"
    earliest, latest = _between(step.corrects or step.name, clue)
    day = values.get(name, "")
    if day and earliest and day < earliest:
        return {name: Text("早于前一步（{d}）。", "Before the step it follows ({d}).").format(d=earliest)}
    if day and latest and day > latest:
        return {name: Text("晚于后一步（{d}）。", "After the step that follows it ({d}).").format(d=latest)}
    return {}


def _between(step: str, clue: Clue) -> tuple[str, str]:
    """The earliest and the latest day the paper of a step may bear; empty where nothing bounds it."""
    if step == "register":
        return "", min(clue.days_of_letters(), default="")
    if step == "transfer":
        earliest = str(clue.says("return").get("on") or clue.registered.get("conduct_on", ""))
        return earliest, min(clue.days_after_the_letter(), default="")
    return str(clue.letter.get("on", "")), ""


def _whom(step: Step, values: dict[str, Any]) -> dict[str, Text]:
    """The post with its holder on the day of the conduct, frozen; or the words given for one outside this system."""
    if "register" not in (step.name, step.corrects):
        return {}
    if "post" not in values:
        return (
            {}
            if "concerns" in values
            else {"concerns": Text("填岗位，或者填单位、职务、姓名。", "Give the post, or organ, position and name.")}
        )
    post = Post.objects.select_related("organ").get(code=values["post"])
    values["at_the_time"] = post_reference(post, date.fromisoformat(values["conduct_on"]))
    return {}
