"""Named questions about the congress' supervision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from qingtian.apps.oversight.models import OversightItem
from qingtian.apps.proceedings.models import Clock, Handling, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor

PROCEDURES = (
    "annual_report",
    "special_work_report",
    "enforcement_inspection",
    "special_inquiry",
    "interpellation",
    "visit",
)
#: ended without being done
DROPPED = ("cancelled",)


def seen_by(actor: Actor) -> QuerySet[OversightItem]:
    """Items whose matters the actor may see, the latest first."""
    matters = visible(actor).filter(procedure__in=PROCEDURES)
    found = OversightItem.objects.filter(proceeding__in=matters)
    return found.select_related("proceeding", "area", "congress", "government", "department").order_by("-proceeding_id")


def addressed_to(organ: str) -> QuerySet[OversightItem]:
    """What a congress may read: items addressed to it that are no work secret; nothing of anybody else's."""
    found = OversightItem.objects.filter(congress__code=organ, proceeding__restricted=False)
    found = found.exclude(proceeding__handling_mark=Handling.WORK_SECRET).exclude(proceeding__state__in=DROPPED)
    return found.select_related("proceeding", "area", "government", "department").order_by("-year", "-proceeding_id")


def coming(items: QuerySet[OversightItem], on: date) -> QuerySet[OversightItem]:
    """Open items with a meeting today or later, the next first."""
    return items.filter(meeting_on__gte=on, proceeding__ended_on__isnull=True).order_by("meeting_on", "proceeding_id")


def clocks_of(items: Iterable[OversightItem]) -> dict[int, list[Clock]]:
    """Running clocks by matter, the earliest first."""
    found: dict[int, list[Clock]] = {}
    matters = [item.proceeding_id for item in items]
    for clock in Clock.objects.filter(proceeding__in=matters, status="running").order_by("due", "key"):
        found.setdefault(clock.proceeding_id, []).append(clock)
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """One duty of one department in a year: what names it, what of it is done, what is owed, what is late."""

    department: str
    duty: str
    items: tuple[OversightItem, ...]
    done: int
    owed: int
    late: int


def sheets(items: QuerySet[OversightItem], year: int, on: date) -> list[Sheet]:
    """A row for every duty of every department, by department; units are shown, persons are not."""
    held: dict[tuple[str, str], list[OversightItem]] = {}
    for item in items.filter(year=year).exclude(proceeding__state__in=DROPPED).order_by("department__path", "duty"):
        held.setdefault((item.department.code, item.duty), []).append(item)
    late = set(late_matters(items, on).values_list("pk", flat=True))
    return [
        Sheet(
            department=department,
            duty=duty,
            items=tuple(found),
            done=sum(one.proceeding.ended_on is not None for one in found),
            owed=sum(one.proceeding.ended_on is None for one in found),
            late=sum(one.proceeding_id in late for one in found),
        )
        for (department, duty), found in held.items()
    ]


def late_matters(items: QuerySet[OversightItem], on: date) -> QuerySet[Proceeding]:
    """Matters with a running clock whose last day has passed."""
    overdue = Clock.objects.filter(status="running", due__lt=on).values("proceeding")
    return Proceeding.objects.filter(Q(pk__in=items.values("proceeding")) & Q(pk__in=overdue))
