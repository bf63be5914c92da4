"""Take an order (收工单): receive it once, keep every later version, let the newest win."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction
from django.utils.timezone import localtime
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import claim, seal_file
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.petitions.models import Petition
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.models import Proceeding
from qingtian.gateways.hotlines.actions.follow import changes_of, follow
from qingtian.gateways.hotlines.codes import Codes
from qingtian.gateways.hotlines.models import HotlineImport, HotlineOrder, OrderVersion
from qingtian.gateways.hotlines.moments import SHANGHAI
from qingtian.gateways.hotlines.order import Order
from qingtian.gateways.hotlines.systems import hotline_of
from qingtian.language import written_in
from qingtian.procedures.who import Actor

GATEWAY = Actor(kind="gateway")
Outcome = Literal["new", "updated", "same", "late", "left"]


@dataclass
class Setting:
    """What holds for a whole batch. ``source``: the code of the partner, or the import. ``unclaimed`` tokens are
    claimed by the caller once the transaction stands."""

    codes: Codes
    source: str
    receiver: str
    prefix: str
    on: date
    now: datetime
    arrived: HotlineImport | None = None
    rehearsal: bool = False
    unclaimed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an order; ``order`` is None where it was left (骚扰、无效)."""

    outcome: Outcome
    order: HotlineOrder | None = None
    changed: tuple[str, ...] = ()


@sensitive_variables()
def take(order: Order, setting: Setting) -> Taken:
    """Receive an order or a later version of it. Safe to repeat. Raises what receiving and sealing raise."""
    with transaction.atomic():
        setting.codes.of("status", order.status)  # a word nobody mapped waits on its screen from the first time on
        known = HotlineOrder.objects.select_for_update().filter(system=order.system, number=order.number).first()
        if known is None or known.undone_at is not None:
            if setting.codes.of("business_type", order.business_type) == "leave":
                return Taken("left")
            taken = _received(order, known, setting)
        else:
            taken = _renewed(order, known, setting)
    if setting.arrived is None and not setting.rehearsal:
        claim_all(setting)
    return taken


def claim_all(setting: Setting) -> None:
    """Claim what was sealed; the petitions stand now."""
    for token in setting.unclaimed:
        claim(token, now=setting.now)
    setting.unclaimed.clear()


@sensitive_variables()
def _received(order: Order, undone: HotlineOrder | None, setting: Setting) -> Taken:
    row = undone or HotlineOrder(system=order.system, number=order.number, taken_at=setting.now)
    if undone:
        row.round, row.undone_at = undone.round + 1, None
    received = receive(
        _report(order, setting),
        order.identity,
        by=GATEWAY,
        on=_day(order, setting.on),
        now=setting.now,
        prefix=setting.prefix,
        once=row.once,
        unclaimed=setting.unclaimed,
        rehearsal=setting.rehearsal,
    )
    row.proceeding = received.petition.proceeding
    _put(row, order, setting)
    row.save()
    _keep(row, order, received.petition.identity_token, setting, late=False, changed=())
    if row.due_at:
        follow(row, order, ("due_at",), setting)
    return Taken("new", row)


def _report(order: Order, setting: Setting) -> Report:
    return Report(
        report=order.words,
        channel=hotline_of(order.system).channel,
        receiver=setting.receiver,
        kinds=setting.codes.kinds(order.category),
        place=order.place,
        area=area_of(order.district),
        longitude=order.longitude if order.latitude is not None else None,
        latitude=order.latitude if order.longitude is not None else None,
        language=written_in(order.words),
        source_number=order.number,
    )


def area_of(district: str) -> str:
    """The area of a division code or of its name; empty where it is none of ours."""
    if not district:
        return ""
    found = Area.objects.filter(division_code=district) | Area.objects.filter(name_zh=district)
    return found.values_list("code", flat=True).first() or ""


def _day(order: Order, today: date) -> date:
    """The legal day of receipt: when the hotline sent it here, else accepted it; never after today."""
    sent = order.dispatched_at or order.accepted_at
    return min(localtime(sent, SHANGHAI).date(), today) if sent else today


@sensitive_variables()
def _renewed(order: Order, row: HotlineOrder, setting: Setting) -> Taken:
    if row.versions.filter(round=row.round, digest=order.digest).exists():
        return Taken("same", row)
    late = bool(order.stamp and row.stamp and order.stamp < row.stamp)
    changed = () if late else tuple(changes_of(row, order))
    token = Petition.objects.values_list("identity_token", flat=True).get(proceeding=row.proceeding_id)
    _keep(row, order, token, setting, late=late, changed=changed)
    if late:
        return Taken("late", row)
    _put(row, order, setting)
    row.save()
    follow(row, order, changed, setting)
    return Taken("updated", row, changed)


def _put(row: HotlineOrder, order: Order, setting: Setting) -> None:
    """What the order says now. Confidence once asked for stays; an evaluation is added to, never emptied."""
    row.source_channel, row.business_type, row.urgency = order.source_channel, order.business_type, order.urgency
    row.category, row.status = "/".join(order.category)[:200], order.status
    if order.status:
        withdrawn = setting.codes.of("status", order.status) == "cancelled"
        row.withdrawn_at = (row.withdrawn_at or setting.now) if withdrawn else None
    row.confidential = row.confidential or order.confidential
    row.need_callback = order.need_callback
    row.accepted_at = order.accepted_at or row.accepted_at
    row.dispatched_at = order.dispatched_at or row.dispatched_at
    row.due_at = order.due_at or row.due_at
    row.evaluation = {**row.evaluation, **order.evaluation}
    row.stamp, row.changed_at = order.stamp or row.stamp, setting.now


@sensitive_variables()
def _keep(
    row: HotlineOrder, order: Order, token: str, setting: Setting, *, late: bool, changed: tuple[str, ...]
) -> None:
    """The raw record, unknown fields and all, sealed under the reporter's own token."""
    ref = "" if setting.rehearsal else seal_file(token, order.raw_bytes, "application/json", now=setting.now).ref
    OrderVersion.objects.create(
        order=row,
        round=row.round,
        stamp=order.stamp,
        digest=order.digest,
        raw_ref=ref,
        source=setting.source[:60],
        arrived=None if setting.rehearsal else setting.arrived,
        came_at=setting.now,
        late=late,
        changed=list(changed),
    )


def matter_of(row: HotlineOrder) -> Proceeding:
    """Its petition as it stands now."""
    return Proceeding.objects.get(pk=row.proceeding_id)


def counted(taken: Taken) -> dict[str, Any]:
    """What an answer to the hotline says of one order: never who reported."""
    row = taken.order
    if row is None:
        return {"outcome": taken.outcome}
    matter = matter_of(row)
    receipt = Petition.objects.values_list("receipt", flat=True).get(proceeding=matter)
    return {"outcome": taken.outcome, "number": matter.number, "receipt": receipt, "changed": list(taken.changed)}
