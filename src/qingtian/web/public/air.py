"""The air as everybody may see it: the city's hours and every station's, under a standing decision."""

from __future__ import annotations

from datetime import datetime

from qingtian.apps.air.queries import city_air, latest_hour, silent_stations, station_hours
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.language import Text


def city_air_shown(gate: Gate, now: datetime) -> Shown:
    """The city's air now with its past hours; nothing, and no reason, where nothing was ever measured."""
    if (shut := gate.closed("city_air")) is not None:
        return shut
    found = city_air(now)
    if found is None:
        return Shown("city_air", {})
    fields = {"latest": found.latest, "hours": found.hours, "items": found.items, "standard": found.standard}
    return gate.admit(Publishable("city_air", fields))


def stations_shown(gate: Gate, now: datetime) -> list[Shown]:
    """Every station's reading of the latest hour, the highest index first; those without one last."""
    if gate.closed("station_hour") is not None:
        return []
    hour = latest_hour(now)
    found = station_hours(hour) if hour else []
    found.sort(key=lambda each: -1 if each.index.aqi is None else each.index.aqi, reverse=True)
    return gate.admit_all(Publishable("station_hour", {"station": each}, each.code) for each in found)


def silent_shown(gate: Gate, now: datetime) -> Shown:
    """Names of the stations that gave nothing in the latest hour."""
    if (shut := gate.closed("station_hour")) is not None:
        return shut
    hour = latest_hour(now)
    silent = [Text(zh, en or zh) for zh, en in silent_stations(hour)] if hour else []
    return gate.admit(Publishable("station_hour", {"silent": silent, "hour": hour}))
