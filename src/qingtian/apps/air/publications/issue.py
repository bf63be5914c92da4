"""One issue of a publication (一期): its figures, what they rest on, and all that is printed besides them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from qingtian.apps.air.publications.figures import Change, Figures
from qingtian.apps.air.publications.kinds import KINDS, Kind
from qingtian.language import Text
from qingtian.standards.periods import Period, period

#: items of the six in the order they are printed, PM10 first: the city's dust is what is asked about
ITEMS = ("PM10", "PM2_5", "NO2", "SO2", "CO", "O3_8h")
NAMES: Mapping[str, str] = {
    "PM10": "PM10",
    "PM2_5": "PM2.5",
    "NO2": "NO2",
    "SO2": "SO2",
    "CO": "CO",
    "O3_8h": "O3",
    "O3_1h": "O3",
    "O3": "O3",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A region or station as it was named on the day of drafting. ``lead`` speaks for the whole city."""

    code: str
    name: Text
    group: str = ""
    group_name: Text | None = None
    station: bool = False
    lead: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For the record."""
        group = self.group_name.as_dict() if self.group_name else None
        named = {"code": self.code, "name": self.name.as_dict(), "group": self.group, "group_name": group}
        return {**named, "station": self.station, "lead": self.lead}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Place:
        """As the record kept it."""
        group = Text.of(kept["group_name"]) if kept["group_name"] else None
        return cls(kept["code"], Text.of(kept["name"]), kept["group"], group, kept["station"], kept["lead"])


@dataclass(frozen=True, slots=True)
class Correction:
    """What a later version changed: the version before, every figure old and new, and why."""

    version: int
    changes: Sequence[Change]
    why: str


@dataclass(frozen=True, slots=True)
class Issue:
    """``figures`` are all numbers of it; ``snapshot`` of the lake with the moment it was made, ``rules`` the words of
    each rule that is not sure and was used, ``program`` the version that computed. ``provisional`` until the data are
    confirmed in the first ten days of the next month (HJ 633-2012 cl. 5.1.5)."""

    kind: str
    period: str
    figures: Figures
    places: Sequence[Place]
    snapshot: str
    snapshot_at: datetime | None
    program: str
    rules: Sequence[Text] = ()
    provisional: bool = True
    about_region: str = ""
    organ: Text = field(default_factory=lambda: Text("生态环境局", "Ecology and Environment Bureau"))
    city: Text = field(default_factory=lambda: Text("全市", "the city"))
    number: str = ""
    version: int = 1
    day: date | None = None
    generated: bool = False
    draft: bool = False
    correction: Correction | None = None

    @property
    def about(self) -> Kind:
        """Its kind."""
        return KINDS[self.kind]

    @property
    def span(self) -> Period:
        """Its period."""
        return period(self.period)

    @property
    def regions(self) -> list[Place]:
        """The places that are ranked or judged, stations apart."""
        return [place for place in self.places if not place.station]

    @property
    def about_place(self) -> Place:
        """The place a pack about one region is of: the one named in ``about_region``, else the first."""
        return next((place for place in self.regions if place.code == self.about_region), self.regions[0])

    @property
    def lead(self) -> Place:
        """The place that speaks for the whole city: the one so marked, else the first."""
        return next((place for place in self.places if place.lead), self.places[0])

    def standing(self, item: str) -> str:
        """The statistic that stands for an item in a period (``mean``, ``p90``, ``p95``), by the rule of this issue."""
        return self.figures.value("", self.period, item, "stands") or "mean"

    def good_levels(self) -> frozenset[str]:
        """The levels of good days, by the rule of this issue."""
        return frozenset(self.figures.value("", self.period, "AQI", "good_levels").split(";"))

    def level(self, place: Place, item: str, of: str | None = None) -> str:
        """The figure that stands for an item in a period, as printed."""
        return self.get(place, item, self.standing(item), of)

    def get(self, place: Place | str, item: str, statistic: str, of: str | None = None) -> str:
        """A figure as printed; of the issue's own period unless ``of`` names another."""
        code = place if isinstance(place, str) else place.code
        return self.figures.printed(code, of or self.period, item, statistic)

    def number_of(self, place: Place, item: str, statistic: str, of: str | None = None) -> int:
        """A count; 0 where the issue has none of that name."""
        written = self.figures.value(place.code, of or self.period, item, statistic)
        return int(written) if written.isdecimal() else 0
