"""Figures by cell (网格指标): patrols owed and made, leaves without a person, open events and hazards; summed upwards.

Cells are compared, never members. Each figure is one query for the whole grid, whatever is shown of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count

from qingtian.apps.grid.models import GridEvent, GridObject, HiddenHazard
from qingtian.apps.grid.queries import done, leaves_without_person, owed
from qingtian.apps.places.models import GridCell


@dataclass(slots=True)
class Figures:
    """Of one cell and everything below it. ``behind``: leaves with fewer patrols than owed."""

    leaves: int = 0
    objects: int = 0
    owed: int = 0
    made: int = 0
    behind: int = 0
    nobody: int = 0
    events: int = 0
    hazards: int = 0

    def add(self, other: Figures) -> None:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    @property
    def state(self) -> str:
        """How the drawing shows it: nobody there, fewer patrols than owed in all, or as asked."""
        return "nobody" if self.nobody else "behind" if self.made < self.owed else "kept"


@dataclass(frozen=True, slots=True)
class Tree:
    """The cells of a day by primary key, those below each, and the figures of each."""

    cells: Mapping[int, GridCell]
    below: Mapping[int | None, list[GridCell]]
    figures: Mapping[int, Figures]


def tree_of(first: date, last: date) -> Tree:
    """Figures of the period ``first`` to ``last``; who is there and what is open as of ``last``."""
    rows = GridCell.objects.on(last).defer("boundary").order_by("level", "code")
    cells = {row.pk: row for row in rows}
    below: dict[int | None, list[GridCell]] = defaultdict(list)
    for row in cells.values():
        below[row.parent_id if row.parent_id in cells else None].append(row)
    figures = _of_leaves(cells, below, first, last)
    for row in sorted(cells.values(), key=lambda one: -one.level):
        if row.parent_id in cells and row.parent_id is not None:
            figures.setdefault(row.parent_id, Figures()).add(figures.get(row.pk, Figures()))
    return Tree(cells, below, {pk: figures.get(pk, Figures()) for pk in cells})


def _of_leaves(
    cells: Mapping[int, GridCell], below: Mapping[int | None, list[GridCell]], first: date, last: date
) -> dict[int, Figures]:
    wanted, made, nobody = owed(first, last), done(first, last), set(leaves_without_person(last))
    objects = dict(GridObject.objects.exclude(cell=None).order_by().values_list("cell").annotate(n=Count("pk")))
    events = _open(GridEvent)
    hazards = _open(HiddenHazard)
    found = {}
    for pk, row in cells.items():
        here = Figures(objects=objects.get(pk, 0), events=events.get(pk, 0), hazards=hazards.get(pk, 0))
        if not below.get(pk):
            here.leaves, here.owed, here.made = 1, wanted.get(row.code, 0), made.get(row.code, 0)
            here.behind, here.nobody = int(here.made < here.owed), int(row.code in nobody)
        found[pk] = here
    return found


def _open(model: type[GridEvent] | type[HiddenHazard]) -> dict[int, int]:
    rows = model._default_manager.filter(proceeding__ended_on=None).exclude(cell=None).order_by()
    return dict(rows.values_list("cell").annotate(n=Count("pk")))
