"""The invented weather stations' hours as a weather bureau exports them, and the mixed layer in long form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from qingtian.demo.declared import declared
from qingtian.demo.positions import tiles_of
from qingtian.demo.schematic import inside
from qingtian.demo.sky import Weather, weather
from qingtian.demo.sky.hours import HOUR, SHANGHAI, clock
from qingtian.demo.sky.noise import drawn
from qingtian.demo.sky.weather import dew_point_of, humidity_of

#: element names of the weather service's hourly data; times are UTC and name the end of the hour
COLUMNS = (
    "Station_Id_C", "Station_Name", "Lat", "Lon", "Alti", "Year", "Mon", "Day", "Hour",
    "TEM", "DPT", "RHU", "PRS", "PRE_1h", "WIN_D_Avg_10mi", "WIN_S_Avg_10mi", "VIS_HOR_10MI", "CLO_Cov",
)  # fmt: skip
LONG_COLUMNS = (
    "station_id", "period_start", "period_end", "variable", "value", "unit", "quality", "reason", "raw", "revision",
)  # fmt: skip
MISSING, TRACE = "999999", "999990"
#: height of the city's mean weather, m; °C and hPa a metre
ABOVE, LAPSE, BAROMETRIC = 1890, 0.0062, 0.0985
#: values missing in ten thousand station-hours, and whole hours missing
SINGLE, WHOLE = 30, 12
#: the station whose height of the mixed layer is reported
SOUNDING = "Y9001"
Row = list[str]


def at_station(seed: int, station: dict[str, Any], hour: datetime) -> Weather:
    """The city's hour as that station has it: cooler and lighter air higher up."""
    mean = weather(seed, hour, station["code"])
    higher = station["above"] - ABOVE
    temperature = mean.temperature - LAPSE * higher
    humidity = min(100.0, humidity_of(temperature, min(mean.dew_point, temperature)))
    return replace(
        mean,
        temperature=temperature,
        humidity=humidity,
        dew_point=dew_point_of(temperature, humidity),
        pressure=mean.pressure - BAROMETRIC * higher,
    )


def weather_row(seed: int, station: dict[str, Any], hour: datetime) -> Row:
    """The cells of one hour; a value that was not observed is the weather service's 999999, never nought."""
    utc, number = hour.astimezone(UTC), clock(hour).number
    longitude, latitude = inside(tiles_of(station["area"])[0], *station["at"])
    names = [station["code"], f"{station['zh']}（虚构）", f"{latitude}", f"{longitude}", f"{station['above']}"]
    cells = _cells(at_station(seed, station, hour))
    name = f"{station['code']}/missing"
    if drawn(seed, f"{name}/whole", number) * 10_000 < WHOLE:
        cells = [MISSING] * len(cells)
    elif drawn(seed, name, number) * 10_000 < SINGLE:
        cells[int(len(cells) * drawn(seed, f"{name}/which", number))] = MISSING
    return [*names, f"{utc.year}", f"{utc.month}", f"{utc.day}", f"{utc.hour}", *cells]


def _cells(now: Weather) -> Row:
    rain = "0.0" if not now.rain else TRACE if now.rain < 0.1 else f"{now.rain:.1f}"
    wind = f"{now.wind:.1f}"
    # nought is the direction of a calm alone; north is 360
    direction = "0" if wind == "0.0" else f"{round(now.direction) % 360 or 360}"
    return [
        f"{now.temperature:.1f}",
        f"{min(now.dew_point, now.temperature):.1f}",
        f"{round(now.humidity)}",
        f"{now.pressure:.1f}",
        rain,
        direction,
        wind,
        f"{round(now.visibility)}",
        f"{round(now.cloud * 100)}",
    ]


def mixing_row(seed: int, hour: datetime) -> Row:
    """Height of the mixed layer over the sounding's station in the agreed long form; missing is empty with a reason."""
    number, period = clock(hour).number, (f"{hour - HOUR:%Y-%m-%dT%H:%M:%S+08:00}", f"{hour:%Y-%m-%dT%H:%M:%S+08:00}")
    gone = drawn(seed, "mixing/missing", number // 6) * 1000 < 8
    height = "" if gone else f"{round(weather(seed, hour).mixing / 10) * 10}"
    quality, reason, raw = ("8", "missing", MISSING) if gone else ("0", "", height)
    return [SOUNDING, *period, "MIXING_HEIGHT", height, "m", quality, reason, raw, "0"]


def hours_of(first: date, last: date) -> Iterator[tuple[date, datetime]]:
    """Every hour of the days ``first`` … ``last`` with its natural day; it is named by its end, in Shanghai time."""
    hour = datetime(first.year, first.month, first.day, 1, tzinfo=SHANGHAI)
    end = datetime(last.year, last.month, last.day, tzinfo=SHANGHAI) + timedelta(days=1)
    while hour <= end:
        yield (hour - timedelta(seconds=1)).date(), hour
        hour += HOUR


def weather_rows(seed: int, first: date, last: date) -> Iterator[tuple[date, Row]]:
    """The rows of all weather stations, hour by hour, with their day."""
    stations = declared("stations")["weather"]
    for day, hour in hours_of(first, last):
        for station in stations:
            yield day, weather_row(seed, station, hour)


def mixing_rows(seed: int, first: date, last: date) -> Iterator[tuple[date, Row]]:
    """The rows of the mixed layer, with their day."""
    for day, hour in hours_of(first, last):
        yield day, mixing_row(seed, hour)
