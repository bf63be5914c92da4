"""What other chapters know of a decision a reward rests on: the penalty chapter registers itself here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

#: asked with number and day: is that decision in force? None where the asked one does not know the number
Asked = Callable[[str, date], bool | None]
ASKED: list[Asked] = []


def decision_known(number: str, on: date) -> bool | None:
    """False where a chapter knows that the decision is not in force; None where none knows it (its paper counts)."""
    answers = [answer for ask in ASKED if (answer := ask(number, on)) is not None]
    return all(answers) if answers else None
