"""Classes, items and months in words, for the pages of water."""

from __future__ import annotations

from qingtian.apps.water.evaluating import Standing
from qingtian.language import Text
from qingtian.standards.water import evaluation_on, items, rounded

PRINTED = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ", "劣V": "劣Ⅴ"}
NONE = Text("—", "—")


def grade_words(grade: str | None) -> Text:
    """Ⅲ类 / III; — where there is none."""
    if not grade:
        return NONE
    if grade == "劣V":
        return Text("劣Ⅴ类", "worse than V")
    return Text(f"{PRINTED[grade]}类", grade)


def item_words(code: str) -> Text:
    """The item's name; of what the office entered itself, the name it gave."""
    found = items().get(code)
    return found.name if found else Text(code, code)


def items_words(codes: tuple[str, ...]) -> Text:
    """Several items; — for none."""
    if not codes:
        return NONE
    named = [item_words(code) for code in codes]
    return Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))


def multiples_words(one: Standing) -> Text:
    """总磷 0.25、化学需氧量 0.10: times above class III; — for none."""
    decimals = evaluation_on(one.period.last).multiple_decimals.value
    found = [(item_words(code), f"{rounded(n, decimals):f}") for code, n in one.judged.classified.multiples.items()]
    if not found:
        return NONE
    return Text("、".join(f"{name.zh} {n}" for name, n in found), ", ".join(f"{name.en} {n}" for name, n in found))
