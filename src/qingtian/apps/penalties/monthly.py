"""A month's figures of penalties and the supporting measures (四个配套办法), by area: a report, never a ranking.

Counted is what took effect for the law in the month: the act in force, by its legal day. An act voided by a correction
is not counted. The columns follow the national monthly circular; its form is known from memory only and says so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet

from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text

ELSEWHERE = Text("没有登记地方", "No area entered")


@dataclass(frozen=True, slots=True)
class Column:
    """One figure: matters of ``procedure`` in which one of ``acts`` took place; ``amount`` names a sum in yuan."""

    id: str
    title: Text
    procedure: str
    acts: tuple[str, ...]
    amount: str = ""


COLUMNS: tuple[Column, ...] = (
    Column("penalties", Text("行政处罚", "Penalties"), "penalty_case", ("decide", "punish_on_the_spot"), "fine"),
    Column("daily", Text("按日连续处罚", "Daily penalty"), "daily_penalty", ("decide",), "amount"),
    Column("seizure", Text("查封、扣押", "Seizure"), "seizure", ("execute",)),
    Column("production", Text("限产、停产", "Limit or stop of production"), "production_limit", ("decide",)),
    Column("detention", Text("移送行政拘留", "Transfer for detention"), "detention_transfer", ("hand_over",)),
    Column("crime", Text("移送涉嫌犯罪", "Transfer of a suspected crime"), "criminal_transfer", ("hand_over",)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One area's figures; ``sums`` in yuan for columns with an amount."""

    area: Area | None
    counts: dict[str, int] = field(default_factory=dict)
    sums: dict[str, Decimal] = field(default_factory=dict)

    def add(self, column: Column, amount: Decimal) -> None:
        self.counts[column.id] = self.counts.get(column.id, 0) + 1
        if column.amount:
            self.sums[column.id] = self.sums.get(column.id, Decimal(0)) + amount

    @property
    def cells(self) -> list[tuple[int, Decimal | None]]:
        """Count and sum in the order of the columns; no sum where the column has none."""
        return [
            (self.counts.get(one.id, 0), self.sums.get(one.id, Decimal(0)) if one.amount else None) for one in COLUMNS
        ]


def monthly(matters: QuerySet[Proceeding], month: date) -> tuple[list[Line], Line]:
    """Lines in the order of the areas, and the total, of what lies within ``matters``. One query a column."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    areas = {one.pk: one for one in Area.objects.order_by("path")}
    lines: dict[int | None, Line] = {}
    total = Line(None)
    for column in COLUMNS:
        for area, amount in _happened(matters, column, month, last):
            lines.setdefault(area, Line(areas.get(area) if area else None)).add(column, amount)
            total.add(column, amount)
    order = {pk: place for place, pk in enumerate(areas)}
    return [lines[pk] for pk in sorted(lines, key=lambda pk: order.get(pk, len(order)))], total


def _happened(
    matters: QuerySet[Proceeding], column: Column, first: date, last: date
) -> Iterable[tuple[int | None, Decimal]]:
    """Area and amount of each matter whose act lies in the month; what was opened later or lay still is not read."""
    found = matters.filter(procedure=column.procedure, opened_on__lte=last, last_on__gte=first)
    for area, projection in found.order_by().values_list("area", "projection"):
        facts = projection.get("facts", {})
        if _in_month(projection, column.acts, first, last):
            yield area, _sum(facts, column.amount)


def _in_month(projection: Mapping[str, Any], acts: tuple[str, ...], first: date, last: date) -> bool:
    marks = (mark for act in acts for mark in projection.get("done", {}).get(act, ()))
    return any(first.isoformat() <= str(mark["on"]) <= last.isoformat() for mark in marks)


def _sum(facts: Mapping[str, Any], name: str) -> Decimal:
    """The sum the matter holds; none where it says none: a warning has no fine."""
    try:
        return Decimal(str(facts[name])) if facts.get(name) else Decimal(0)
    except InvalidOperation:
        return Decimal(0)
