"""Follow what a hotline changed: its due time by a recorded act, a matter sent back by another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.gateways.hotlines.actions.carry_due import settle
from qingtian.gateways.hotlines.models import HotlineOrder
from qingtian.gateways.hotlines.order import Order
from qingtian.procedures.who import Actor

if TYPE_CHECKING:
    from qingtian.gateways.hotlines.actions.take import Setting

GATEWAY = Actor(kind="gateway")
#: states a matter that was answered is sent back from
ANSWERED = ("replied", "closed")


def changes_of(row: HotlineOrder, order: Order) -> Iterator[str]:
    """Names of what is different from the version before; the words themselves are compared by their digest alone."""
    for name in ("status", "urgency", "business_type"):
        if getattr(order, name) and getattr(order, name) != getattr(row, name):
            yield name
    if order.due_at and order.due_at != row.due_at:
        yield "due_at"
    if any(row.evaluation.get(name) != said for name, said in order.evaluation.items()):
        yield "evaluation"
    if order.confidential and not row.confidential:
        yield "confidential"


def follow(row: HotlineOrder, order: Order, changed: Sequence[str], setting: Setting) -> None:
    """The acts the change asks for, in the transaction of the version."""
    if "status" in changed:
        _status(row, setting.codes.of("status", order.status), setting)
    if "due_at" in changed and row.due_at:
        settle(row.proceeding, on=setting.on, now=setting.now)


def _status(row: HotlineOrder, code: str | None, setting: Setting) -> None:
    matter = Proceeding.objects.get(pk=row.proceeding_id)
    if code == "returned":
        row.returned_at = setting.now
        row.save(update_fields=["returned_at"])
    elif code == "redo":
        row.redone += 1
        row.save(update_fields=["redone"])
        if matter.state in ANSWERED:
            _perform(matter, "order_redo", {}, setting)


def _perform(matter: Proceeding, act: str, fields: dict[str, Any], setting: Setting) -> None:
    on = max(setting.on, matter.last_on or setting.on)
    perform(matter, act, by=GATEWAY, on=on, now=setting.now, fields=fields, expected_seq=matter.seq)
