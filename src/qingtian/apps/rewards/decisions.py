"""What other chapters know of a decision a reward rests on: the penalty chapter registers itself here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

#: asked with number and day: is that decision in force? None where the asked one does not know the number
Asked = Callable[[str, date], bool | None]
ASKED: list[Asked] = []


def decision_known(number: str, on: date) -> bool | None:
    """False where a chapter knows that the decision is not in force; None where none knows it (its paper counts)."""
    answers = [answer for ask in ASKED if (answer := ask(number, on)) is not None]
    return all(answers) if answers else None


_BRACKETS = re.compile(r"[\[\](){}〔〕【】〈〉《》]")
_LEADING_NOUGHTS = re.compile(r"(?<!\d)0+(?=\d)")


def decision_key(number: str) -> str:
    """A decision's number however it is written: width, kind of bracket, blanks and leading noughts say nothing.

    ``云环罚〔2026〕12号`` and ``云环罚 [2026] 012 号`` have one key. Only to be compared, never shown.
    """
    plain = unicodedata.normalize("NFKC", number).casefold()
    visible = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    return _LEADING_NOUGHTS.sub("", _BRACKETS.sub("|", visible))[:80]
