"""The run (核查): look at the city's lake and at field units, raise what is strong. Nothing is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qingtian.apps.air.lake import city_lake
from qingtian.apps.integrity.actions.raise_findings import Raised, raise_findings
from qingtian.apps.integrity.air_seen import DAYS, LEAST, seen_in_the_air
from qingtian.apps.integrity.field_seen import seen_in_the_field
from qingtian.measurements.lake.invented import is_invented


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of the air and of field units."""

    air: Raised
    field: Raised

    def as_counts(self) -> dict[str, int | float | bool | str]:
        """For the page of schedules: numbers, no place."""
        return {
            "seen": self.air.seen + self.field.seen,
            "raised": self.air.raised + self.field.raised,
            "nobody": self.air.nobody or self.field.nobody,
        }


def run(on: date, now: datetime, *, days: int = DAYS, least: float = LEAST) -> Ran:
    """Up to the day before ``on``: today's hours still come in."""
    air = seen_in_the_air(on - timedelta(days=1), days=days, least=least)
    field = seen_in_the_field(now - timedelta(days=days), now)
    invented = is_invented(city_lake().root)
    return Ran(
        raise_findings(air, on=on, now=now, generated=invented),
        raise_findings(field, on=on, now=now, generated=invented),
    )
