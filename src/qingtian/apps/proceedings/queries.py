"""Named questions about matters: the worklist, the timeline, what can be done now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from qingtian.apps.proceedings.models import ActContent, Link, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.world import world_of
from qingtian.procedures import Possibility, Procedure, Projection, load_procedures, possibilities
from qingtian.procedures.projection import from_json
from qingtian.procedures.who import Actor

#: days ahead that count as "due": today and tomorrow, then the rest of the week (look.md: near from 4 days down)
SOON = 4


def projection_of(proceeding: Proceeding) -> Projection:
    return from_json(proceeding.projection)


def procedure_of(proceeding: Proceeding) -> Procedure:
    """The edition this matter keeps."""
    return load_procedures().edition(proceeding.procedure, proceeding.edition)


def mine_in_parts(actor: Actor) -> tuple[Q, Q]:
    """``mine`` as two conditions that no matter meets both of: each can be read in the order of an index."""
    posts = [p for p in (actor.post, actor.for_post) if p]
    return Q(owner_organ=actor.organ), Q(owner_post__in=posts) & ~Q(owner_organ=actor.organ)


def mine(actor: Actor) -> Q:
    """Matters whose earliest clock belongs to the actor's organ (or post, or the post a liaison serves)."""
    of_the_organ, of_the_post = mine_in_parts(actor)
    return of_the_organ | of_the_post


@dataclass(frozen=True, slots=True)
class WorklistCounts:
    """The figures over the list; each opens its own list."""

    open: int
    mine: int
    overdue: int
    due: int
    waiting: int


def worklist(actor: Actor, which: str, as_of: date) -> QuerySet[Proceeding]:
    """Open matters, the earliest clock first. ``which``: mine, due, overdue, waiting, all, ended."""
    matters = visible(actor)
    if which == "ended":
        return matters.filter(ended_on__isnull=False).order_by("-ended_on", "-pk")
    matters = matters.filter(ended_on__isnull=True)
    if which == "mine":
        matters = matters.filter(mine(actor))
    elif which == "due":
        matters = matters.filter(next_due__lte=as_of + timedelta(days=SOON), next_due__gte=as_of)
    elif which == "overdue":
        matters = matters.filter(next_due__lt=as_of)
    elif which == "waiting":
        matters = matters.exclude(mine(actor))
    return matters.order_by("next_due", "pk")


def counts(actor: Actor, as_of: date) -> WorklistCounts:
    """All figures of the list in one query."""
    found = (
        visible(actor)
        .filter(ended_on__isnull=True)
        .aggregate(
            open=Count("pk"),
            mine=Count("pk", filter=mine(actor)),
            overdue=Count("pk", filter=Q(next_due__lt=as_of)),
            due=Count("pk", filter=Q(next_due__gte=as_of, next_due__lte=as_of + timedelta(days=SOON))),
        )
    )
    return WorklistCounts(**found, waiting=found["open"] - found["mine"])


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One act as the timeline shows it; ``voided_by`` is the number of the correcting act."""

    record: dict[str, Any]
    voided_by: int | None
    paper: Any


def timeline(proceeding: Proceeding) -> list[TimelineEntry]:
    """All acts, the oldest first."""
    contents = ActContent.objects.filter(act__proceeding=proceeding).order_by("act__seq").select_related("act")
    papers = {p.act_id: p for p in proceeding.papers.select_related("file", "scan")}
    rows = list(contents)
    voided = {c.content["voids"]: c.content["seq"] for c in rows if c.content.get("voids")}
    return [TimelineEntry(c.content, voided.get(c.content["seq"]), papers.get(c.act_id)) for c in rows]


def possible(proceeding: Proceeding, actor: Actor, on: date) -> list[Possibility]:
    """What can be done now, what ends the earliest clock first; then what is missing. Kernel acts come last."""
    projection = projection_of(proceeding)
    area = projection.facts.get("area")
    found = possibilities(
        procedure_of(proceeding),
        projection,
        actor,
        on,
        world_of(proceeding, projection, on),
        tuple(area["chain"]) if area else (),
    )
    running = projection.running()
    first = running[0].key if running else None
    return sorted(found, key=lambda p: (p.transition.kernel, not p.allowed, not _ends(p, first)))


def _ends(possibility: Possibility, clock: str | None) -> bool:
    """Whether the act ends the clock that runs out first: such acts are offered first."""
    transition = possibility.transition
    return any(c.stop == clock for c in transition.clocks) if clock else False


@dataclass(frozen=True, slots=True)
class Connection:
    """One link seen from a matter: ``outward`` when this matter is its source."""

    kind: str
    outward: bool
    other: Proceeding


def connections(proceeding: Proceeding) -> list[Connection]:
    """Open links in both directions."""
    rows: Iterable[Link] = Link.objects.filter(
        Q(source=proceeding) | Q(target=proceeding), undone_by__isnull=True
    ).select_related("source", "target")
    return [
        Connection(
            row.kind, row.source_id == proceeding.pk, row.target if row.source_id == proceeding.pk else row.source
        )
        for row in rows
    ]
