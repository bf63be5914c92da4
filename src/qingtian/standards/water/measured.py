"""One value as a laboratory writes it (监测值): a number, ``<x`` below the detection limit, or nothing at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

#: gaps of printed tables, in small letters; none of them is ever zero
GAPS = frozenset({"", "-", "--", "—", "——", "–", "/", "n/a", "na", "null", "未监测"})
_NUMBER = r"\d{1,12}(?:\.\d{1,20})?(?:e[+-]?\d{1,2})?|\.\d{1,20}"
_PLAIN = re.compile(rf"({_NUMBER})", re.ASCII | re.IGNORECASE)
#: ``<0.004`` of a report, ``0.004L`` of a Chinese laboratory (HJ 630)
_BELOW = re.compile(rf"<\s*({_NUMBER})|({_NUMBER})\s*(?:L|ND)", re.ASCII | re.IGNORECASE)


class UnreadableValue(ValueError):
    """A cell that is no value; ``reason`` is stable: ``bad_number``, ``negative`` or ``out_of_range``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Measured:
    """``number`` in the item's unit; where ``below``, it is the detection limit the value stayed under."""

    number: Fraction
    below: bool = False

    def counted(self, part: Fraction) -> Fraction:
        """What the value counts in sums and comparisons: below detection, that ``part`` of the limit."""
        return self.number * part if self.below else self.number


def measured(text: str) -> Measured | None:
    """A cell as written; None where nothing was measured. Raises UnreadableValue.

    >>> measured("<0.05"), measured("4e-05").number == Fraction(4, 100000), measured("")
    (Measured(number=Fraction(1, 20), below=True), True, None)
    """
    cell = unicodedata.normalize("NFKC", text.replace("\ufeff", "")).strip()
    if cell.casefold() in GAPS:
        return None
    if found := _PLAIN.fullmatch(cell):
        return Measured(Fraction(found[1]))
    if found := _BELOW.fullmatch(cell):
        limit = Fraction(found[1] or found[2])
        if not limit:
            raise UnreadableValue("bad_number")  # nothing is below a limit of 0
        return Measured(limit, below=True)
    if cell[:1] in ("-", "\u2212") and _PLAIN.fullmatch(cell[1:].strip()):
        raise UnreadableValue("negative")
    raise UnreadableValue("bad_number")


def of_item(code: str, text: str) -> Measured | None:
    """``text`` as a value of that item: only a temperature may be below zero, a pH is 0 to 14 and never ``<``."""
    if code == "temperature":
        cell = unicodedata.normalize("NFKC", text).strip()
        if cell.startswith(("-", "\u2212")) and cell.casefold() not in GAPS:
            found = measured(cell[1:])
            return Measured(-found.number) if found else None
    found = measured(text)
    if code == "pH" and found and (found.below or found.number > 14):
        raise UnreadableValue("out_of_range")
    return found
