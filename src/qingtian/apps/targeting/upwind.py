"""Who lies upwind of a report (上风向排查): the city's wind, its units and what they said they stopped, asked together.

The wind is that of the weather station nearest to the place, hour by hour. Where no weather station reports, nothing is
assumed: the search says that the wind is not known. Units, never persons; a list of places to look at, no evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import cos, hypot, radians
from pathlib import Path

import yaml

from qingtian.apps.monitors.models import OperationMark
from qingtian.apps.parties.models import Party
from qingtian.apps.weather.models import WeatherStation
from qingtian.apps.weather.queries import usable
from qingtian.measurements.scale import SCALE
from qingtian.targeting.objects import CITY
from qingtian.targeting.upwind import Search, Source, Suspect, Wind, search

DECLARED = Path(__file__).parent / "declared" / "emissions.yaml"
KINDS = ("smoke", "odour", "dust")
DIRECTION, SPEED = "WIN_D_Avg_10mi", "WIN_S_Avg_10mi"
HOUR = timedelta(hours=1)
#: no search looks further back, nor at a longer window
BACK, LONGEST = timedelta(hours=12), timedelta(hours=12)
#: degrees, somewhat more than any path of a few hours
REACH = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """One search over a window: the best of each unit over its hours. ``hours`` with wind, of those asked for;
    ``station`` whose wind it was, None where there is none."""

    suspects: tuple[tuple[Suspect, Party], ...]
    station: WeatherStation | None
    winds: tuple[Wind, ...]
    gap: bool
    calm: float


def suspects(x: float, y: float, since: datetime, until: datetime, kind: str) -> Found:
    """Suspects for ``kind`` (smoke, odour or dust) noticed at a place in a window; five queries at most.

    Asked at each full hour of the window and at its end; a unit stands with its highest score. KeyError for another
    kind, ValueError for a window that is empty or longer than twelve hours.
    """
    if not timedelta(0) <= until - since <= LONGEST:
        raise ValueError("a window of at most twelve hours")
    station, winds = _winds(x, y, since - BACK, until + HOUR)
    units = {row.number: row for row in _near(x, y)}
    sources = _sources(list(units.values()), since - BACK, until)
    searched = [search(x, y, at, kind, winds, sources) for at in _moments(since, until)] if winds else []
    best: dict[str, Suspect] = {}
    for one in (suspect for each in searched for suspect in each.suspects):
        if one.code not in best or one.score > best[one.code].score:
            best[one.code] = one
    ordered = sorted(best.values(), key=lambda one: (-one.score, one.code))
    return Found(
        suspects=tuple((one, units[one.code]) for one in ordered),
        station=station if winds else None,
        winds=tuple(one for one in winds if since - 3 * HOUR <= one.begin <= until),
        gap=not winds or any(each.gap for each in searched),
        calm=_mean_calm(searched),
    )


def _mean_calm(searched: Sequence[Search]) -> float:
    return sum(each.calm for each in searched) / len(searched) if searched else 0.0


def _moments(since: datetime, until: datetime) -> list[datetime]:
    """The end of the window, and every full hour in it."""
    found, at = {until}, since.replace(minute=0, second=0, microsecond=0) + HOUR
    while at < until:
        found.add(at)
        at += HOUR
    return sorted(found)


def _winds(x: float, y: float, since: datetime, until: datetime) -> tuple[WeatherStation | None, list[Wind]]:
    """Hours of the nearest station that reported any; the direction is where the wind came from."""
    day = until.astimezone(CITY).date()
    rows = usable(day).filter(variable__in=(DIRECTION, SPEED), period_end__gt=since, period_end__lte=until)
    held: dict[int, dict[datetime, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for station, begin, variable, value in rows.order_by("source").values_list(
        "station", "period_start", "variable", "value"
    ):
        held[station][begin].setdefault(variable, value / SCALE)
    there = sorted(WeatherStation.objects.in_bulk(list(held)).values(), key=lambda one: _apart(one, x, y))
    if not there:
        return None, []
    hours = held[there[0].pk]
    return there[0], [
        Wind(begin.astimezone(CITY), told.get(DIRECTION), told.get(SPEED)) for begin, told in sorted(hours.items())
    ]


def _apart(one: WeatherStation, x: float, y: float) -> float:
    return hypot((float(one.longitude) - x) * cos(radians(y)), float(one.latitude) - y)


def _near(x: float, y: float) -> list[Party]:
    rows = Party.objects.filter(
        kind=Party.Kind.UNIT,
        longitude__gte=x - REACH,
        longitude__lte=x + REACH,
        latitude__gte=y - REACH,
        latitude__lte=y + REACH,
    )
    return list(rows.select_related("area").order_by("number"))


def _sources(units: Sequence[Party], since: datetime, until: datetime) -> list[Source]:
    """Units with what their industry may emit and the spans they declared as stopped."""
    stopped: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    marks = OperationMark.objects.filter(kind=OperationMark.Kind.STOP, withdrawn_at=None, factor="")
    for party, begin, end in marks.filter(begins_at__lt=until, ends_at__gt=since).values_list(
        "outlet__party_id", "begins_at", "ends_at"
    ):
        stopped[party].append((begin, end))
    emits = emissions()
    return [
        Source(
            unit.number, float(unit.longitude), float(unit.latitude), emits.get(unit.industry), tuple(stopped[unit.pk])
        )
        for unit in units
        if unit.longitude is not None and unit.latitude is not None
    ]


@cache
def emissions() -> dict[str, frozenset[str]]:
    """By industry what it may emit; one that is not named is not known."""
    told = yaml.safe_load(DECLARED.read_text(encoding="utf-8"))["industries"]
    return {industry: frozenset(kinds) for industry, kinds in told.items()}
