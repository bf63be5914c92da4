"""Answer later (客服消息): queued, sent within 48 hours of the last word, five at most, the state kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.petitions.models import Petition
from qingtian.gateways.wechat import platform
from qingtian.gateways.wechat.account import Account
from qingtian.gateways.wechat.actions.access import with_access
from qingtian.gateways.wechat.backoff import claimed, put_off
from qingtian.gateways.wechat.models import Contact, Outgoing
from qingtian.gateways.wechat.people import openid_of
from qingtian.gateways.wechat.sealed import seal, unseal
from qingtian.language import Text

#: WeChat's own rules: how long after a word it may be answered, and how often
OPEN = timedelta(hours=48)
MOST = 5
#: WeChat's codes: later than 48 hours, too many, the user is gone or unknown
TOO_LATE, TOO_MANY, GONE = 45015, 45047, frozenset({40003, 43004, 43019})
_State = Outgoing.State


def heard(contact: Contact, now: datetime) -> None:
    """Somebody spoke: for 48 hours more we may answer, and what came too late goes after all. The caller saves."""
    contact.heard_at, contact.told = now, 0
    waiting = contact.outgoing.filter(state__in=(_State.WAITING, _State.TOO_LATE))
    waiting.update(state=_State.WAITING, until=now + OPEN, next_at=now)


@sensitive_variables()
def tell(contact: Contact, words: Text, about: str, now: datetime, petition: Petition | None = None) -> Outgoing | None:
    """Queue a message in the contact's language; None for somebody who left."""
    if contact.left_at is not None:
        return None
    row = Outgoing(
        contact=contact, petition=petition, about=about, written_at=now, until=contact.heard_at + OPEN, next_at=now
    )
    row.words = seal(words.in_(contact.language).encode(), f"outgoing {contact.digest}")
    row.save()
    return row


def send_waiting(account: Account, now: datetime) -> int:
    """Send what is due; how many went. Two processes never send the same at once."""
    sent = 0
    late = Outgoing.objects.filter(state=_State.WAITING, until__lt=now)
    late.update(state=_State.TOO_LATE)
    due = Outgoing.objects.filter(state=_State.WAITING, next_at__lte=now, contact__told__lt=MOST).order_by("pk")
    for row in due.select_related("contact"):
        if claimed(row, now):
            sent += _sent(account, row, now)
    return sent


@sensitive_variables()
def _sent(account: Account, row: Outgoing, now: datetime) -> bool:
    contact = Contact.objects.get(pk=row.contact_id)
    if contact.told >= MOST:
        return False
    words = unseal(row.words, f"outgoing {contact.digest}").decode()
    try:
        with_access(account, now, lambda access: platform.send_text(account, access, openid_of(contact), words))
    except platform.Refused as refused:
        _refused(row, contact, refused.code, now)
        return False
    except platform.Unreachable as gone:
        put_off(row, gone.code, now)
        return False
    Outgoing.objects.filter(pk=row.pk).update(state=_State.SENT, sent_at=now, error="")
    Contact.objects.filter(pk=contact.pk).update(told=F("told") + 1)
    return True


def _refused(row: Outgoing, contact: Contact, code: int, now: datetime) -> None:
    if code == TOO_MANY:
        Contact.objects.filter(pk=contact.pk).update(told=MOST)
        put_off(row, str(code), now)
    elif code == TOO_LATE or code in GONE:
        state = _State.TOO_LATE if code == TOO_LATE else _State.REFUSED
        Outgoing.objects.filter(pk=row.pk).update(state=state, error=str(code))
    else:
        put_off(row, str(code), now)
