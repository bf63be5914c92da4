"""Take one callback (收消息): stored sealed, worked on and answered in one transaction; a repeat is answered the same.

What was acknowledged is on disk. Nothing here speaks to the network.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.errors import QingtianError, Refused
from qingtian.gateways.wechat.actions.drafting import discard
from qingtian.gateways.wechat.actions.sending import heard
from qingtian.gateways.wechat.actions.talking import talk
from qingtian.gateways.wechat.around import Around
from qingtian.gateways.wechat.conversation import words
from qingtian.gateways.wechat.models import Contact, Incoming, Outgoing, UsedNonce
from qingtian.gateways.wechat.people import contact_of
from qingtian.gateways.wechat.reading import Message
from qingtian.gateways.wechat.sealed import digest, seal, unseal
from qingtian.gateways.wechat.writing import SUCCESS, passive
from qingtian.language import Text

logger = logging.getLogger("qingtian.wechat")
#: events that begin a talk
GREETED = ("subscribe", "SCAN")
#: keys of an office's own menu that ask for something
MENU = {"report": words.GREETING, "query": words.NO_REPORTS, "help": words.HELP}
LONGEST_ANSWERED = 2000


class Replayed(Refused):
    """A time and nonce that were used for another message: somebody copied a signed address."""

    def __init__(self) -> None:
        super().__init__("wechat.replayed", Text("这个请求已经用过。", "This request was used before."))


Wrap = Callable[[bytes], bytes]


@sensitive_variables()
def take(message: Message, raw: bytes, nonce: str, around: Around, join: timedelta, wrap: Wrap) -> bytes:
    """The answer, the same to every repeat. ``nonce`` is time and nonce of the call; ``wrap`` seals the answer.

    Raises Replayed, and DatabaseError where nothing could be kept: WeChat then asks again.
    """
    key = digest(*message.key)
    try:
        with transaction.atomic():
            _use(digest("nonce", nonce), key, around)
            return _answered(key) or _taken(key, message, raw, around, join, wrap)
    except IntegrityError:
        # the same message came twice at once, and the other one was first
        if (first := _answered(key)) is not None:
            return first
        raise


def _use(mark: str, key: str, around: Around) -> None:
    used, _ = UsedNonce.objects.get_or_create(mark=mark, defaults={"key": key, "at": around.clock})
    if used.key != key:
        raise Replayed


def _answered(key: str) -> bytes | None:
    held = Incoming.objects.filter(key=key).values_list("answer", flat=True).first()
    return None if held is None else unseal(held, f"answer {key}")


@sensitive_variables()
def _taken(key: str, message: Message, raw: bytes, around: Around, join: timedelta, wrap: Wrap) -> bytes:
    kind = message.kind + (f"/{message.event}" if message.event else "")
    row = Incoming(key=key, kind=kind[:40], raw=seal(raw, f"raw {key}"), at=around.clock)
    try:
        with transaction.atomic():
            answer = _worked(message, around, join)
    except DatabaseError:
        raise
    except Exception as failed:
        row.state, row.error = Incoming.State.FAILED, _code_of(failed)
        logger.error("a message was not worked", extra={"data": {"error": row.error}})
        answer = words.FAILED.in_("zh") + "\n" + words.FAILED.in_("en")
    plain = wrap(passive(message.sender, message.account, int(around.clock.timestamp()), answer)) if answer else SUCCESS
    row.answer = seal(plain, f"answer {key}")
    row.save(force_insert=True)
    return plain


def _code_of(failed: Exception) -> str:
    if isinstance(failed, QingtianError):
        return failed.code
    return f"{type(failed).__module__}.{type(failed).__qualname__}"[:80]


@sensitive_variables()
def _worked(message: Message, around: Around, join: timedelta) -> str:
    """What to say; empty for nothing."""
    contact = contact_of(message.sender, around.clock)
    if message.kind == "event":
        replies = _happened(contact, message)
    else:
        contact.left_at = None
        replies = talk(contact, message, around, join)
    if contact.left_at is None:
        heard(contact, around.clock)
    contact.save()
    said = [reply.in_(contact.language) for reply in replies]
    return "\n".join(said)[:LONGEST_ANSWERED]


def _happened(contact: Contact, message: Message) -> list[Text]:
    """Events: a greeting, a menu, a farewell; where somebody stands is nothing we keep."""
    if message.event in GREETED:
        contact.left_at = None
        return [words.GREETING]
    if message.event == "unsubscribe":
        discard(contact)
        contact.outgoing.filter(state=Outgoing.State.WAITING).update(state=Outgoing.State.REFUSED, error="left")
        contact.left_at = contact.heard_at
        return []
    if message.event == "CLICK":
        return [MENU.get(message["EventKey"], words.GREETING)]
    return []
