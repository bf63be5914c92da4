"""Named questions about duties: what concerns each, what is done, what is owed, and where no duty was found.

Every figure counts matters in the reader's scope, by the same conditions as the list behind it (``matters``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractMonth

from qingtian.apps.people.models import Duty
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures import load_procedures
from qingtian.procedures.who import Actor

#: ended without being done: entered wrongly, merged, dropped
DROPPED = ("cancelled", "withdrawn", "merged")
CLOSED = Q(ended_on__isnull=False)
OPEN = Q(ended_on__isnull=True)
LINKED = Q(matter_duty__duty__isnull=False)
#: somebody looked and found no duty in the list
UNFOUND = Q(matter_duty__isnull=False, matter_duty__duty__isnull=True)
#: nobody has said anything about the duty yet
UNASKED = Q(matter_duty__isnull=True)


def late(on: date) -> Q:
    """Open, with a running clock whose last day has passed."""
    return OPEN & Q(next_due__lt=on)


@cache
def asking() -> tuple[str, ...]:
    """Procedures that ask for a duty, in any edition and any act."""
    found = {one.id for one in load_procedures() for act in one.transitions for f in act.fields if f.type == "duty"}
    return tuple(sorted(found))


def matters(actor: Actor) -> QuerySet[Proceeding]:
    """Matters this actor may see whose procedure asks for a duty; those dropped are left out."""
    return visible(actor).filter(procedure__in=asking()).exclude(state__in=DROPPED)


@dataclass(frozen=True, slots=True)
class Tally:
    """Matters of one duty: all, done, owed, and owed too long."""

    linked: int = 0
    closed: int = 0
    open: int = 0
    late: int = 0

    def __add__(self, other: Tally) -> Tally:
        pairs = zip(self.figures, other.figures, strict=True)
        return Tally(*(one + two for one, two in pairs))

    @property
    def figures(self) -> tuple[int, int, int, int]:
        return self.linked, self.closed, self.open, self.late


def tallies(actor: Actor, on: date) -> dict[int, Tally]:
    """By duty, whatever version it is of; one query."""
    found = matters(actor).filter(LINKED).order_by().values_list("matter_duty__duty")
    counted = found.annotate(
        linked=Count("pk"), closed=Count("pk", CLOSED), open=Count("pk", OPEN), late=Count("pk", late(on))
    )
    return {duty: Tally(*figures) for duty, *figures in counted}


def owed_by(organ: str, post: str = "") -> QuerySet[Duty]:
    """Every duty of an organ, or of one of its posts, in every version; the latest version first."""
    found = Duty.objects.filter(organ__code=organ)
    found = found.filter(post__code=post) if post else found
    return found.select_related("duty_list", "organ", "post").order_by("-duty_list__in_force_from", "-duty_list", "pk")


@dataclass(frozen=True, slots=True)
class Gap:
    """One area and month of the year: matters whose duty was not found, and those nobody has asked about."""

    area: int | None
    month: int
    unfound: int
    unasked: int


def gaps(actor: Actor, year: int) -> list[Gap]:
    """Where duties are missing among the matters opened in that year; one query."""
    found = matters(actor).filter(UNFOUND | UNASKED, opened_on__year=year).order_by()
    months = found.annotate(month=ExtractMonth("opened_on")).values_list("area", "month")
    counted = months.annotate(unfound=Count("pk", UNFOUND), unasked=Count("pk", UNASKED))
    return [Gap(*row) for row in counted.order_by("area__path", "month")]
