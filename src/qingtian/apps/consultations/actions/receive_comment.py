"""Receive a comment (收意见): who makes it is sealed first, then the words are kept, then the seal is claimed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.consultations.models import Comment, Consultation
from qingtian.apps.identities.vault import Identity, claim, seal
from qingtian.apps.petitions.receipts import digest_of, new_key, new_receipt
from qingtian.errors import Refused
from qingtian.insight.reading.personal import cover
from qingtian.language import Text

CLOSED = Text("征求意见在 {day} 截止了，这条意见没有收。", "Comments closed on {day}; this one was not taken.")
NOT_OPEN = Text("这次征求意见还没有开始，或已经撤回。", "This consultation is not open, or was withdrawn.")
STILL = Text(
    "您写的还在下面。可以拨打 12345 说，或者当作污染问题反映。",
    "What you wrote is still below. You can call 12345, or report it as a matter of pollution.",
)


@dataclass(frozen=True)
class ReceivedComment:
    """What its writer takes away. ``key`` is the secret of the private link, empty when the form was sent before."""

    comment: Comment
    key: str


def refuse_unless_open(consultation: Consultation, on: date) -> None:
    """Raise Refused (consultation.closed, consultation.not_open): the last day counts, the day after does not."""
    if consultation.closes_on is not None and on > consultation.closes_on:
        raise Refused("consultation.closed", CLOSED.format(day=consultation.closes_on.isoformat()), remedy=STILL)
    if consultation.proceeding.state != "announced":
        raise Refused("consultation.not_open", NOT_OPEN, remedy=STILL)


@sensitive_variables()
def _covered(words: str, identity: Identity) -> str:
    """The words as officers sort them: without who wrote them, nor other people's names and numbers."""
    known = tuple(word for word in (identity.name, identity.phone, identity.other) if word.strip())
    return cover(words, known).text


@sensitive_variables()
def receive_comment(
    consultation: Consultation,
    words: str,
    identity: Identity,
    *,
    language: str,
    on: date,
    now: datetime,
    prefix: str,
    once: str = "",
) -> ReceivedComment:
    """Keep a comment. The same ``once`` keeps one. Raises Refused where none is taken, and whatever sealing raises."""
    once = digest_of(once) if once else secrets.token_hex(32)
    if earlier := Comment.objects.filter(once=once, consultation=consultation).first():
        return ReceivedComment(earlier, "")
    refuse_unless_open(consultation, on)
    token, key = seal(identity, now=now), new_key()
    try:
        with transaction.atomic():
            comment = Comment.objects.create(
                consultation=consultation,
                receipt=new_receipt(prefix),
                key_digest=digest_of(key),
                once=once,
                words=words,
                working=_covered(words, identity),
                language=language,
                received_at=now,
                identity_token=token,
            )
    except IntegrityError:  # the same form twice at once: the other one was kept, this seal is an orphan
        return ReceivedComment(Comment.objects.get(once=once), "")
    claim(token, now=now)
    return ReceivedComment(comment, key)
