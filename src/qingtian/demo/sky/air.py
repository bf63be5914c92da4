"""The air of one hour at one station: what is in it, and what the instruments report of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from math import cos, exp, pi

from qingtian.demo.sky.episodes import DUST, OZONE, strength
from qingtian.demo.sky.gaps import Fault, fault_at, gap_at, missing_items
from qingtian.demo.sky.hours import HOUR, SHANGHAI, clock
from qingtian.demo.sky.noise import wave
from qingtian.demo.sky.weather import Weather, daylight, weather, wetness

#: pollutant → places the feed writes
ITEMS = {"pm2_5": 0, "pm10": 0, "so2": 0, "no2": 0, "o3": 0, "co": 1}
STEPS = {item: Decimal(1).scaleb(-places) for item, places in ITEMS.items()}
TURN = 2 * pi

Reported = dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Site:
    """A station: code, its place in the list, and the level of PM2.5 it swings about over a year (µg/m³)."""

    code: str
    place: int
    base: int


def traffic(of_day: float) -> float:
    """Two crests, morning and evening; about 1 over the day."""
    morning, evening = exp(-(((of_day - 8) / 1.9) ** 2)), exp(-(((of_day - 19) / 2.4) ** 2))
    return 0.74 + 0.62 * morning + 0.58 * evening + (0.1 if 10 < of_day < 17 else 0.0)


def stuffiness(now: Weather) -> float:
    """How badly the air mixes: about 1 on a still night, half of it on a breezy afternoon."""
    return float((600 / (now.mixing + 120)) ** 0.55 * (1.9 / (now.wind + 0.9)) ** 0.45)


def _washed(seed: int, hour: datetime) -> float:
    """What the rain of three hours left of the particles."""
    fallen = sum(weather(seed, hour - back * HOUR).rain for back in range(3))
    return exp(-0.16 * min(fallen, 6.0))


@dataclass(frozen=True, slots=True)
class Common:
    """What one hour has in common at every station: it is worked out once for all of them."""

    number: int
    of_year: float
    year: int
    traffic: float
    still: float
    winter: float
    carried: float
    washed: float
    rain: float
    dry: float
    wind: float
    bell: float


@lru_cache(maxsize=256)
def _common(seed: int, hour: datetime) -> Common:
    time, now = clock(hour), weather(seed, hour)
    return Common(
        number=time.number,
        of_year=time.of_year,
        year=hour.astimezone(SHANGHAI).year,
        traffic=traffic(time.of_day),
        still=stuffiness(now),
        winter=1 + 0.30 * cos((time.of_year - 15) / 365.25 * TURN),
        carried=exp(0.36 * wave(seed, "carried", time.number, 70)),
        washed=_washed(seed, hour),
        rain=now.rain,
        dry=(1 - 0.6 * wetness(time.of_year)) * (0.3 if now.rain else 1.0),
        wind=now.wind,
        bell=daylight(time.of_day) ** 1.4 * (1 - 0.5 * now.cloud),
    )


def in_the_air(seed: int, site: Site, hour: datetime) -> dict[str, float]:
    """Concentrations in µg/m³, CO in mg/m³, before any instrument."""
    same, base = _common(seed, hour), float(site.base)
    number, still, cars, bell = same.number, same.still, same.traffic, same.bell
    own = 1 + 0.09 * wave(seed, f"{site.code}/own", number, 3) + 0.10 * wave(seed, f"{site.code}/slow", number, 90)
    # dust comes from the north-east: a station further down the list has it an hour or two later
    dust = _dust(seed, same.year, number - site.place % 3) * (330 + 12 * (site.place % 5))
    fine = 0.98 * base * same.winter * same.carried * own * still**0.55 * (0.72 + 0.28 * cars) * same.washed
    coarse = 0.28 * fine + base * 0.42 * same.dry * (0.7 + 0.16 * same.wind) * own
    nitrogen = 0.72 * base * same.winter * still**0.8 * cars**1.2 * own * (1 - 0.42 * bell)
    return {
        "pm2_5": fine + 0.13 * dust,
        "pm10": fine + coarse + dust,
        "so2": 2.4 + 0.17 * base * still**0.7 * own * (1 + 0.3 * bell) * _plume(seed, site, number),
        "no2": nitrogen,
        "o3": _ozone(seed, same, base, nitrogen, own),
        "co": 0.34 + 0.0105 * fine * cars**0.5,
    }


@lru_cache(maxsize=64)
def _dust(seed: int, year: int, number: int) -> float:
    return strength(seed, DUST, year, number) ** 2


def _plume(seed: int, site: Site, number: int) -> float:
    """Now and then the smoke of a chimney comes down at a station for some hours."""
    return float(1 + 2.6 * max(0.0, wave(seed, f"{site.code}/plume", number, 5) - 0.35) ** 1.5)


@lru_cache(maxsize=64)
def _ozone_of_the_hour(seed: int, of_year: float, number: int, year: int) -> tuple[float, float, float, float]:
    """Season, episode and the two waves, the same at every station."""
    season = 1 + 0.30 * cos((of_year - 122) / 365.25 * TURN)
    high = 1 + 0.85 * strength(seed, OZONE, year, number)
    return season, high, 1 + 0.25 * wave(seed, "o3", number, 45), 1 + 0.22 * wave(seed, "o3d", number, 30)


def _ozone(seed: int, same: Common, base: float, nitrogen: float, own: float) -> float:
    """Follows the sun, strongest in late spring; eaten by fresh exhaust at night."""
    season, high, by_night, by_day = _ozone_of_the_hour(seed, same.of_year, same.number, same.year)
    night = (46 - 0.45 * base) * season * by_night
    made = 92 * season * same.bell * high * by_day * own
    return night + made - 0.38 * nitrogen * (1 - same.bell)


def reading(seed: int, site: Site, hour: datetime) -> Reported | None:
    """What the station reports of the hour that ends at ``hour``; None where it sent nothing at all.

    An item without a value is None and never zero; the feed has whole micrograms and tenths of a milligram of CO.
    """
    gap = gap_at(seed, site.code, clock(hour).number)
    if gap == "silent":
        return None
    if gap == "blank":
        return dict.fromkeys(ITEMS)
    found: Reported = {item: _written(item, value) for item, value in in_the_air(seed, site, hour).items()}
    for item in missing_items(seed, site.code, site.place, hour):
        found[item] = None
    fault = fault_at(seed, clock(hour).number)
    return _faulty(seed, site, fault, found) if fault and fault.place == site.place else found


def _written(item: str, value: float) -> Decimal:
    """To the places of the feed, half to even (GB/T 8170); an instrument shows no less than one last digit."""
    step = STEPS[item]
    return max(step, Decimal(repr(value)).quantize(step))


def _faulty(seed: int, site: Site, fault: Fault, found: Reported) -> Reported:
    """What a broken instrument makes of it: one value for hours, or PM2.5 above PM10."""
    if fault.kind == "stuck":
        first = in_the_air(seed, site, fault.first)
        return found | {"pm2_5": _written("pm2_5", first["pm2_5"])}
    fine = found["pm2_5"]
    return found if fine is None else found | {"pm10": max(Decimal(1), (fine * Decimal("0.8")).quantize(Decimal(1)))}
