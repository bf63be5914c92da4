"""Which matters a list shows: everything stands in the address, so that a list can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import worklist
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


@dataclass(frozen=True, slots=True)
class Cut:
    """One page of a list: its rows and where the next page begins, empty at the end."""

    rows: list[Proceeding]
    next: str


def cut(matters: QuerySet[Proceeding], choice: Choice, size: int = PAGE) -> Cut:
    """A page by keyset: it reads only its own rows, however long the list is.

    Matters without a running clock come after those with one: they are read apart, so that each part keeps its index.
    """
    found: list[Proceeding] = []
    for order, part in _parts(matters, choice):
        begun = _after(order, choice.after)
        if begun is None:
            continue
        found += list(part.filter(begun).order_by(*order)[: size + 1 - len(found)])
        if len(found) > size:
            break
    rows = found[:size]
    return Cut(rows, _mark(rows[-1], choice) if len(found) > size else "")


def _parts(matters: QuerySet[Proceeding], choice: Choice) -> list[tuple[tuple[str, ...], QuerySet[Proceeding]]]:
    if choice.which == "ended":
        return [(("-ended_on", "-pk"), matters)]
    if choice.sort == "new":
        return [(("-pk",), matters)]
    return [
        (("next_due", "pk"), matters.filter(next_due__isnull=False)),
        (("pk",), matters.filter(next_due__isnull=True)),
    ]


def _mark(last: Proceeding, choice: Choice) -> str:
    if choice.which == "ended":
        return f"{last.ended_on}~{last.pk}"
    if choice.sort == "new":
        return f"~{last.pk}"
    return f"{last.next_due or ''}~{last.pk}"


def _after(order: tuple[str, ...], mark: str) -> Q | None:
    """What comes after the mark in that order; None when the mark lies beyond this part altogether."""
    day, _, key = mark.partition("~")
    if not is_whole(key) or not _is_day(day):
        return Q()
    if order == ("-pk",):
        return Q(pk__lt=key)
    if order == ("pk",):
        return Q(pk__gt=key) if not day else Q()
    if not day:
        return None
    if order[0] == "-ended_on":
        return Q(ended_on__lt=day) | Q(ended_on=day, pk__lt=key)
    return Q(next_due__gt=day) | Q(next_due=day, pk__gt=key)


def _is_day(written: str) -> bool:
    try:
        return not written or bool(date.fromisoformat(written))
    except ValueError:
        return False
