"""The correction orders of a daily penalty and its count, read from the trail and reckoned by the law room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from qingtian.apps.measures.original import original_of
from qingtian.apps.measures.reckoning import by_the_law
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.proceedings.records import records_of
from qingtian.enforcement.correction_orders import CorrectionOrder, cycles_of, day_by_day, reckoned
from qingtian.enforcement.daily_penalty import DailyPenalty
from qingtian.law import Calendar, load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards.daily_penalty import COUNT, ORDERS
from qingtian.procedures.guards.measures import ORIGINAL, day, sum_of

Record = Mapping[str, Any]
#: acts that serve an order
SERVING = frozenset({"open", "order_again"})


@dataclass(frozen=True, slots=True)
class Trail:
    """Orders in the order of their service; numbers of the acts that last gave notice and last decided, 0 for none.

    ``told`` is the notice the last decision rests on: what was found after it waits for another one.
    """

    orders: tuple[CorrectionOrder, ...]
    noticed: int = 0
    told: int = 0
    decided: int = 0


def read(records: Sequence[Record]) -> Trail:
    """What the acts that still count say."""
    voided = {record["voids"] for record in records if record.get("voids")}
    trail = Trail(())
    for record in records:
        if record["seq"] not in voided and not record.get("voids"):
            trail = _after(trail, record)
    return trail


def _after(trail: Trail, record: Record) -> Trail:
    act, fields, seq = record["act"], record["fields"], record["seq"]
    if act in SERVING:
        order = CorrectionOrder(day(fields["order_dated"]), day(fields["order_served_on"]))
        return replace(trail, orders=(*trail.orders, order))
    if act == "re_inspect":
        found = replace(trail.orders[-1], found=day(fields["found_on"]), result=fields["result"], found_by=seq)
        return replace(trail, orders=(*trail.orders[:-1], found))
    if act == "note_stopped":
        return replace(trail, orders=_stopped(trail.orders, day(fields["stopped_on"]), seq))
    if act == "notify":
        return replace(trail, noticed=seq)
    return replace(trail, decided=seq, told=trail.noticed) if act == "decide" else trail


def _stopped(orders: tuple[CorrectionOrder, ...], on: date, seq: int) -> tuple[CorrectionOrder, ...]:
    """The order that waits is answered by the measure; after a finding an entry of its own ends the counting."""
    last = orders[-1]
    if last.awaits:
        return (*orders[:-1], replace(last, found=on, result="stopped", found_by=seq))
    return (*orders, CorrectionOrder(on, on, on, "stopped", seq))


def to_decide(trail: Trail, fine: Decimal | None, state: str) -> DailyPenalty | None:
    """What is found and not decided yet; in ``notified`` what the notice told, no day found after it."""
    if fine is None:
        return None
    until = trail.noticed if state == "notified" else None
    cycles = cycles_of(trail.orders, after=trail.told, until=until)
    return reckoned(fine, cycles, load_law(), calendar())


def in_all(trail: Trail, fine: Decimal | None, days: Calendar | None = None) -> DailyPenalty | None:
    """Every cycle found refusing, decided or not; ``days`` the office's calendar, where it is at hand."""
    if fine is None:
        return None
    return reckoned(fine, cycles_of(trail.orders), load_law(), days or calendar())


def fine_of(projection: Projection, original: Mapping[str, Any]) -> Decimal | None:
    """The original fine: as the case has it, else as this matter was told it."""
    return sum_of(original.get("fine") or projection.facts.get("fine") or "")


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Orders, count and original fine for the guards."""
    known = by_the_law(on, officers="penalty.officers")
    if projection.state == "start" or projection.ended_on:
        return known
    original, trail = original_of(projection), read(records_of(proceeding))
    count = to_decide(trail, fine_of(projection, original), projection.state)
    return {**known, ORIGINAL: original, ORDERS: trail.orders, COUNT: count}


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """Days, amount and the count day by day, as the records write them; a person checks."""
    if act not in ("notify", "decide"):
        return {}
    projection = projection_of(proceeding)
    trail = read(records_of(proceeding))
    count = to_decide(trail, fine_of(projection, original_of(projection)), projection.state)
    if count is None:
        return {}
    figures = {"fine": f"{count.fine:.2f}", "days": str(count.days), "amount": f"{count.amount:.2f}"}
    return figures if act == "notify" else {**figures, "count": day_by_day(count)}
