"""Noise of the invented city: zones measured every quarter, two automatic points, a boundary, a site at night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from qingtian.apps.noise.models import NoiseLevel, NoisePoint, NoisePointZone
from qingtian.apps.noise.settle import settle_days
from qingtian.apps.places.models import Area, Source
from qingtian.demo.declared import declared
from qingtian.demo.stage import moment

#: days before loading that points without a device were measured by hand, a quarter apart
BY_HAND = (20, 110, 200, 290, 380)
ZONED = date(2020, 1, 1)
HOUR = timedelta(hours=1)
DAY_BEGINS, DAY_HOURS = 6, 16
#: an hour of this share of days is louder, or was not sent
LOUD, LOST = 0.03, 0.01
MANUAL, DEVICE = "手工监测（演示）", "自动监测（演示）"


def create_noise(rng: Random, today: date) -> int:
    """Points, classes and levels; the days are made of them as in an office. Returns how many levels."""
    areas = {area.code: area for area in Area.objects.all()}
    for told in declared("noise")["points"]:
        point = _point(told, areas)
        levels = list(_hourly(point, told, rng, today) if "hours" in told else _by_hand(point, told, rng, today))
        NoiseLevel.objects.bulk_create(levels, batch_size=1000)
        settle_days(point, [level.period_start for level in levels])
    return NoiseLevel.objects.count()


def _point(told: dict[str, Any], areas: dict[str, Area]) -> NoisePoint:
    point = NoisePoint.objects.create(
        code=told["code"],
        name_zh=told["zh"],
        name_en=told["en"],
        place=told["place"],
        area=areas[told["area"]],
        source=Source.objects.filter(code=told["source"]).first() if "source" in told else None,
        mn=told.get("mn", ""),
    )
    NoisePointZone.objects.create(point=point, zone=told["zone"], first_day=ZONED)
    return point


def _by_hand(point: NoisePoint, told: dict[str, Any], rng: Random, today: date) -> Iterator[NoiseLevel]:
    """Ld, Ln and the loudest of the night of one day a quarter."""
    for before in BY_HAND:
        start = moment(today - timedelta(days=before), DAY_BEGINS)
        night = start + DAY_HOURS * HOUR
        day_level, night_level = told["day"] + rng.gauss(0, 1.2), told["night"] + rng.gauss(0, 1.2)
        yield _level(point, "Ld", start, DAY_HOURS, day_level, MANUAL)
        yield _level(point, "Ln", night, 24 - DAY_HOURS, night_level, MANUAL)
        yield _level(point, "Lmax", night, 24 - DAY_HOURS, night_level + 8 + abs(rng.gauss(0, 3)), MANUAL)


def _hourly(point: NoisePoint, told: dict[str, Any], rng: Random, today: date) -> Iterator[NoiseLevel]:
    """Hours up to the morning of the day of loading; some are louder, some were never sent."""
    for before in range(told["hours"], 0, -1):
        first = moment(today - timedelta(days=before), DAY_BEGINS)
        for number in range(24):
            start = first + number * HOUR
            if start.date() >= today or rng.random() < LOST:
                continue
            usual = told["day"] if number < DAY_HOURS else told["night"]
            louder = 9 if rng.random() < LOUD else 0
            yield _level(point, "Leq", start, 1, usual + louder + rng.gauss(0, 1.5), DEVICE)


def _level(point: NoisePoint, item: str, start: datetime, hours: int, level: float, origin: str) -> NoiseLevel:
    tenths = round(level * 10)
    return NoiseLevel(
        point=point,
        item=item,
        period_start=start,
        period_end=start + hours * HOUR,
        text=f"{tenths // 10}.{tenths % 10}",
        scaled=tenths * 10,
        origin=origin,
        at=start + hours * HOUR,
    )
