"""What is still to be typed where (待录): not entered, changed since it was entered, entered with a difference.

Accusations and work secrets are never in these lists: they leave this office by letter, not by an upstream system.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from qingtian.apps.proceedings.models import Act, Paper, Party, Proceeding, UpstreamNumber
from qingtian.apps.proceedings.policy import visible
from qingtian.gateways.upstream.model import Rule, System
from qingtian.gateways.upstream.unnumbered import unnumbered
from qingtian.procedures import load_procedures
from qingtian.procedures.who import Actor

WHICH = ("enter", "changed", "differs", "entered")
#: facts that have a column of their own: asked there, so that a long list needs no look into the projection
FACT_COLUMNS = {"channel": "petition__channel", "source_level": "case__source_level"}


@dataclass(frozen=True, slots=True)
class OwedCounts:
    """Figures of one system, each leading to its list."""

    enter: int
    changed: int
    differs: int
    entered: int


def base(actor: Actor) -> QuerySet[Proceeding]:
    """Matters of the actor's scope that may go upstream at all."""
    secret = Proceeding.Handling.WORK_SECRET
    return visible(actor).filter(restricted=False).exclude(handling_mark=secret)


def owed(system: System, actor: Actor, which: str, *, mine: bool) -> QuerySet[Proceeding]:
    """One list, the oldest first; ``since`` is the day from which the time to enter it counts.

    ``mine``: only matters whose typing falls to the actor's own organ.
    """
    found = base(actor).filter(_condition(system, which))
    if mine:
        found = found.filter(_falls_to(system, actor))
    return found.annotate(since=_since(system)).order_by("since", "pk")


def counts(system: System, actor: Actor, *, mine: bool) -> OwedCounts:
    """The figures of one system in one query."""
    found = base(actor)
    if mine:
        found = found.filter(_falls_to(system, actor))
    wanted = {which: Count("pk", filter=_condition(system, which)) for which in WHICH}
    return OwedCounts(**found.aggregate(**wanted))


def required(system: System) -> Q:
    """What must be entered there, whoever looks."""
    found = Q(pk__in=[])
    for rule in system.rules:
        found |= _required(rule)
    return found


def _required(rule: Rule) -> Q:
    found = Q(procedure=rule.procedure)
    for fact, values in rule.when.items():
        found &= Q(**{f"{FACT_COLUMNS.get(fact) or f'projection__facts__{fact}'}__in": values})
    if rule.except_states:
        found &= ~Q(state__in=rule.except_states)
    if rule.after:
        found &= Q(Exists(Act.objects.filter(proceeding=OuterRef("pk"), act__in=rule.after)))
    if rule.unnumbered_paper:
        found &= Q(Exists(Paper.objects.filter(unnumbered(), proceeding=OuterRef("pk"))))
    return found


def _condition(system: System, which: str) -> Q:
    noted = UpstreamNumber.objects.filter(proceeding=OuterRef("pk"), system=system.id, uploaded=True)
    if which == "enter":
        return required(system) & ~Q(Exists(noted))
    if which == "changed":
        return Q(Exists(noted.filter(_changed(system))))
    if which == "differs":
        return Q(Exists(noted.exclude(difference="")))
    return Q(Exists(noted))


def changes_of(system: System) -> list[str]:
    """Acts after an entry that must be entered too; where a rule names none, every act that is not quiet."""
    found: set[str] = {"correct"}
    for rule in system.rules:
        found |= set(rule.changes or _loud(rule))
    return sorted(found)


def _loud(rule: Rule) -> set[str]:
    declared = [t for p in load_procedures().editions(rule.procedure) for t in p.transitions]
    if rule.unnumbered_paper:
        return {t.act for t in declared if t.paper}
    return {t.act for t in declared if not t.kernel and not t.quiet}


def _changed(system: System) -> Q:
    later = Act.objects.filter(
        proceeding=OuterRef("proceeding"), seq__gt=OuterRef("noted_seq"), act__in=changes_of(system)
    )
    # most matters have had no act since: the number of acts says so without reading them
    return Q(proceeding__seq__gt=F("noted_seq")) & Q(Exists(later))


def _falls_to(system: System, actor: Actor) -> Q:
    found = Q(pk__in=[])
    for rule in system.rules:
        own = Party.objects.filter(proceeding=OuterRef("pk"), relation=rule.typed_by, organ=actor.organ)
        found |= Q(procedure=rule.procedure) & Q(Exists(own))
    return found


def _since(system: System) -> Any:
    whens = [When(_required(rule), then=first) for rule in system.rules if (first := _first_day(rule)) is not None]
    return Choose(*whens, default=F("opened_on")) if whens else F("opened_on")


def _first_day(rule: Rule) -> Any:
    """The day of the first act or paper that makes a matter due there; None where that is the opening."""
    if rule.after:
        done = Act.objects.filter(proceeding=OuterRef("pk"), act__in=rule.after)
        day = done.order_by().values("proceeding").annotate(day=Min("on")).values("day")
    elif rule.unnumbered_paper:
        waiting = Paper.objects.filter(unnumbered(), proceeding=OuterRef("pk"))
        day = waiting.order_by().values("proceeding").annotate(day=Min("act__on")).values("day")
    else:
        return None
    return Coalesce(Subquery(day), F("opened_on"))


def rule_for(system: System, matter: Proceeding) -> Rule | None:
    """The rule a matter of that procedure comes under, for its limit and for whose typing it is."""
    return next((rule for rule in system.rules if rule.procedure == matter.procedure), None)


def since_of(matter: Proceeding) -> date | None:
    """The day the time to enter a matter of an ``owed`` list counts from."""
    day: date | None = matter.since  # type: ignore[attr-defined]
    return day
