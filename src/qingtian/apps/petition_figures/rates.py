"""Rates from counts (率): exact shares with their counts; a rate over nothing is not there, and never nought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from qingtian.apps.petition_figures.definitions import definitions
from qingtian.apps.petition_figures.questions.measures import Counts

ABSENT = "—"
TENTH = Decimal("0.1")
#: what is counted over what, by the names of the measures
PARTS: Mapping[str, tuple[str, str]] = {
    "answered": ("answered", "matters"),
    "on_time": ("on_time", "matters"),
    "rectified": ("rectified", "matters"),
    "verified": ("verified", "matters"),
    "quiet": ("quiet", "matters"),
    "satisfied": ("satisfied", "rated"),
    "settled_locally": ("settled_locally", "first_reports"),
    "escalated": ("escalated", "reports"),
    "repeated": ("repeated", "reports"),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate with what it is made of; ``percent`` is printed with one decimal, or — where nothing is under it."""

    id: str
    part: int
    whole: int

    @property
    def share(self) -> Decimal | None:
        """In per cent, unrounded; None over nothing."""
        return Decimal(100 * self.part) / self.whole if self.whole else None

    @property
    def percent(self) -> str:
        """As printed: one decimal, half to even (GB/T 8170)."""
        return ABSENT if self.share is None else str(self.share.quantize(TENTH, ROUND_HALF_EVEN))


def rates(counts: Counts) -> dict[str, Rate]:
    """Every declared rate of these counts."""
    return {id_: Rate(id_, counts[PARTS[id_][0]], counts[PARTS[id_][1]]) for id_ in definitions()}
