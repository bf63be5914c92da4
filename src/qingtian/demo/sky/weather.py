"""The weather of one hour over the invented city, which lies 1,890 m above the sea."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from math import cos, exp, log, pi

from qingtian.demo.sky.episodes import DUST, STAGNATION, strength
from qingtian.demo.sky.hours import SHANGHAI, clock
from qingtian.demo.sky.noise import drawn, waiting, wave

TURN = 2 * pi
CALM = 0.3


@dataclass(frozen=True, slots=True)
class Weather:
    """Means of one hour: °C, %, hPa at the station, m/s, degrees (wind comes from there; 0 with calm only), mm of the
    hour, share of sky covered 0 … 1, height of the mixed layer in m above the ground, visibility in m."""

    temperature: float
    dew_point: float
    humidity: float
    pressure: float
    wind: float
    direction: float
    rain: float
    cloud: float
    mixing: float
    visibility: float


def wetness(of_year: float) -> float:
    """0 in the dry half of the year, 1 in the rainy season (June to September)."""
    return max(0.0, min(1.0, 0.5 - 0.95 * cos((of_year - 25) / 365.25 * TURN)))


def humidity_of(temperature: float, dew_point: float) -> float:
    """Relative humidity, % (Magnus formula over water)."""
    return 100 * exp(17.62 * dew_point / (243.12 + dew_point) - 17.62 * temperature / (243.12 + temperature))


def dew_point_of(temperature: float, humidity: float) -> float:
    """The reverse of ``humidity_of``, °C."""
    gamma = log(humidity / 100) + 17.62 * temperature / (243.12 + temperature)
    return 243.12 * gamma / (17.62 - gamma)


def daylight(of_day: float) -> float:
    """0 at night, 1 in mid-afternoon, an hour or two after the sun's highest."""
    return max(0.0, cos((of_day - 14.5) / 24 * TURN)) ** 0.8


@lru_cache(maxsize=8192)
def weather(seed: int, hour: datetime, place: str = "") -> Weather:
    """The hour that ends at ``hour``; ``place`` is a weather station that differs a little from the city's mean."""
    time, year = clock(hour), hour.astimezone(SHANGHAI).year
    number, of_day, of_year = time.number, time.of_day, time.of_year
    wet, front = wetness(of_year), wave(seed, "front", number, 62)
    still = strength(seed, STAGNATION, year, number)
    cloud = min(1.0, max(0.0, 0.30 + 0.32 * wet + 0.38 * wave(seed, "cloud", number, 17) - 0.25 * still))
    rain = _rain(seed, number, of_day, wet, cloud)
    if rain:
        cloud = max(cloud, 0.85)
    temperature = 15.2 - 5.9 * cos((of_year - 18) / 365.25 * TURN) + (3.2 - 1.8 * wet) * front
    temperature += (5.6 - 3.4 * cloud) * cos((of_day - 15) / 24 * TURN) - (1.2 if rain else 0.0)
    temperature += 0.7 * wave(seed, f"t{place}", number, 7)
    dry = 4.6 + 8.5 * (1 - wet) - 3.0 * wave(seed, "moist", number, 40)
    humidity = 96 - 3 * drawn(seed, "rh", number) if rain else humidity_of(temperature, temperature - dry)
    humidity = humidity - (1 - cloud) * 9 * cos((of_day - 15) / 24 * TURN) + 2 * wave(seed, f"h{place}", number, 5)
    humidity = min(100.0, max(9.0, humidity))
    wind = _wind(seed, number, of_day, of_year, still, front, place)
    pressure = 810.4 + 2.1 * cos((of_year - 330) / 365.25 * TURN) - 3.4 * front
    pressure += 1.1 * cos((of_day - 10) / 12 * TURN) + (1.4 * drawn(seed, f"p{place}", 0) if place else 0.0)
    return Weather(
        temperature=temperature,
        dew_point=dew_point_of(temperature, humidity),
        humidity=humidity,
        pressure=pressure,
        wind=wind,
        direction=_direction(seed, number, wind, front, wet, place),
        rain=rain,
        cloud=cloud,
        mixing=_mixing(seed, number, of_day, of_year, wind, cloud, still, rain),
        visibility=_visibility(seed, number, humidity, rain, still, strength(seed, DUST, year, number)),
    )


def _rain(seed: int, number: int, of_day: float, wet: float, cloud: float) -> float:
    """Millimetres of the hour; below 0.1 is a trace. Spells of a few hours, in summer most in afternoon and night."""
    spell = 0.62 * wave(seed, "rain", number, 9) + 0.38 * wave(seed, "rains", number, 54)
    spell += 0.10 * cos((of_day - 19) / 24 * TURN) + 0.30 * cloud
    if spell < 0.86 - 0.40 * wet:
        return 0.0
    return min(58.0, (0.12 + 0.66 * wet) * waiting(seed, "mm", number) ** 1.35)


def _wind(seed: int, number: int, of_day: float, of_year: float, still: float, front: float, place: str) -> float:
    spring = max(0.0, cos((of_year - 75) / 365.25 * TURN))
    mean = 1.35 + 1.2 * spring + (1.5 + 0.9 * spring) * daylight(of_day) + 0.8 * abs(front)
    gusty = exp(0.55 * wave(seed, "wind", number, 6) + 0.24 * wave(seed, f"w{place}", number, 2))
    return max(0.0, mean * gusty * (1 - 0.62 * still) - 0.62)


def _direction(seed: int, number: int, wind: float, front: float, wet: float, place: str) -> float:
    """South-west most of the year; a cold front turns it north-east."""
    if wind < CALM:
        return 0.0
    turned = 180.0 if front < -0.55 and wet < 0.6 else 0.0
    swing = 42 * wave(seed, "turn", number, 11) + 24 * wave(seed, f"d{place}", number, 3)
    return (222 + turned + swing) % 360 or 360.0


def _mixing(
    seed: int, number: int, of_day: float, of_year: float, wind: float, cloud: float, still: float, rain: float
) -> float:
    """Low and stable at night, lowest under a clear sky; grows with the sun until mid-afternoon."""
    sun = 1 + 0.26 * cos((of_year - 118) / 365.25 * TURN)
    night = 110 + 62 * wind + 110 * cloud
    grown = 1750 * daylight(of_day) * sun * (1 - 0.55 * cloud) * (0.4 if rain else 1.0)
    height = (night + grown) * (1 - 0.6 * still) * (1 + 0.12 * wave(seed, "mix", number, 5))
    return min(3200.0, max(60.0, height))


def _visibility(seed: int, number: int, humidity: float, rain: float, still: float, dust: float) -> float:
    clear = 24_000 * (1 - 0.75 * (max(humidity, 40) / 100 - 0.4)) * (1 - 0.6 * still) / (1 + 5 * dust)
    if humidity > 98 and not rain:
        clear = 900  # fog
    return max(150.0, min(30_000.0, clear / (1 + 0.25 * rain) * (1 + 0.1 * wave(seed, "vis", number, 4))))
