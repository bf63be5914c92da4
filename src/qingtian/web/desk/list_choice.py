"""Which matters a list shows: everything stands in the address, so that a list can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import mine_in_parts, worklist
from qingtian.procedures.who import Actor
from qingtian.web.typed import is_whole, whole

LISTS = ("mine", "due", "overdue", "waiting", "all", "ended")
SORTS = ("due", "new")
PAGE = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """The list, its filters and its order. ``after`` is where the page before ended, ``skipped`` how many precede."""

    which: str = "mine"
    procedure: str = ""
    area: str = ""
    channel: str = ""
    sort: str = "due"
    dense: bool = False
    after: str = ""
    skipped: int = 0

    @classmethod
    def of(cls, query: Mapping[str, str], *, procedure: str = "", which: str = "mine") -> Choice:
        """From the address; what is not known is left at its default."""
        wanted, sort = query.get("list", which), query.get("sort", "due")
        return cls(
            which=wanted if wanted in LISTS else which,
            procedure=query.get("procedure", procedure),
            area=query.get("area", ""),
            channel=query.get("channel", ""),
            sort=sort if sort in SORTS else "due",
            dense=query.get("density") == "close",
            after=query.get("after", ""),
            skipped=whole(query.get("n", ""), otherwise=0),
        )

    def query(self, **changes: object) -> str:
        """The address of this list with some of it changed; a new filter begins at the first page."""
        wanted = replace(self, **{"after": "", "skipped": 0, **changes})  # type: ignore[arg-type]
        values = {
            "list": wanted.which,
            "procedure": wanted.procedure,
            "area": wanted.area,
            "channel": wanted.channel,
            "sort": wanted.sort if wanted.sort != "due" else "",
            "density": "close" if wanted.dense else "",
            "after": wanted.after,
            "n": wanted.skipped or "",
        }
        return "?" + urlencode({name: value for name, value in values.items() if value != ""})

    def filters(self, *, without: str = "") -> Q:
        """The filters as a condition; ``without`` leaves one out, for the counts beside it."""
        wanted = Q()
        if self.procedure and without != "procedure":
            wanted &= Q(procedure=self.procedure)
        if self.area and without != "area":
            wanted &= Q(area__code=self.area)
        if self.channel and without != "channel":
            wanted &= Q(channel=self.channel)
        return wanted

    @property
    def filtered(self) -> bool:
        return bool(self.procedure or self.area or self.channel)

    def base(self, actor: Actor, as_of: date) -> QuerySet[Proceeding]:
        """The whole list in this actor's scope, before filters."""
        return worklist(actor, self.which, as_of).order_by()

    def parts(self, actor: Actor, as_of: date) -> list[QuerySet[Proceeding]]:
        """The list with its filters, in parts no matter is in twice, each of which an index gives in order."""
        filters = self.filters()
        if self.which != "mine":
            return [self.base(actor, as_of).filter(filters)]
        open_ones = worklist(actor, "all", as_of).order_by().filter(filters)
        return [open_ones.filter(own) for own in mine_in_parts(actor)]


@dataclass(frozen=True, slots=True)
class Cut:
    """One page of a list: its rows and where the next page begins, empty at the end."""

    rows: list[Proceeding]
    next: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a list that one index gives in its order. Matters without a running clock are the last stretch."""

    order: tuple[str, ...]
    only: Q = field(default_factory=Q)
    clockless: bool = False


def cut(parts: Sequence[QuerySet[Proceeding]], choice: Choice, size: int = PAGE) -> Cut:
    """A page by keyset: it reads only its own rows, however long the list is. ``parts``: what ``Choice.parts`` gives.

    Matters without a running clock come after those with one: they are read apart, so that each stretch has its index.
    """
    found: list[Proceeding] = []
    for stretch in _stretches(choice):
        begun = _after(stretch, choice.after)
        if begun is None:
            continue
        wanted = size + 1 - len(found)
        read = [list(part.filter(stretch.only & begun).order_by(*stretch.order)[:wanted]) for part in parts]
        found += _merged(read, stretch)[:wanted]
        if len(found) > size:
            break
    rows = found[:size]
    return Cut(rows, _mark(rows[-1], choice) if len(found) > size else "")


def _merged(read: list[list[Proceeding]], stretch: Stretch) -> list[Proceeding]:
    """The rows of all parts in the order of the stretch; a list in several parts is one by days or by age."""
    if len(read) == 1:
        return read[0]
    rows = [row for part in read for row in part]
    if stretch.order == ("-pk",):
        return sorted(rows, key=lambda row: -row.pk)
    return sorted(rows, key=lambda row: (row.next_due or date.max, row.pk))


def _stretches(choice: Choice) -> list[Stretch]:
    if choice.which == "ended":
        return [Stretch(("-ended_on", "-pk"))]
    if choice.sort == "new":
        return [Stretch(("-pk",))]
    # the second is ordered by the empty day, too: by the number alone PostgreSQL would walk all matters there ever were
    due = ("next_due", "pk")
    return [Stretch(due, Q(next_due__isnull=False)), Stretch(due, Q(next_due__isnull=True), clockless=True)]


def _mark(last: Proceeding, choice: Choice) -> str:
    if choice.which == "ended":
        return f"{last.ended_on}~{last.pk}"
    if choice.sort == "new":
        return f"~{last.pk}"
    return f"{last.next_due or ''}~{last.pk}"


def _after(stretch: Stretch, mark: str) -> Q | None:
    """What comes after the mark in that order; None when the mark lies beyond this stretch altogether."""
    day, _, key = mark.partition("~")
    if not is_whole(key) or not _is_day(day):
        return Q()
    if stretch.order == ("-pk",):
        return Q(pk__lt=key)
    if stretch.clockless:
        return Q(pk__gt=key) if not day else Q()
    if not day:
        return None
    if stretch.order[0] == "-ended_on":
        return Q(ended_on__lt=day) | Q(ended_on=day, pk__lt=key)
    return Q(next_due__gt=day) | Q(next_due=day, pk__gt=key)


def _is_day(written: str) -> bool:
    try:
        return not written or bool(date.fromisoformat(written))
    except ValueError:
        return False
