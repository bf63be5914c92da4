"""The checklist before real use (启用检查): each check is a named question any chapter may add."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from qingtian.language import Text

ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be so before a city works with real matters.

    ``missing`` returns what is lacking on a day, in words, empty where nothing is. ``why`` says what goes wrong
    otherwise; ``basis`` is the instrument and the article where one asks for it; ``mend`` is the address name of a
    page, ``args`` and ``ask`` what it is opened with, ``menders`` the roles that can; ``how`` says what to do, a
    command included. ``must``: real use waits for it. ``machine``: it tells of this machine, for administrators only.
    """

    code: str
    title: Text
    why: Text
    missing: Callable[[date], Sequence[Text]]
    how: Text
    mend: str = ""
    ask: str = ""
    args: tuple[str, ...] = ()
    menders: frozenset[str] = frozenset({ADMINISTRATOR})
    basis: tuple[str, str] | None = None
    must: bool = True
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A check and what it found."""

    check: Check
    missing: tuple[Text, ...]

    @property
    def fine(self) -> bool:
        return not self.missing


CHECKS: dict[str, Check] = {}


def register_check(check: Check) -> None:
    """Add a check; an app calls this in ``ready``. Registering the same code again replaces it."""
    CHECKS[check.code] = check


def answers(on: date, roles: Collection[str] = (ADMINISTRATOR,)) -> list[Answer]:
    """Every check answered for a day, in the order they were registered; those of the machine for administrators."""
    asked = [check for check in CHECKS.values() if not check.machine or ADMINISTRATOR in roles]
    return [Answer(check, tuple(check.missing(on))) for check in asked]
