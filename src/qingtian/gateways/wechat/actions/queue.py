"""What the queue does for chats: fetch what was sent, send what waits, forget what is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from qingtian.apps.operations.jobs import Counts
from qingtian.gateways.wechat.account import account
from qingtian.gateways.wechat.models import Contact, Incoming, Media, Outgoing, UsedNonce

#: ours: sealed raw messages stay so long, to settle a doubt about what was sent
RAW_KEPT = timedelta(days=30)
#: longer than WeChat repeats and than the window of a signature
NONCES_KEPT = timedelta(days=1)
#: ours: what was sent stays so long
SENT_KEPT = timedelta(days=90)


def attend_now(now: datetime) -> Counts:
    """One round. Nothing where no account is set up. Raises DeclarationError where it cannot be used."""
    from qingtian.gateways.wechat.actions.media import fetch_waiting
    from qingtian.gateways.wechat.actions.sending import send_waiting

    own = account()
    counts: dict[str, int | float | bool | str] = {"forgotten": forget(now)}
    if own is not None:
        counts |= {"fetched": fetch_waiting(own, now), "sent": send_waiting(own, now)}
    return counts


@task()
def attend() -> None:
    """The same at once, after a message that brought something to fetch."""
    attend_now(timezone.now())


def forget(now: datetime) -> int:
    """Delete what is over: raw messages, nonces, what was sent, and people who reported nothing and are silent."""
    gone = Incoming.objects.filter(at__lt=now - RAW_KEPT).delete()[0]
    gone += UsedNonce.objects.filter(at__lt=now - NONCES_KEPT).delete()[0]
    over = Outgoing.objects.exclude(state=Outgoing.State.WAITING)
    gone += over.filter(written_at__lt=now - SENT_KEPT).delete()[0]
    settled = Media.objects.exclude(state=Media.State.WAITING)
    gone += settled.filter(asked_at__lt=now - SENT_KEPT).delete()[0]
    silent = Contact.objects.filter(heard_at__lt=now - RAW_KEPT, filings=None, draft=None)
    return gone + silent.delete()[0]
