"""What was done about the air of the invented city: broken instruments reviewed by two persons, dust reported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from qingtian.apps.air.dust_watch import Spell, spells
from qingtian.apps.places.models import Area, Station
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.demo.sky import SKY
from qingtian.demo.sky.gaps import FAULT_EVERY, Fault, fault_of
from qingtian.demo.sky.hours import HOUR, clock
from qingtian.demo.sky.months import natural
from qingtian.demo.stage import Life, Stage, moment

ANALYST, SECOND = "yunping-analyst", "yunping-eeb-head"
#: reviews are begun so long after the instrument was mended, decided a day later
BEGUN, DECIDED = timedelta(days=2), timedelta(days=1)
ANSWERED = timedelta(days=19)
#: faults looked for back from the day of loading, and how many of them are under review
PERIODS, REVIEWED = 12, 2
WORDS = {
    "stuck": ("PM2.5 连续数小时一字不变，运维单位说纸带卡住，已修好。", ["PM2_5"]),
    "inverted": ("PM2.5 高于 PM10，运维单位说 PM10 切割头堵塞，已清洗。", ["PM10"]),
}


def schedule_air(stage: Stage, air_months: int) -> None:
    """Queue the reviews and the case of dust of the months the lake has."""
    first = stage.day(30 * air_months)
    faults = list(_local_faults(stage, first))[:REVIEWED]
    for number, fault in enumerate(faults):
        # the latest waits for the second person, where there are several
        stage.begin(_review(stage, fault, decided=number > 0 or len(faults) == 1))
    if found := spells(max(first, stage.day(360)), stage.day(1)):
        stage.begin(_dust(stage, found[0]))


def _local_faults(stage: Stage, first: date) -> Iterator[Fault]:
    """Broken instruments of stations the city reviews itself, the latest first."""
    local = {
        number: code
        for number, (code, level) in enumerate(Station.objects.order_by("code").values_list("code", "level"))
        if level != Station.Level.NATIONAL
    }
    present = clock(moment(stage.today, 0)).number // (FAULT_EVERY * 24)
    for period in range(present, present - PERIODS, -1):
        fault = fault_of(SKY, period)
        mended = fault.first + fault.hours * HOUR + BEGUN + DECIDED
        if fault.place in local and fault.first.date() >= first and mended.date() < stage.today:
            yield fault


def _review(stage: Stage, fault: Fault, *, decided: bool) -> Life:
    at = moment((fault.first + fault.hours * HOUR + BEGUN).date(), 10, 20)
    yield at
    matter = _propose(stage, fault, at)
    if decided:
        at += DECIDED
        yield at
        opinion = "看过小时值和运维记录，同意判为无效。"
        stage.act(matter, "confirm", SECOND, at, result="confirmed", opinion=opinion)


def _propose(stage: Stage, fault: Fault, at: datetime) -> Proceeding:
    station = Station.objects.select_related("area").order_by("code")[fault.place]
    why, items = WORDS[fault.kind]
    first, last = natural(fault.first), natural(fault.first + (fault.hours - 1) * HOUR)
    fields = {
        "area": station.area.code,
        "station": station.code,
        "items": items,
        "effect": "invalid",
        "why": why,
        **_hours(first, last),
    }
    named = items[0].replace("_", ".")
    title = f"{station.name_zh} {named} {first[0]} {first[1]}时至 {last[0]} {last[1]}时"
    return _opened(stage, "air_review", at, title, fields)


def _dust(stage: Stage, spell: Spell) -> Life:
    at = moment(spell.last.day, 17, 30)
    yield at
    stations = Station.objects.filter(evaluated=True).order_by("code").values_list("code", flat=True)
    first, last = (spell.first.day, spell.first.hour), (spell.last.day, spell.last.hour)
    fields = {
        "area": Area.objects.get(kind=Area.Kind.CITY).code,
        "stations": " ".join(stations),
        "course": f"受外来沙尘影响，全市 PM10 小时均值最高 {spell.peak.coarse_shown}，PM2.5 只占 {spell.percent}%。",
        "wind": "气象台观测：东北风 4 到 5 级，能见度不足 3 公里（虚构）。",
        **_hours(first, last),
    }
    matter = _opened(stage, "dust_deduction", at, f"{first[0]} {first[1]}时至 {last[0]} {last[1]}时沙尘影响", fields)
    at += ANSWERED
    yield at
    number = f"省环监〔{at.year}〕18号"
    answered_on = (at - timedelta(days=1)).date().isoformat()
    stage.act(matter, "note_answer", ANALYST, at, answer="accepted", number=number, answered_on=answered_on)


def _hours(first: tuple[date, int], last: tuple[date, int]) -> dict[str, Any]:
    return {
        "first_day": first[0].isoformat(),
        "first_hour": first[1],
        "last_day": last[0].isoformat(),
        "last_hour": last[1],
    }


def _opened(stage: Stage, procedure: str, at: datetime, title: str, fields: dict[str, Any]) -> Proceeding:
    by = stage.actor(ANALYST, at.date())
    matter = open_proceeding(
        procedure, by=by, on=at.date(), now=at, title=title, fields=fields, title_language="zh-Hans", generated=True
    )
    stage.counted()
    return matter
