"""The state gases are counted at (参比状态) by the day of the data, and the exact way from one to the other.

At the same pressure a mass of gas fills a volume in proportion to its temperature, so a concentration at 273.15 K is
× 273.15/298.15 at 298.15 K. No rounding happens here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Self

from pydantic import model_validator

from qingtian.standards.declared import Basis, Declared, package_data, read


class ReferenceState(Declared):
    """The temperature gases are counted at for data of the days from ``first_day`` to ``last_day``, both included."""

    first_day: date | None
    last_day: date | None
    kelvin: Decimal
    basis: Basis


class ReferenceStates(Declared):
    """All states, oldest first; ``pascal`` is the pressure of each."""

    gases: tuple[str, ...]
    states: tuple[ReferenceState, ...]
    pascal: Decimal
    pascal_basis: Basis

    @model_validator(mode="after")
    def _follow_each_other(self) -> Self:
        for before, after in pairwise(self.states):
            if not (before.last_day and after.first_day and (after.first_day - before.last_day).days == 1):
                raise ValueError("each state begins on the day after the one before")
        if self.states[0].first_day or self.states[-1].last_day:
            raise ValueError("the first state must be open before, the last one after")
        return self


@cache
def reference_states() -> ReferenceStates:
    """The declared states (``data/reference_states.yaml``)."""
    return read(ReferenceStates, package_data("qingtian.standards.air", "reference_states.yaml"))


def reference_state_on(day: date) -> ReferenceState:
    """The state gases of the natural day ``day`` are counted at: 273.15 K to 2018-08-31, then 298.15 K."""
    return next(state for state in reversed(reference_states().states) if (state.first_day or date.min) <= day)


def converted(item: str, concentration: Decimal | Fraction, given_at: Decimal, day: date) -> Fraction:
    """A concentration counted at ``given_at`` kelvin as it is counted on ``day``, exactly; particulates unchanged."""
    if item not in reference_states().gases:
        return Fraction(concentration)
    return Fraction(concentration) * Fraction(given_at) / Fraction(reference_state_on(day).kelvin)
