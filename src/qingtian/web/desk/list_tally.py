"""Everything a list counts, in one query: how many matters share procedure, area, channel, owner and time left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, IntegerField, Value, When

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import SOON, WorklistCounts, mine
from qingtian.procedures.who import Actor

SUNDAY = 6
#: ended matters grow for ever; beyond so many a list says "more than", not how many
LATEST = 2_000
GROUPS = ("overdue", "soon", "week", "later", "none")


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


@dataclass(frozen=True, slots=True)
class Cell:
    """Matters alike in all that a list counts. ``day`` is the first of the days their earliest clock may run out on."""

    procedure: str
    area: int | None
    channel: str
    mine: bool
    day: date | None
    number: int


Cells = tuple[Cell, ...]
Chosen = Callable[[Cell], bool]


def _edges(as_of: date) -> list[date]:
    """Days on which a group or a list begins, the first one stands for everything before today."""
    return sorted({as_of, as_of + timedelta(days=2), as_of + timedelta(days=SOON + 1), week_end(as_of) + timedelta(1)})


def tallied(actor: Actor, as_of: date, *, ended: bool) -> Cells:
    """The open matters in the actor's scope, counted; of the ended ones the ``LATEST`` that ended last."""
    edges = _edges(as_of)
    stretches = [When(next_due=None, then=Value(-1)), When(next_due__lt=edges[0], then=Value(0))]
    stretches += [When(next_due__lt=edge, then=Value(n)) for n, edge in enumerate(edges[1:], 1)]
    number = IntegerField()
    matters = visible(actor).filter(ended_on__isnull=not ended).order_by()
    if ended:
        latest = matters.order_by("-ended_on", "-pk").values("pk")[:LATEST]
        matters = Proceeding.objects.filter(pk__in=latest).order_by()
    rows = (
        matters.annotate(
            own=Case(When(mine(actor), then=Value(1)), default=Value(0), output_field=number),
            stretch=Case(*stretches, default=Value(len(edges)), output_field=number),
        )
        .values_list("procedure", "area", "channel", "own", "stretch")
        .annotate(n=Count("pk"))
    )
    first = {-1: None, 0: edges[0] - timedelta(days=1)} | dict(enumerate(edges, 1))
    return tuple(Cell(p, a, c, bool(own), first[stretch], n) for p, a, c, own, stretch, n in rows)


def in_list(which: str, as_of: date) -> Chosen:
    """Whether a cell belongs to the list; the rule of ``queries.worklist``."""
    soon = as_of + timedelta(days=SOON)
    return {
        "mine": lambda cell: cell.mine,
        "due": lambda cell: cell.day is not None and as_of <= cell.day <= soon,
        "overdue": lambda cell: cell.day is not None and cell.day < as_of,
        "waiting": lambda cell: not cell.mine,
    }.get(which, lambda cell: True)


def total(cells: Iterable[Cell], chosen: Chosen) -> int:
    return sum(cell.number for cell in cells if chosen(cell))


def lists(cells: Cells, as_of: date) -> WorklistCounts:
    """The figures over the lists."""
    number = {name: total(cells, in_list(name, as_of)) for name in ("all", "mine", "overdue", "due", "waiting")}
    return WorklistCounts(number["all"], number["mine"], number["overdue"], number["due"], number["waiting"])


def groups(cells: Iterable[Cell], as_of: date) -> dict[str, int]:
    """By time left."""
    found = dict.fromkeys(GROUPS, 0)
    for cell in cells:
        found[group_of(cell.day, as_of)] += cell.number
    return found


def by(cells: Iterable[Cell], column: str) -> dict[object, int]:
    """By one property, the most frequent first; cells without it are left out."""
    found: Counter[object] = Counter()
    for cell in cells:
        if (value := getattr(cell, column)) not in (None, ""):
            found[value] += cell.number
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], str(pair[0]))))
