"""Propose the plan of the coming month (提出下月检查计划) where an office ranked units and nobody proposed one yet.

A proposal starts nothing: officers draw it up within the yearly caps, their head approves it or does not take it up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.people.models import Organ, Tenure
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.targeting.actions.rank import last_ranking
from qingtian.apps.targeting.choosing import barred_of, units_of
from qingtian.apps.targeting.models import RankedObject, Ranking
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures.who import Actor

SHANGHAI = ZoneInfo("Asia/Shanghai")
SYSTEM = Actor(kind="system")
#: a plan opened earlier has no days in a month to come
YEAR = timedelta(days=366)
BEFORE, VISITS = "targeting.propose_before", "targeting.plan_visits"
#: who carries a plan out
OFFICERS = "penalty_officer"
#: one chosen by rank and one drawn at random
LEAST = 2
SUBJECT = Text("{year}年{month}月靶向检查", "Targeted visits, {year}-{month:02d}")
WHY = Text(
    "系统每月提出：{on} 的排序里，本区域有 {n} 家单位有线索。",
    "Proposed every month: in the ranking of {on} something points at {n} unit(s) of the area.",
)


@dataclass
class Proposed:
    """How many plans were proposed, and how many offices were refused one."""

    plans: int = 0
    refused: int = 0


def propose_plans(now: datetime) -> Proposed:
    """One plan an office. Nothing before the last days of a month, nothing without a ranking."""
    done = Proposed()
    on = now.astimezone(SHANGHAI).date()
    first, last = coming_month(on)
    ranking = last_ranking(on)
    if ranking is None or (first - on).days > load_law().figure(BEFORE, on=on).value:
        return done
    planned = _planned(first, last)
    for office in enforcing_offices(on):
        if office.code in planned:
            continue
        try:
            done.plans += _propose(office, ranking, first, last, now)
        except Refused:
            done.refused += 1
    return done


def coming_month(on: date) -> tuple[date, date]:
    """First and last day of the month after the one ``on`` lies in.

    >>> coming_month(date(2026, 12, 31))
    (datetime.date(2027, 1, 1), datetime.date(2027, 1, 31))
    """
    first = (on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def enforcing_offices(on: date) -> list[Organ]:
    """Organs of an area with an officer in office who may draw a plan up, by code."""
    held = Tenure.objects.on(on).select_related("post__organ__area").order_by("post__organ__code")
    found = {one.post.organ.code: one.post.organ for one in held if OFFICERS in one.post.roles}
    return [one for one in found.values() if one.area is not None]


def _planned(first: date, last: date) -> set[str]:
    """Offices with a plan in that month, whoever proposed it and whatever became of it."""
    found = set()
    for plan in Proceeding.objects.filter(procedure="visit_plan", opened_on__gt=first - YEAR):
        known = projection_of(plan)
        if known.facts["starts_on"] <= last.isoformat() and known.facts["ends_on"] >= first.isoformat():
            found.add(known.organ("office") or "")
    return found


def _propose(office: Organ, ranking: Ranking, first: date, last: date, now: datetime) -> int:
    """One plan, or none where nothing points at a unit of the area that may be visited, or only one may be."""
    assert office.area is not None
    on = now.astimezone(SHANGHAI).date()
    units = units_of(office.area.code)
    free = units.keys() - barred_of(units, office.code, first.year).keys()
    rows = RankedObject.objects.filter(ranking=ranking, party__in=free)
    pointed = sum(1 for reasons in rows.values_list("reasons", flat=True) if reasons.get("events"))
    visits = min(int(load_law().figure(VISITS, on=on).value), len(free))
    if not pointed or visits < LEAST:
        return 0
    subject = SUBJECT.format(year=first.year, month=first.month)
    open_proceeding(
        "visit_plan",
        by=SYSTEM,
        on=on,
        now=now,
        title=subject.zh,
        once=f"visit-plan-{office.code}-{first}",
        generated=kind() == DEMONSTRATION,
        fields={
            "subject": subject.zh,
            "office": office.code,
            "area": office.area.code,
            "starts_on": first.isoformat(),
            "ends_on": last.isoformat(),
            "visits": str(visits),
            "why": WHY.format(on=ranking.on, n=pointed).zh,
        },
    )
    return 1
