"""Drinking-water sources (饮用水水源地): the items beyond Table 1, by a table the office enters itself.

GB 3838-2002 Tables 2 and 3 were not read: without an entry in force the result is refused by the table's name, never
guessed. An item that was measured and has no row in the entry is named, not passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qingtian.standards.entered import Entry, needed

SURFACE = "water.drinking.surface"


@dataclass(frozen=True, slots=True)
class Drinking:
    """``exceeding``: item → how many times above its limit (C / limit − 1), greatest first; ``unlimited``: measured
    items the entry has no row for; ``missing``: rows of it nothing was measured of."""

    entry: Entry
    exceeding: Mapping[str, Fraction]
    unlimited: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def meets(self) -> bool | None:
        """Whether every row was measured and none is above its limit; None where something is missing and none is."""
        if self.exceeding:
            return False
        return None if self.missing else True


def drinking(counted: Mapping[str, Fraction], entries: Iterable[Entry], on: date) -> Drinking:
    """Items beyond Table 1 by the entry in force. Raises Refused ``standards.not_entered`` where there is none.

    A concentration equal to its limit is within it.
    """
    entry = needed(entries, SURFACE, on)
    limits = {row: limit for row in entry.values if (limit := entry.number_at(row, "most")) is not None}
    over = {
        row: counted[row] / Fraction(limit) - 1
        for row, limit in limits.items()
        if limit and row in counted and counted[row] > Fraction(limit)
    }
    return Drinking(
        entry,
        dict(sorted(over.items(), key=lambda one: -one[1])),
        tuple(code for code in counted if code not in limits),
        tuple(row for row in limits if row not in counted),
    )
