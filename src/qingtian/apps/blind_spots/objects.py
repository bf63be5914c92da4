"""Objects nobody answers for (对象盲区): in no leaf, of no area, in a cell nobody leads, never inspected."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from qingtian.apps.blind_spots.spots import Spot
from qingtian.apps.grid.models import GridObject
from qingtian.apps.inspections.models import Visit
from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import GridCell
from qingtian.apps.places.within import within
from qingtian.language import Text


def _degrees(row: Party | GridObject) -> dict[str, float | None]:
    has = row.longitude is not None and row.latitude is not None
    return {
        "longitude": float(row.longitude) if has and row.longitude is not None else None,
        "latitude": float(row.latitude) if has and row.latitude is not None else None,
    }


# --- objects in no leaf


def _no_leaf(area: str) -> QuerySet[GridObject]:
    """Of no area by their nature: with an area chosen there are none."""
    return GridObject.objects.none() if area else GridObject.objects.filter(cell=None)


def without_leaf(on: date, area: str, limit: int) -> list[Spot]:
    rows = _no_leaf(area).order_by("placed_at", "pk")[:limit]
    return [
        Spot(
            "without_leaf",
            one.code,
            Text(one.name_zh, one.name_en),
            "",
            one.placed_at.date(),
            "desk:grid_corners",
            **_degrees(one),
        )
        for one in rows
    ]


def count_without_leaf(on: date, area: str) -> int:
    return _no_leaf(area).count()


# --- no area, or a cell of its chain that nobody leads


def _no_area(area: str) -> QuerySet[Party]:
    units = Party.objects.filter(kind=Party.Kind.UNIT, area=None)
    return units.none() if area else units


def without_area(on: date, area: str, limit: int) -> list[Spot]:
    rows = _no_area(area).filter(entered_on__lte=on).order_by("entered_on", "pk")[:limit]
    return [_of_party("without_area", one, "desk:party", one.number) for one in rows]


def count_without_area(on: date, area: str) -> int:
    return _no_area(area).filter(entered_on__lte=on).count()


def _leaderless(on: date, area: str) -> QuerySet[GridCell]:
    """Cells of any level without a responsible post: every object below them lacks one at that level."""
    found = GridCell.objects.on(on).filter(leader_post=None)
    return found.filter(within(area))


def without_responsible(on: date, area: str, limit: int) -> list[Spot]:
    rows = _leaderless(on, area).select_related("area").defer("boundary")
    return [
        Spot(
            "without_responsible",
            one.code,
            Text(one.name_zh, one.name_en),
            one.area.code,
            one.valid_from,
            "desk:grid_cell",
            one.code,
            Text(f"{one.level} 级网格", f"level {one.level}"),
        )
        for one in rows.order_by(F("valid_from").asc(nulls_first=True), "pk")[:limit]
    ]


def count_without_responsible(on: date, area: str) -> int:
    return _leaderless(on, area).count()


# --- never inspected


def _never(on: date, area: str) -> QuerySet[Party]:
    visited = Visit.objects.filter(party=OuterRef("number"), made=True, planned_on__lte=on)
    units = Party.objects.filter(~Exists(visited), kind=Party.Kind.UNIT, entered_on__lte=on)
    return units.filter(within(area))


def never_inspected(on: date, area: str, limit: int) -> list[Spot]:
    rows = _never(on, area).select_related("area").order_by("entered_on", "pk")[:limit]
    return [_of_party("never_inspected", one, "desk:new_visit", one.number) for one in rows]


def count_never_inspected(on: date, area: str) -> int:
    return _never(on, area).count()


def _of_party(question: str, one: Party, ends: str, key: str) -> Spot:
    name, area = Text(one.name, one.name), one.area.code if one.area else ""
    note = Text("重点单位", "key unit") if one.key_unit else None
    return Spot(question, one.number, name, area, one.entered_on, ends, key, note, **_degrees(one))
