"""Sealing and seizure (查封、扣押): the day it ends by itself, and the one extension decided before that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.calendars import Calendar
from qingtian.law.derivation import Derivation
from qingtian.law.periods import Interval
from qingtian.law.registry import Law

TERM = "seizure.term"


@dataclass(frozen=True, slots=True)
class Seizure:
    """``first`` derives the end without extension, ``extended`` the end with it; None where it was not extended."""

    first: Derivation
    extended: Derivation | None

    def as_dict(self) -> dict[str, object]:
        """For JSON: days as ISO 8601; ``extended_to`` is null where nothing was extended."""
        return {
            "expires": self.first.due.isoformat(),
            "extended_to": self.extended.due.isoformat() if self.extended else None,
        }


def seizure(
    from_: date,
    law: Law,
    calendar: Calendar,
    extended_on: date | None = None,
    testing: Sequence[Interval] = (),
) -> Seizure:
    """When a seizure of ``from_`` expires, and when extended by a decision of ``extended_on``.

    ``testing``: days of testing or appraisal, both included, not counted (行政强制法 25). The organ's last day stays on
    a rest day (Order 29, art. 15). Raises ``enforcement.seizure.expired`` where the extension was decided after the
    expiry, ``enforcement.seizure.extended_before`` where before the seizure, and what :meth:`Law.derive` raises.
    """
    first = law.derive(TERM, start=from_, calendar=calendar, suspensions=testing)
    if extended_on is None:
        return Seizure(first, None)
    if extended_on < from_:
        raise _refused("extended_before", _BEFORE, from_, extended_on, first, law)
    if extended_on > first.due:
        raise _refused("expired", _EXPIRED, first.due, extended_on, first, law)
    allowed = law.limit(TERM, on=from_).extension
    assert allowed is not None  # the declaration of seizure.term carries one
    extended = law.derive(TERM, start=from_, calendar=calendar, suspensions=testing, extension=allowed.up_to)
    return Seizure(first, extended)


_BEFORE = Text("{e}决定延长，早于{d}查封扣押。", "extended on {e}, before the seizure of {d}.")
_EXPIRED = Text(
    "查封扣押{d}已期满，{e}不能再延长，应当立即解除。",
    "the seizure expired on {d}; it cannot be extended on {e} and must be released at once.",
)


def _refused(kind: str, words: Text, day: date, extended_on: date, first: Derivation, law: Law) -> UnusableInput:
    return UnusableInput(
        f"enforcement.seizure.{kind}",
        words.format(d=day.isoformat(), e=extended_on.isoformat()),
        where=extended_on.isoformat(),
        remedy=Text("请核对日期。", "Check the dates."),
        basis=law.cite(first.basis).en,
    )
