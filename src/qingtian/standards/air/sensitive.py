"""Who should take most care (敏感人群), by the pollutants that are high."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from qingtian.language import Text
from qingtian.standards.air.editions import edition_on
from qingtian.standards.air.held import Held
from qingtian.standards.air.pollutants import pollutants


class HasIndividualIndices(Protocol):
    """Anything with individual indices by item, such as an ``AirIndex``."""

    @property
    def iaqi(self) -> dict[str, int | None]: ...


def sensitive_groups(index: HasIndividualIndices, on: date, held: Held | None = None) -> dict[str, tuple[Text, ...]]:
    """Pollutant → its sensitive groups, for each pollutant whose own index is above 100; HJ 633-2026 Table 2.

    Empty when none is, and for days before 2026-03-01: the earlier edition has no such table.
    """
    declared = (held.on(on).index if held else edition_on(on)).sensitive_groups
    if declared is None:
        return {}
    high = {item for item, value in index.iaqi.items() if value is not None and value > declared.above}
    return {
        code: declared.groups[code]
        for code in pollutants()
        if any(item == code or item.startswith(f"{code}_") for item in high)
    }
