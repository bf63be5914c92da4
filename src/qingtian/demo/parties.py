"""Parties of the invented city: the units behind its sources, and three natural persons."""

from __future__ import annotations

from datetime import date, timedelta

from qingtian.apps.parties.credit_code import check_character
from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area, Source

#: industry by kind of source; what the list does not name is said to be other
INDUSTRY = {
    "industry": "non_metal",
    "construction": "construction",
    "catering": "catering",
    "livestock": "livestock",
    "wastewater": "sewage",
    "landfill": "hazardous_waste",
}
#: a registration office that does not exist begins every code, so that none is a real unit's
OFFICE = "91000000"
#: invented persons: name and area
PERSONS = (("柳一舟", "wangxi"), ("谭有田", "baitang"), ("马小满", "cangpu"))
ENTERED_BEFORE = timedelta(days=400)


def create_parties(today: date) -> int:
    """A party a source and the persons, entered before the year began; returns how many."""
    sources = Source.objects.select_related("area").order_by("code")
    rows = [_unit(place, source) for place, source in enumerate(sources, 1)]
    areas = {area.code: area for area in Area.objects.all()}
    rows += [Party(kind="person", name=name, area=areas[area]) for name, area in PERSONS]
    for place, row in enumerate(rows, 1):
        row.number, row.entered_on = f"DSR-{place:06d}", today - ENTERED_BEFORE
    return len(Party.objects.bulk_create(rows))


def _unit(place: int, source: Source) -> Party:
    body = f"{OFFICE}{place:09d}"
    return Party(
        kind="unit",
        name=source.name_zh,
        credit_code=body + check_character(body),
        area=source.area,
        industry=INDUSTRY.get(source.kind, "other"),
        key_unit=source.kind in ("wastewater", "landfill"),
        longitude=source.longitude,
        latitude=source.latitude,
    )
