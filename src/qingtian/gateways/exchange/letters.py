"""What one call or one file carries (信封): how far the sender got, and what the other has not acknowledged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from qingtian.errors import UnusableInput
from qingtian.gateways.exchange.collect import collect
from qingtian.gateways.exchange.models import Line, Message
from qingtian.gateways.exchange.receive import SHAPE, acknowledge, take_in
from qingtian.gateways.exchange.sealing import open_file, seal_file, sender_of
from qingtian.language import Text

SCHEMA = "qingtian-exchange/1"
#: one letter carries at most so many; the next one goes on behind what was acknowledged
MOST = 50
NO_LINE = Text("没有登记代码为“{code}”的对方。", "No line is entered under the code “{code}”.")
REMEDY = Text("请系统管理员用 qingtian exchange line 登记。", "Ask the administrator: qingtian exchange line.")


def letter(line: Line, now: datetime, *, most: int = MOST) -> dict[str, Any]:
    """Everything not acknowledged yet, after the trail was read once more; from now on it counts as handed over."""
    collect(line, now)
    with transaction.atomic():
        locked = Line.objects.select_for_update().get(pk=line.pk)
        out = line.messages.filter(way=Message.Way.OUT, number__gt=locked.acknowledged).order_by("number")
        waiting = list(out[:most])
        if waiting:
            out.filter(number__lte=waiting[-1].number, handed_at=None).update(handed_at=now)
    return {"schema": SCHEMA, "acknowledged": locked.taken, "messages": [written(message) for message in waiting]}


def written(message: Message) -> dict[str, Any]:
    """One message as it travels."""
    return {name: getattr(message, name) for name in ("number", "ident", "kind", "content")}


def read_letter(line: Line, sent: Mapping[str, Any], *, on: date, now: datetime, prefix: str) -> int:
    """Take a letter in; the last number done here. Raises UnusableInput (exchange.shape)."""
    acknowledged, messages = sent.get("acknowledged"), sent.get("messages")
    if sent.get("schema") != SCHEMA or type(acknowledged) is not int or not isinstance(messages, list):
        raise UnusableInput("exchange.shape", SHAPE)
    acknowledge(line, acknowledged, now)
    taken = take_in(line, messages, on=on, now=now, prefix=prefix)
    Line.objects.filter(pk=line.pk).update(last_at=now, trouble="")
    return taken


def bundle(line: Line, now: datetime) -> bytes:
    """The letter as a file for a stick, whole: everything the other side has not acknowledged."""
    return seal_file(line, json.dumps(letter(line, now, most=10_000), ensure_ascii=False).encode())


def read_bundle(sealed: bytes, *, on: date, now: datetime, prefix: str) -> Line:
    """Take a file in. Raises UnusableInput (exchange.no_line, exchange.not_ours, exchange.shape)."""
    code = sender_of(sealed)
    line = Line.objects.select_related("partner").filter(partner__code=code, partner__ended_at=None).first()
    if line is None:
        raise UnusableInput("exchange.no_line", NO_LINE.format(code=code[:40]), remedy=REMEDY)
    try:
        sent = json.loads(open_file(line, sealed))
    except ValueError:
        raise UnusableInput("exchange.shape", SHAPE) from None
    read_letter(line, sent if isinstance(sent, dict) else {}, on=on, now=now, prefix=prefix)
    return line
