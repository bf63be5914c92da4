"""Read a pack's YAML into checked values: every row typed, every code known, every mark of certainty a known one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qingtian.errors import DeclarationError, UnusableInput
from qingtian.language import Text

ROOM = Path(__file__).parent
#: marks of certainty, the weakest last
Certainty = Literal["sure", "observed", "copy", "secondary", "third_party", "from_memory"]
MARKS: tuple[Certainty, ...] = ("sure", "observed", "copy", "secondary", "third_party", "from_memory")
Entry = TypeVar("Entry", bound="_Entry")


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AreaEntry(_Entry):
    """One area. ``certainty`` covers the whole row; ``note`` says what is doubtful."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    zh: str
    en: str
    kind: Literal["city", "district", "county", "autonomous_county", "county_city", "zone"]
    division_code: Annotated[str, Field(pattern=r"^(\d{6})?$")] = ""
    certainty: Certainty
    note: str = ""


class StationEntry(_Entry):
    """One national station. Degrees WGS-84. ``area_certainty`` marks the assignment to an area, apart from the rest."""

    code: Annotated[str, Field(pattern=r"^\d{4}A$")]
    zh: str
    en: str
    area: str
    area_certainty: Certainty
    longitude: Decimal
    latitude: Decimal
    certainty: Certainty
    since: date | None = None
    until: date | None = None
    evaluated: bool = True


class RankingGroup(_Entry):
    """Areas the city ranks against each other; groups are ranked apart."""

    code: str
    zh: str
    en: str
    areas: tuple[str, ...]
    certainty: Certainty


class ComposedRegion(_Entry):
    """A region of evaluation made of several areas, such as the main urban area (主城区)."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    zh: str
    en: str
    areas: tuple[str, ...]
    certainty: Certainty


class Pack(_Entry):
    """A whole pack: the city, its areas, stations, ranking groups and composed regions, the day the facts were as
    stated, the sources."""

    name: str
    as_of: date
    sources: tuple[str, ...]
    city: AreaEntry
    areas: tuple[AreaEntry, ...]
    stations: tuple[StationEntry, ...]
    ranking_groups: tuple[RankingGroup, ...]
    composed_regions: tuple[ComposedRegion, ...] = ()
    ranking_as_of: str


def weakest(*marks: Certainty) -> Certainty:
    """The mark a statement earns that rests on all of these."""
    return max(marks, key=MARKS.index)


def names() -> list[str]:
    """The packs there are."""
    return sorted(path.parent.name for path in ROOM.glob("*/pack.yaml"))


def _yaml(folder: Path, file: str) -> dict[str, Any]:
    found = yaml.safe_load((folder / file).read_text(encoding="utf-8"))
    return dict(found)


@cache
def read_pack(name: str) -> Pack:
    """The pack of that name.

    Raises UnusableInput ``packs.unknown`` and DeclarationError ``packs.broken`` naming the file's fault.
    """
    if name not in names():
        known = "、".join(names())
        raise UnusableInput(
            "packs.unknown",
            Text(f"没有名为“{name}”的配置包。", f"There is no pack named “{name}”."),
            remedy=Text(f"现有：{known}。", f"There are: {known}."),
        )
    folder = ROOM / name
    parts = {file: _yaml(folder, f"{file}.yaml") for file in ("pack", "areas", "stations", "ranking")}
    try:
        pack = Pack(name=name, **{key: value for part in parts.values() for key, value in part.items()})
    except ValidationError as fault:
        raise _broken(name, str(fault)) from fault
    _check_references(pack)
    return pack


def _broken(name: str, what: str) -> DeclarationError:
    return DeclarationError(
        "packs.broken", Text(f"配置包有误：{what}", f"The pack does not hold together: {what}"), where=name
    )


def _check_references(pack: Pack) -> None:
    codes = [pack.city.code, *(area.code for area in pack.areas)]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise _broken(pack.name, f"twice: {', '.join(sorted(twice))}")
    used = {station.area for station in pack.stations}
    used |= {area for many in (*pack.ranking_groups, *pack.composed_regions) for area in many.areas}
    if unknown := used - set(codes):
        raise _broken(pack.name, f"no such area: {', '.join(sorted(unknown))}")
