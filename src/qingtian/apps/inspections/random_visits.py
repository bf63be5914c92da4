"""Visits that rest on a random draw (双随机): the chapter of draws, which lies above, answers here for its draws."""

from __future__ import annotations

from collections.abc import Callable

from qingtian.language import Text

#: ``(number of the draw, number of the party, posts of the two officers)`` gives what is wrong, or nothing
Answer = Callable[[str, str, frozenset[str]], Text | None]
ANSWERS: list[Answer] = []
NOBODY_ANSWERS = Text("没有这次抽查。", "There is no such draw.")


def answered_by(answer: Answer) -> None:
    """Called once by the chapter of draws when Django is ready."""
    ANSWERS.append(answer)


def of_a_draw(draw: str, party: str, officers: frozenset[str]) -> Text | None:
    """Why this visit is not one of that draw; None where it is. Without a chapter of draws nothing is."""
    return ANSWERS[0](draw, party, officers) if ANSWERS else NOBODY_ANSWERS
