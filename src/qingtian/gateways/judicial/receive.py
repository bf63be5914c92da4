"""Take an answer in (来文导入): a file signed by the organ's system, done as the act it says, once and never twice."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.actions.store_file import store_file
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.transfers.message_kinds import MessageKind, load_kinds
from qingtian.apps.transfers.models import JudicialMessage
from qingtian.errors import Refused, UnusableInput
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.partners.secret import unseal
from qingtian.gateways.signing.canonical import signature, words_signed
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.secrecy import Declaration
from qingtian.trail import canonical, sm3

FORMAT = "qingtian-judicial-answer"
GATEWAY = Actor(kind="gateway")
#: what one file may hold, its paper included
MOST = 20 << 20
#: the field of an act that takes the paper of an answer
PAPER = "paper_in"
#: a receipt that is no answer of its own
RECEIPT = "note_receipt"
UNREADABLE = Text("读不懂这个文件。", "This file cannot be read.")
NOT_PROVED = Text(
    "签名核对不上，或者对方不能代表这个机关。", "The signature does not verify, or it may not answer for that organ."
)
NOT_THEIRS = Text("这件不是移送给对方的，或者没有这件。", "There is no such matter with that organ.")
ASK = Text("请对方重新导出；或者凭来文在那一件里登记。", "Ask for another export, or enter it by hand with the paper.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a signed file says: which act of which matter, its fields, the paper as bytes."""

    partner: Partner
    ident: str
    number: str
    act: str
    fields: dict[str, Any]
    paper_name: str
    paper: bytes


def signed_words(body: dict[str, Any]) -> str:
    """What the sender signs: the words of a call, with the number of the matter for a path and no time window."""
    return words_signed("FILE", str(body["about"]), str(body["on"]), str(body["ident"]), canonical(body))


@sensitive_variables()
def read_answer(content: bytes) -> Answer:
    """The answer, its signature proved. Raises UnusableInput ``judicial.unreadable``, ``judicial.not_proved``."""
    if len(content) > MOST:
        raise _unreadable()
    try:
        told = json.loads(content)
        body = told["body"]
        if body["format"] != FORMAT or body["v"] != 1 or not isinstance(body["fields"], dict):
            raise _unreadable()
        paper = base64.b64decode(body.get("paper", {}).get("base64", ""), validate=True)
        words, signed, code = signed_words(body), str(told["signature"]), str(told["partner"])
        answer = (str(body["ident"]), str(body["about"]), str(body["act"]), dict(body["fields"]))
        name = str(body.get("paper", {}).get("name", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise _unreadable() from None
    partner = Partner.objects.filter(code=code, ended_at=None).first()
    right = hmac.compare_digest(signature(unseal(partner) if partner else b"nobody", words), signed)
    if partner is None or not right or Right.JUDICIAL not in partner.may:
        raise UnusableInput("judicial.not_proved", NOT_PROVED, remedy=ASK)
    return Answer(partner, *answer, paper_name=name, paper=paper)


@transaction.atomic
def receive(answer: Answer, *, now: datetime) -> Act:
    """Do what the answer says, dated the day it is taken in; the same ``ident`` is done once.

    Raises Refused ``judicial.not_theirs`` for a matter of another organ or an act that is not theirs to tell, and what
    ``perform`` raises.
    """
    matter = Proceeding.objects.filter(number=answer.number, procedure__in=_procedures()).first()
    if matter is None or not _theirs(answer, matter):
        raise Refused("judicial.not_theirs", NOT_THEIRS, where=answer.number[:40], remedy=ASK)
    once = sm3(f"judicial:{answer.partner.code}:{answer.ident}".encode())
    if earlier := Act.objects.filter(once=once, proceeding=matter).first():
        return earlier
    fields = {**answer.fields}
    fields.pop(PAPER, None)
    if answer.paper and _takes_paper(matter, answer.act):
        kept = store_file(
            answer.paper,
            name=answer.paper_name or "paper.pdf",
            media_type="application/pdf" if answer.paper.startswith(b"%PDF-") else "application/octet-stream",
            now=now,
            declared=Declaration.INTERNAL,
        )
        fields[PAPER] = [str(kept.pk)]
    return perform_within(
        matter, answer.act, by=GATEWAY, on=now.date(), now=now, fields=fields, expected_seq=matter.seq, once=once
    )


def _procedures() -> set[str]:
    return {kind.procedure for kind in load_kinds().values()}


def _theirs(answer: Answer, matter: Proceeding) -> bool:
    """The organ the partner speaks for is the one this kind of answer comes from, by the relations of the matter; a
    receipt comes from the organ that got the message."""
    speaks_for = set(answer.partner.speaks_for)
    if answer.act == RECEIPT:
        number = str(answer.fields.get("message", "")).strip().upper()
        sent = JudicialMessage.objects.filter(proceeding=matter, number=number).first()
        return sent is not None and sent.other in speaks_for
    relations = projection_of(matter).relations
    sides = {kind.declared.side for kind in _told_by(answer.act, matter.procedure)}
    return bool({(relations.get(side) or {}).get("chain", [""])[-1] for side in sides} & speaks_for)


def _told_by(act: str, procedure: str) -> list[MessageKind]:
    incoming = (kind for kind in load_kinds().values() if kind.declared.way == "in")
    return [kind for kind in incoming if (kind.procedure, kind.declared.act) == (procedure, act)]


def _takes_paper(matter: Proceeding, act: str) -> bool:
    transition = procedure_of(matter).find(act, matter.state)
    return transition is not None and transition.field(PAPER) is not None


def _unreadable() -> UnusableInput:
    return UnusableInput("judicial.unreadable", UNREADABLE, remedy=ASK)
