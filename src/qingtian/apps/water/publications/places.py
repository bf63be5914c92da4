"""What a publication speaks of (断面、流域、区县): codes and names as they were on the day of drafting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qingtian.apps.water.models import Section
from qingtian.language import Text

CITY = "city"
WHOLE_CITY = Text("全市", "Whole city")


@dataclass(frozen=True, slots=True)
class Place:
    """``sort``: city, basin, area or section. ``within``: codes of the basin and the area a section belongs to."""

    code: str
    name: Text
    sort: str
    waterbody: str = ""
    level: str = ""
    within: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For the record."""
        return {
            "code": self.code,
            "name": self.name.as_dict(),
            "sort": self.sort,
            "waterbody": self.waterbody,
            "level": self.level,
            "within": list(self.within),
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Place:
        """As the record kept it."""
        name = Text.of(kept["name"])
        return cls(kept["code"], name, kept["sort"], kept["waterbody"], kept["level"], tuple(kept["within"]))


def places_of(sections: Sequence[Section]) -> list[Place]:
    """The whole city, the basins and areas in their order, then every section."""
    basins = {one.basin.code: Text(one.basin.name_zh, one.basin.name_en) for one in sections}
    areas = {one.area.code: Text(one.area.name_zh, one.area.name_en or one.area.name_zh) for one in sections}
    found = [Place(CITY, WHOLE_CITY, "city")]
    found += [Place(f"basin:{code}", name, "basin") for code, name in basins.items()]
    found += [Place(f"area:{code}", name, "area") for code, name in sorted(areas.items())]
    return found + [place_of(one) for one in sections]


def place_of(section: Section) -> Place:
    """One section."""
    within = (f"basin:{section.basin.code}", f"area:{section.area.code}")
    name = Text(section.name_zh, section.name_en)
    return Place(section.code, name, "section", section.waterbody, section.level, within)
