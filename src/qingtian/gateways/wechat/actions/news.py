"""Tell reporters in the chat that their report moved: queued while WeChat still lets us answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from qingtian.gateways.wechat.actions.sending import OPEN, tell
from qingtian.gateways.wechat.conversation.words import STATUS
from qingtian.gateways.wechat.models import Filing
from qingtian.language import Text

#: states that change nothing for the reporter yet; the procedure calls the acts into them quiet
QUIET = frozenset({"received", "registered", "duty", "proper", "suggestion", "concluded"})


def queue_news(now: datetime, status_of: Callable[[str], Text | None]) -> int:
    """Queue one message for each report that moved since its reporter was told; how many.

    A report whose reporter was silent for 48 hours waits until they speak again: then the next round tells them.
    """
    moved = Filing.objects.filter(
        told_seq__lt=F("petition__proceeding__seq"), contact__heard_at__gt=now - OPEN, contact__left_at=None
    )
    return sum(_told(pk, now, status_of) for pk in list(moved.values_list("pk", flat=True)))


@transaction.atomic
def _told(pk: int, now: datetime, status_of: Callable[[str], Text | None]) -> bool:
    filing = Filing.objects.select_for_update().select_related("petition__proceeding", "contact").get(pk=pk)
    matter = filing.petition.proceeding
    Filing.objects.filter(pk=pk).update(told_seq=matter.seq, told_state=matter.state)
    if filing.told_state == matter.state or matter.state in QUIET:
        return False
    status = status_of(filing.petition.receipt)
    if status is None:
        return False
    words = STATUS.format(receipt=filing.petition.receipt, status=status)
    return tell(filing.contact, words, "news", now, filing.petition) is not None
