"""The queue to the hotlines (回传队列): what waits, what was handed over, what they said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from qingtian.errors import UnusableInput
from qingtian.gateways.hotlines.models import Outgoing
from qingtian.gateways.hotlines.systems import sources_within
from qingtian.language import Text

#: one fetch hands over this many; the next one begins behind what was decided
MOST = 100
SCHEMA = "hotline-answer/1"
NO_KEY = Text("没有这个幂等键。", "There is no such key.")
DECIDED = Text("accepted 要写 true 或 false。", "“accepted” must be true or false.")


def undecided(*, systems: Sequence[str] | None = None) -> QuerySet[Outgoing]:
    """What was not accepted or refused yet, oldest first; of all hotlines, or of these source systems alone."""
    waiting = Outgoing.objects.filter(state__in=[Outgoing.State.QUEUED, Outgoing.State.SENT]).select_related("order")
    if systems is not None:
        waiting = waiting.filter(sources_within(systems, "order__system"))
    return waiting.order_by("pk")


def hand_over(rows: list[Outgoing], now: datetime) -> None:
    """Note that they were handed over; handing over twice changes nothing, the key stays the same."""
    queued = [row.pk for row in rows if row.state == Outgoing.State.QUEUED]
    Outgoing.objects.filter(pk__in=queued, state=Outgoing.State.QUEUED).update(state=Outgoing.State.SENT, sent_at=now)


def message(row: Outgoing) -> dict[str, Any]:
    """One entry as it goes out (``hotline-answer/1``): the order's own number, the key, our form."""
    return {
        "schema": SCHEMA,
        "key": row.key,
        "kind": row.kind,
        "source_system": row.order.system,
        "external_no": row.order.number,
        "made_at": row.made_at.isoformat(),
        "content": row.content,
    }


def decide(sent: Mapping[str, Any], now: datetime, *, systems: Sequence[str] | None = None) -> Outgoing:
    """What a hotline says of one entry: ``{"key", "accepted", "text"}``; said again, the latest holds.

    Raises UnusableInput (hotlines.no_key, hotlines.undecided).
    """
    accepted = sent.get("accepted")
    if not isinstance(accepted, bool):
        raise UnusableInput("hotlines.undecided", DECIDED, where="accepted")
    rows = Outgoing.objects.filter(key=str(sent.get("key", ""))[:100])
    if systems is not None:
        rows = rows.filter(sources_within(systems, "order__system"))
    row = rows.select_related("order").first()
    if row is None:
        raise UnusableInput("hotlines.no_key", NO_KEY, where="key")
    row.state = Outgoing.State.ACCEPTED if accepted else Outgoing.State.REFUSED
    row.told, row.decided_at = str(sent.get("text") or "")[:300], now
    row.sent_at = row.sent_at or now
    row.save(update_fields=["state", "told", "decided_at", "sent_at"])
    return row
