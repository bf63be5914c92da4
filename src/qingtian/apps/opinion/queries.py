"""Named questions about public opinion."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from qingtian.apps.opinion.models import OpinionItem, OpinionLink
from qingtian.apps.opinion.settings import opinion_rules
from qingtian.apps.petitions.policy import copies_read_by
from qingtian.apps.proceedings.policy import visible
from qingtian.insight.topics.messages import Message, vectors
from qingtian.procedures.who import Actor

_TOP = 8


@dataclass(frozen=True, slots=True)
class Alike:
    """An item whose words are like those of an open petition; ``likeness`` as topics measure it."""

    item: OpinionItem
    number: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief says of the items of some days: counts, the places named most, and what is already reported."""

    since: date
    until: date
    items: int
    environmental: int
    alarming: int
    linked: int
    kinds: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    alike: tuple[Alike, ...]


def _links(actor: Actor) -> Prefetch[str]:
    """The links to matters the actor may see; of the others not even that they are there."""
    return Prefetch("links", OpinionLink.objects.filter(matter__in=visible(actor)).select_related("matter"))


def items(actor: Actor, *, environmental: bool = True) -> QuerySet[OpinionItem]:
    """The newest first, each with the links this actor may see; what does not look environmental only on demand."""
    found = OpinionItem.objects.prefetch_related(_links(actor)).order_by("-came_at", "-pk")
    return found.filter(environmental=True) if environmental else found


def brief(since: date, until: date, actor: Actor) -> Brief:
    """The items that came from ``since`` to ``until``, both days included, beside petitions the actor may see."""
    found = OpinionItem.objects.filter(came_at__date__gte=since, came_at__date__lte=until)
    ours = list(found.filter(environmental=True).prefetch_related(_links(actor)))
    return Brief(
        since,
        until,
        items=found.count(),
        environmental=len(ours),
        alarming=sum(bool(one.alarm) for one in ours),
        linked=sum(bool(one.links.all()) for one in ours),
        kinds=_counted(kind for one in ours for kind in one.kinds),
        sources=_counted(one.source for one in ours),
        places=_counted(place for one in ours for place in one.places),
        alike=tuple(alike_petitions(ours, actor, until)),
    )


def _counted(found: object) -> tuple[tuple[str, int], ...]:
    counted = Counter(found)  # type: ignore[call-overload]
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_TOP])


def alike_petitions(ours: list[OpinionItem], actor: Actor, until: date) -> list[Alike]:
    """For each item the open petition it is most like, if alike enough; among the newest ones only."""
    rules = opinion_rules()
    petitions = visible(actor).filter(
        procedure="petition", ended_on=None, opened_on__gte=until - timedelta(days=rules.compared_days)
    )
    copies = (
        copies_read_by(actor)
        .filter(petition__proceeding__in=petitions)
        .order_by("-petition")
        .values_list("petition__proceeding__number", "place", "text")[: rules.compared_most]
    )
    told = list(copies)
    if not told or not ours:
        return []
    said = [Message("", "", f"{item.place}{item.text}") for item in ours]
    rows = vectors([*said, *(Message("", "", f"{place}{text}") for _, place, text in told)], fewest=1)
    likeness = (rows[: len(ours)] @ rows[len(ours) :].T).toarray()
    best = likeness.argmax(axis=1)
    found = [Alike(item, told[best[n]][0], float(likeness[n, best[n]])) for n, item in enumerate(ours)]
    return sorted((one for one in found if one.likeness >= rules.alike), key=lambda one: -one.likeness)
