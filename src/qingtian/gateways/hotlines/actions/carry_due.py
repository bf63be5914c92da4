"""The day of merged orders (并案件的热线期限): the main petition carries the earliest; parted, each has its own."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localtime

from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Clock, Link, Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.gateways.hotlines.models import HotlineOrder
from qingtian.gateways.hotlines.moments import SHANGHAI
from qingtian.law import load_law
from qingtian.procedures.who import Actor

GATEWAY = Actor(kind="gateway")
CLOCK = "petitions.hotline_order"
#: petitions of this channel have the hotline's clock by law, even where no order named a day
LAWFUL = "hotline_12345"


def carry_after(performed: Performed) -> None:
    """After every committed act: where one merged, parted, or was voided as such, both sides are set right."""
    matter = performed.proceeding
    if matter.procedure != "petition" or "merged" not in (performed.before.state, performed.after.state):
        return
    by_this = Q(made_by=performed.act.seq) | Q(undone_by=performed.act.seq)
    for link in matter.links_out.filter(by_this, kind=Link.Kind.DUPLICATE_OF).select_related("target"):
        for side in (matter, link.target):
            settle(side, on=performed.act.on, now=performed.act.recorded_at)


def settle(matter: Proceeding, *, on: date, now: datetime) -> None:
    """Let the hotline's clock of a matter, or of the main it is merged into, run to the earliest day it answers for.

    Nothing is done where it does so already, or where the matter has ended.
    """
    main = _main_of(matter)
    if main.ended_on:
        return
    due = min(_days(main), default=None)
    running = Clock.objects.filter(proceeding=main, key=CLOCK).exclude(status=Clock.Status.STOPPED).first()
    day = due or (running.due if running else None)
    if day is None or (due and running and due == running.due):
        return
    held = "handler" if projection_of(main).organ("handler") else "receiver"
    fields = {"due": day.isoformat(), "holder": held if due else "nobody"}
    perform(main, "order_due", by=GATEWAY, on=max(on, main.last_on or on), now=now, fields=fields,
            expected_seq=main.seq)  # fmt: skip


def _main_of(matter: Proceeding) -> Proceeding:
    """The matter that acts for this one: itself, unless it is merged."""
    found = Proceeding.objects.get(pk=matter.pk)
    while found.state == "merged":
        found = found.links_out.get(kind=Link.Kind.DUPLICATE_OF, undone_by=None).target
    return found


def _days(matter: Proceeding) -> list[date]:
    """Days of its own orders and of all merged into it, however deep."""
    merged = Proceeding.objects.filter(
        links_out__target=matter, links_out__kind=Link.Kind.DUPLICATE_OF, links_out__undone_by=None, state="merged"
    )
    return [*_own(matter), *(day for one in merged for day in _days(one))]


def _own(matter: Proceeding) -> list[date]:
    """Days its own orders name; without any, the day the law gives its channel."""
    orders = HotlineOrder.objects.filter(proceeding=matter, undone_at=None).exclude(due_at=None)
    if named := [localtime(due, SHANGHAI).date() for due in orders.values_list("due_at", flat=True)]:
        return named
    if matter.channel != LAWFUL:
        return []
    return [load_law().derive(CLOCK, start=matter.opened_on, calendar=calendar()).due]
