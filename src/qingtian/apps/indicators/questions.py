"""The one question behind each indicator: which rows are counted, which of them are the part, and whose they are.

A figure in the overview, in a table, in a workbook and the list behind it are this question asked with other limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Model, Q, QuerySet
from django.db.models.functions import TruncMonth

from qingtian.apps.indicators.definitions import quiet_days
from qingtian.apps.indicators.models import CaseMark
from qingtian.apps.people.models import Organ
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.petition_figures.questions.asked import scope as petition_scope
from qingtian.apps.petition_figures.questions.measures import condition
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import AREA_ROLES, NO_MATTERS, SUPERVISING_ROLES
from qingtian.law.periods import months_after
from qingtian.procedures.who import Actor

KIND = CaseMark.Kind


@dataclass(frozen=True, slots=True)
class Question:
    """``whole`` and ``part`` are conditions on the rows of ``rows``; ``day`` and ``unit`` name columns."""

    rows: type[Model]
    whole: Q
    part: Q
    day: str = "on"
    unit: str = "unit"


def question(code: str, as_of: date) -> Question:
    """The question of one indicator on a day. KeyError for one there is not."""
    days = quiet_days(as_of)
    closes, checks, looks = Q(kind=KIND.CLOSE), Q(kind=KIND.CHECK), Q(kind=KIND.LOOK_BACK)
    back_in_time = Q(relapsed_on__isnull=False, relapsed_on__lt=F("on") + timedelta(days=days))
    questions = {
        "four_acts": Question(CaseMark, closes, Q(good=True)),
        "on_time": Question(CaseMark, Q(kind=KIND.CLOCK) & (Q(running=False) | Q(on__lt=as_of)), Q(good=True)),
        "returned": Question(CaseMark, checks, Q(good=False)),
        "verified_by_others": Question(CaseMark, closes, Q(by_others=True)),
        "relapsed": Question(CaseMark, closes, Q(relapsed_on__isnull=False)),
        "quiet": Question(CaseMark, closes & Q(on__lte=as_of - timedelta(days=days)), ~back_in_time),
        "look_back_failed": Question(CaseMark, looks, Q(good=False)),
        "satisfied": Question(
            CountedPetition, condition("rated", as_of), condition("satisfied", as_of), "received_on", "handler"
        ),
    }
    return questions[code]


def scope(actor: Actor, rows: type[Model]) -> Q:
    """What this actor's indicators count: the areas of an area role, the units of one's own, and below for a
    supervising role. Nothing for who keeps the system or only reads."""
    if rows is CountedPetition:
        return petition_scope(actor)
    if actor.kind != "officer" or not actor.organ_chain or actor.roles & NO_MATTERS:
        return Q(pk__in=[])
    seen = Q(unit=actor.organ)
    if actor.roles & SUPERVISING_ROLES:
        path = "/".join(actor.organ_chain) + "/"
        seen = Q(unit__in=Organ.objects.filter(path__startswith=path).values("code"))
    if actor.roles & AREA_ROLES and actor.area_chain:
        seen |= Q(area__in=Area.objects.filter(path__startswith="/".join(actor.area_chain) + "/").values("pk"))
    return seen & Q(proceeding__restricted=False)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; ``whole`` 0 is nothing counted, and no share of it."""

    part: int
    whole: int

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)


def counted(code: str, actor: Actor, as_of: date) -> QuerySet[Any]:
    """The rows in this actor's sight that the indicator counts."""
    asked = question(code, as_of)
    return asked.rows._default_manager.filter(asked.whole & scope(actor, asked.rows))


def by_month(code: str, actor: Actor, as_of: date, *, since: date, by: str) -> Mapping[tuple[str, date], Share]:
    """Shares by area code or unit code (``by``) and month, from the month of ``since`` on; one statement.

    ``""`` stands for a matter whose area or unit is not settled.
    """
    asked = question(code, as_of)
    whose = {"area": "area__code", "unit": asked.unit}[by]
    rows = (
        counted(code, actor, as_of)
        .filter(**{f"{asked.day}__gte": since.replace(day=1), f"{asked.day}__lte": as_of})
        .annotate(month=TruncMonth(asked.day))
        .values_list(whose, "month")
        .annotate(n=Count("pk"), k=Count("pk", filter=asked.part))
        .order_by()
    )
    return {(of or "", month): Share(k, n) for of, month, n, k in rows}


def behind(
    code: str, actor: Actor, as_of: date, *, month: date, by: str = "", of: str = "", part: bool = False
) -> QuerySet[Proceeding]:
    """The matters behind one figure: of a month (its first day), of one area or unit where ``by`` says so, only those
    of the part where asked."""
    asked = question(code, as_of)
    rows = counted(code, actor, as_of).filter(
        **{f"{asked.day}__gte": month, f"{asked.day}__lt": months_after(month, 1), f"{asked.day}__lte": as_of}
    )
    if by:
        whose = {"area": "area__code", "unit": asked.unit}[by]
        rows = rows.filter(**({whose: of} if of or by == "unit" else {f"{by}__isnull": True}))
    if part:
        rows = rows.filter(asked.part)
    return Proceeding.objects.filter(pk__in=rows.values("proceeding")).order_by("number")
