"""What pages of forecasts have in common: states in words, a day as a cell, items in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qingtian.apps.air.places import Place
from qingtian.apps.air.standards import held_rules
from qingtian.apps.forecasts.models import AirForecast, ForecastDay
from qingtian.apps.forecasts.places import sort_of
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.foresight.wording import levels
from qingtian.language import Text
from qingtian.standards.air import Category, categories

NAV = "desk:foresight"
SORTS: dict[str, Text] = {
    "city": Text("全市、主城区", "City and main urban area"),
    "region": Text("县（市、区）、园区", "Counties and zones"),
    "station": Text("站点", "Stations"),
}
LATE = Text("迟发", "late")
MISSING = Text("漏发", "never issued")


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one place: the range as it stands, its levels, what came."""

    row: ForecastDay
    levels: tuple[Category, ...]
    came: Category | None

    @property
    def corrected(self) -> bool:
        """Whether it stands otherwise than it was issued first."""
        first = (self.row.first_low, self.row.first_high, self.row.first_primary)
        return self.row.first_low is not None and first != (self.row.low, self.row.high, self.row.primary)


def cell(row: ForecastDay) -> Cell:
    """By the edition in force on the target day."""
    found: tuple[Category, ...] = ()
    if row.low is not None and row.high is not None:
        found = levels(row.low, row.high, row.target, held_rules())
    return Cell(row, found, level_of(row.target, row.came_level))


def level_of(day: date, number: int | None) -> Category | None:
    """The level of that number on that day."""
    return next((one for one in categories(day) if one.level == number), None)


def state_of(forecast: AirForecast) -> Text:
    """The state of its matter, in words."""
    matter = forecast.proceeding
    return procedure_of(matter).states[matter.state].title


def names(places: list[Place]) -> Mapping[str, Text]:
    """Names of places by code."""
    return {place.code: place.name for place in places}


def of_sort(places: list[Place], sort: str) -> list[Place]:
    """The places a table shows: the city with the composed regions, the regions, or the stations."""
    wanted = ("city", "urban") if sort == "city" else (sort,)
    return [place for place in places if sort_of(place) in wanted]
