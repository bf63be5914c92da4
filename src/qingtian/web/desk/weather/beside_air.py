"""Wind beside the hours of an air station (风): of the weather station next to it, joined by period, never by label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qingtian.apps.places.models import Station
from qingtian.apps.weather.models import WeatherReading, WeatherStation
from qingtian.apps.weather.queries import nearest_station, weather_beside
from qingtian.language import Text
from qingtian.measurements.scale import SCALE
from qingtian.measurements.weather.value import codes_on

SPEED, DIRECTION = "WIN_S_Avg_10mi", "WIN_D_Avg_10mi"
CALM = Text("静风", "calm")
POINTS = (
    Text("北", "N"), Text("东北", "NE"), Text("东", "E"), Text("东南", "SE"),
    Text("南", "S"), Text("西南", "SW"), Text("西", "W"), Text("西北", "NW"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wind:
    """The weather station, and by hour 1 to 24 its wind in words; hours nobody reported are left out."""

    station: WeatherStation
    hours: Mapping[int, Text]


def wind_beside(code: str, day: date) -> Wind | None:
    """The wind of an air station's day; None where no weather station reported that day. Three queries."""
    station = Station.objects.filter(code=code).first()
    nearest = nearest_station(station, day) if station else None
    if nearest is None:
        return None
    hours = {one.left: words for one in weather_beside(nearest, day) if one.right and (words := _words(one.right, day))}
    return Wind(nearest, hours) if hours else None


def _words(found: Mapping[str, WeatherReading], day: date) -> Text | None:
    """``西南 3.2``: where it comes from and m/s; only values that may be used."""
    codes = codes_on(day)
    held = {name: one.value for name, one in found.items() if one.value is not None and codes.usable(one.quality)}
    speed, direction = held.get(SPEED), held.get(DIRECTION)
    if speed is None:
        return None
    if speed == 0:
        return CALM
    written = f"{speed / SCALE:.1f}"
    if not direction:
        return Text(written, written)
    point = POINTS[round(direction / SCALE / 45) % len(POINTS)]
    return Text(f"{point.zh} {written}", f"{point.en} {written}")
