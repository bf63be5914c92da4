"""The figures beside a list. They are counted again only after somebody acted: the last act's seal is their key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from qingtian import __version__
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.apps.proceedings.queries import WorklistCounts, counts
from qingtian.procedures.who import Actor
from qingtian.web.desk.list_choice import Choice

KEPT_SECONDS = 600
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class ListFigures:
    """Counts of the lists, of the groups by time, and of each filter within the others."""

    lists: WorklistCounts
    total: int
    groups: dict[str, int]
    procedures: dict[str, int]
    areas: dict[int, int]
    channels: dict[str, int]


def week_end(as_of: date) -> date:
    """The Sunday of this week."""
    return as_of + timedelta(days=SUNDAY - as_of.weekday())


def group_of(due: date | None, as_of: date) -> str:
    """overdue · soon (today and tomorrow) · week · later · none (no clock runs)."""
    if due is None:
        return "none"
    if due < as_of:
        return "overdue"
    if due <= as_of + timedelta(days=1):
        return "soon"
    return "week" if due <= week_end(as_of) else "later"


def figures_of(actor: Actor, choice: Choice, as_of: date, matters: QuerySet[Proceeding]) -> ListFigures:
    """All figures of the page; exact, because every act changes the key they are kept under."""
    last = Act.objects.order_by("-pk").values_list("hash", flat=True).first() or ""
    # the version too: an upgraded program never reads figures of another shape
    parts = (
        __version__,
        actor.post,
        actor.organ,
        as_of,
        choice.which,
        choice.procedure,
        choice.area,
        choice.channel,
        last,
    )
    key = "desk-list-" + sha256("\n".join(str(p) for p in parts).encode()).hexdigest()
    found: ListFigures | None = cache.get(key)
    if found is None:
        found = _counted(actor, choice, as_of, matters)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _counted(actor: Actor, choice: Choice, as_of: date, matters: QuerySet[Proceeding]) -> ListFigures:
    groups = _groups(matters.filter(choice.filters()), as_of)
    return ListFigures(
        lists=counts(actor, as_of),
        total=sum(groups.values()),
        groups=groups,
        procedures=_by(matters.filter(choice.filters(without="procedure")), "procedure"),
        areas=_by_area(matters.filter(choice.filters(without="area"), area__isnull=False), "area"),
        channels=_by(matters.filter(choice.filters(without="channel"), petition__isnull=False), "petition__channel"),
    )


def _by(matters: QuerySet[Proceeding], column: str) -> dict[str, int]:
    rows = matters.order_by().values_list(column).annotate(n=Count("pk")).order_by("-n", column)
    return dict(rows)


def _by_area(matters: QuerySet[Proceeding], column: str) -> dict[int, int]:
    return {int(pk): n for pk, n in _by(matters, column).items()}


def _groups(matters: QuerySet[Proceeding], as_of: date) -> dict[str, int]:
    tomorrow, sunday = as_of + timedelta(days=1), max(week_end(as_of), as_of + timedelta(days=1))
    found: dict[str, int] = matters.aggregate(
        overdue=Count("pk", filter=Q(next_due__lt=as_of)),
        soon=Count("pk", filter=Q(next_due__gte=as_of, next_due__lte=tomorrow)),
        week=Count("pk", filter=Q(next_due__gt=tomorrow, next_due__lte=sunday)),
        later=Count("pk", filter=Q(next_due__gt=sunday)),
        none=Count("pk", filter=Q(next_due__isnull=True)),
    )
    return found
