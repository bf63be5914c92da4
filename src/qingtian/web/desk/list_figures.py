"""The figures beside a list, all derived from one tally of the actor's scope.

The tally is counted again only after somebody acted: the last act's seal is its key. Where counting takes long (a scope
of tens of thousands of open matters) the figures may lie up to a minute behind; the rows of a list never do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from time import perf_counter

from django.core.cache import cache

from qingtian import __version__
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Act
from qingtian.apps.proceedings.queries import WorklistCounts
from qingtian.procedures.who import Actor
from qingtian.web.desk import list_tally
from qingtian.web.desk.list_choice import Choice
from qingtian.web.desk.list_tally import Cell, Cells, group_of, in_list, week_end

__all__ = ["ListFigures", "figures_of", "group_of", "week_end"]

KEPT_SECONDS = 600
#: a tally that took longer than this is not counted again at every act but once in so many seconds
SLOW_SECONDS, SLOW_KEPT_SECONDS = 0.1, 60


@dataclass(frozen=True, slots=True)
class ListFigures:
    """Counts of the lists, of the groups by time, and of each filter within the others."""

    lists: WorklistCounts
    total: int
    groups: dict[str, int]
    procedures: dict[str, int]
    areas: dict[int, int]
    channels: dict[str, int]
    #: the figures are of the latest ended matters only; there are more
    more: bool = False


def figures_of(actor: Actor, choice: Choice, as_of: date) -> ListFigures:
    """All figures of the page."""
    open_ = _tally(actor, as_of, ended=False)
    shown = open_
    if choice.which == "ended":
        shown = _tally(actor, as_of, ended=True)
    belongs = in_list(choice.which, as_of)
    listed = [cell for cell in shown if belongs(cell)]
    area = Area.objects.filter(code=choice.area).values_list("pk", flat=True).first() if choice.area else None
    chosen = {"procedure": choice.procedure, "area": (area or -1) if choice.area else None, "channel": choice.channel}
    groups = list_tally.groups(_within(listed, chosen), as_of)
    facet = {name: list_tally.by(_within(listed, chosen, without=name), name) for name in chosen}
    return ListFigures(
        lists=list_tally.lists(open_, as_of),
        total=sum(groups.values()),
        groups=groups,
        procedures={str(code): n for code, n in facet["procedure"].items()},
        areas={int(str(pk)): n for pk, n in facet["area"].items()},
        channels={str(code): n for code, n in facet["channel"].items()},
        more=choice.which == "ended" and sum(cell.number for cell in shown) >= list_tally.LATEST,
    )


def _within(cells: list[Cell], chosen: dict[str, object], *, without: str = "") -> list[Cell]:
    """Cells the filters leave; ``without`` leaves one filter out, for the counts beside it."""
    asked = {name: value for name, value in chosen.items() if value and name != without}
    return [cell for cell in cells if all(getattr(cell, name) == value for name, value in asked.items())]


def _tally(actor: Actor, as_of: date, *, ended: bool) -> Cells:
    last = Act.objects.order_by("-pk").values_list("hash", flat=True).first() or ""
    # the version too: an upgraded program never reads figures of another shape
    whose = (__version__, actor.post, actor.organ, actor.for_post, as_of, ended)
    exact, lately = _key(*whose, last), _key(*whose)
    found: Cells | None = cache.get(exact) or cache.get(lately)
    if found is None:
        begun = perf_counter()
        found = list_tally.tallied(actor, as_of, ended=ended)
        cache.set(exact, found, KEPT_SECONDS)
        if perf_counter() - begun > SLOW_SECONDS:
            cache.set(lately, found, SLOW_KEPT_SECONDS)
    return found


def _key(*parts: object) -> str:
    return "desk-tally-" + sha256("\n".join(str(part) for part in parts).encode()).hexdigest()
