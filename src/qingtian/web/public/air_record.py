"""The air of record as everybody may see it: days of a place, hours to take away, under a standing decision."""

from __future__ import annotations

from datetime import date

from qingtian.apps.air.figures import days_of
from qingtian.apps.air.figures.open_days import air_days, air_hours
from qingtian.apps.air.places import STATION, named, places
from qingtian.apps.publishing.gate import Gate, Publishable, Shown

#: hours of one month at a time: a longer run is several files
MOST_HOURS_DAYS = 31


def air_places_shown(gate: Gate) -> Shown:
    """Code, name and sort of every place whose days may be asked for; the whole city first."""
    if (shut := gate.closed("air_days")) is not None:
        return shut
    known = [{"code": place.code, "name": place.name, "sort": place.sort} for place in places()]
    return gate.admit(Publishable("air_days", {"places": known}))


def air_days_shown(gate: Gate, code: str, first: date, last: date, as_of: date) -> Shown:
    """The ended days of a place with the edition, the snapshot and the program; the city where the code is unknown."""
    if (shut := gate.closed("air_days")) is not None:
        return shut
    known = places()
    place = named(known, code) or known[0]
    days = days_of((place.code,), first, last)
    fields = {
        "code": place.code,
        "name": place.name,
        "days": air_days(days, place.code, as_of) if days.measured else [],
        "edition": days.basis.edition,
        "snapshot": days.basis.snapshot,
        "made_at": days.basis.made_at,
        "program": days.basis.program,
    }
    return gate.admit(Publishable("air_days", fields))


def all_days_shown(gate: Gate, first: date, last: date, as_of: date) -> list[Shown]:
    """The same of the city and every region, for one file to take away."""
    if gate.closed("air_days") is not None:
        return []
    known = [place for place in places() if place.sort != "station"]
    days = days_of([place.code for place in known], first, last)
    shown = []
    for place in known:
        held = {"code": place.code, "name": place.name, "days": air_days(days, place.code, as_of),
                "edition": days.basis.edition, "snapshot": days.basis.snapshot, "made_at": days.basis.made_at,
                "program": days.basis.program}  # fmt: skip
        shown.append(gate.admit(Publishable("air_days", held)))
    return shown


def air_hours_shown(gate: Gate, first: date, last: date) -> list[Shown]:
    """Hours of every station, one ``Shown`` a station; a month of days at most."""
    if gate.closed("air_hours") is not None:
        return []
    known = {place.code.removeprefix(STATION): place for place in places() if place.sort == "station"}
    hours: dict[str, list[object]] = {}
    for hour in air_hours(known, first, min(last, date.fromordinal(first.toordinal() + MOST_HOURS_DAYS - 1))):
        hours.setdefault(hour.station, []).append(hour)
    found = ({"station": code, "name": known[code].name, "hours": rows} for code, rows in hours.items())
    return gate.admit_all(Publishable("air_hours", fields) for fields in found)
