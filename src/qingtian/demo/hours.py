"""Hourly readings of the generated stations: a day's shape, a station's level, a little irregularity, and gaps."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from math import cos, pi
from random import Random

from qingtian.apps.air.models import HourReading
from qingtian.apps.places.models import Station
from qingtian.demo.declared import declared
from qingtian.demo.stage import Stage, moment

#: hours kept: a whole day and the two before it, so that a running day is complete
HOURS = 26
#: hours a station sent nothing, counted back from the last: the page must show them as missing, not as zero
GAPS = {"YP05": (2, 3, 4), "YP12": (0,)}
#: one value that did not arrive although the hour did
SINGLE_GAPS = {("YP09", 6): "o3"}
#: part of the base level, and what is added, by pollutant (µg/m³; CO mg/m³)
SHAPES = {
    "pm2_5": (Decimal("1"), 0),
    "pm10": (Decimal("1.7"), 6),
    "so2": (Decimal("0.15"), 4),
    "no2": (Decimal("0.7"), 5),
    "co": (Decimal("0.015"), 0),
}


def traffic(hour: int) -> float:
    """Two crests, morning and evening, of what traffic and still air bring; about 1 over the day."""
    return 1 + 0.28 * cos((hour - 8) / 24 * 4 * pi) + 0.12 * cos((hour - 21) / 24 * 2 * pi)


def sun(hour: int) -> float:
    """Ozone follows the sun: low before dawn, highest in mid-afternoon."""
    return 1 + 0.75 * cos((hour - 15) / 24 * 2 * pi)


def values(rng: Random, base: int, hour: int) -> dict[str, Decimal]:
    """One hour of one station, to the places the feed has."""
    swing = Decimal(str(round(traffic(hour) * rng.uniform(0.88, 1.12), 3)))
    found = {name: base * part * swing + more for name, (part, more) in SHAPES.items()}
    found["o3"] = Decimal(str(round(58 * sun(hour) * rng.uniform(0.9, 1.1), 3)))
    return {name: value.quantize(Decimal("0.01") if name == "co" else Decimal("1")) for name, value in found.items()}


def last_hour(stage: Stage) -> datetime:
    """The last hour on record ends at eight on the morning of the day of loading."""
    return moment(stage.today, 8)


def create_hours(stage: Stage) -> int:
    """The readings of all stations; returns how many rows there are."""
    end = last_hour(stage)
    rows = []
    for declaration in declared("stations")["stations"]:
        station = Station.objects.get(code=declaration["code"])
        rng = stage.rng(f"hours/{station.code}")
        for back in range(HOURS):
            hour = end - timedelta(hours=back)
            found: dict[str, Decimal | None] = dict(values(rng, declaration["base"], hour.hour))
            if back in GAPS.get(station.code, ()):
                found = dict.fromkeys(found)
            if (station.code, back) in SINGLE_GAPS:
                found[SINGLE_GAPS[station.code, back]] = None
            rows.append(HourReading(station=station, hour=hour, **found))
    HourReading.objects.bulk_create(rows)
    return len(rows)
