"""What goes back to a hotline: signing for, answering, returning, asking for time. Each waits in the queue once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from qingtian.apps.proceedings.queries import projection_of
from qingtian.errors import Refused
from qingtian.gateways.hotlines.models import HotlineOrder, Outgoing
from qingtian.insight.reading.personal import find_personal
from qingtian.language import Text

#: the fields of a handling form, as hotlines ask for them; words are checked for persons, the rest is yes or no
WORDS = {"handling": 2000, "public_answer": 2000, "why_not": 500, "reason": 500}
FLAGS = ("claim_true", "beyond_duty", "contacted", "solved")
NAMES_SOMEBODY = Text(
    "“{title}”里好像有人名、电话或住址：{n} 处。",
    "“{title}” seems to hold a name, a telephone or an address: {n} place(s).",
)
COVER_IT = Text("删去或改写以后再发；热线那边知道是谁。", "Take it out or reword it; the hotline knows who called.")
EMPTY = Text("写“{title}”。", "Fill in “{title}”.")
SIGNED = Text("这张工单已经签收。", "This order was signed for already.")
BEYOND = Text("已经签收并答复的工单不能再退单。", "An order that was answered cannot be returned.")
TITLES = {
    "handling": Text("办理情况", "How it was handled"),
    "public_answer": Text("公开答复内容", "Public answer"),
    "why_not": Text("未解决原因", "Why not solved"),
    "reason": Text("理由", "Reason"),
}


@dataclass(frozen=True, slots=True)
class Doing:
    """Who sends, when."""

    by: str
    now: datetime


def sign(order: HotlineOrder, doing: Doing) -> Outgoing:
    """Sign for an order, once. Raises Refused (hotlines.signed)."""
    if order.signed_at:
        raise Refused("hotlines.signed", SIGNED)
    with transaction.atomic():
        HotlineOrder.objects.filter(pk=order.pk, signed_at=None).update(signed_at=doing.now)
        return _queue(order, Outgoing.Kind.SIGN, {"signed_at": doing.now.isoformat()}, doing)


def give_back(order: HotlineOrder, reason: str, doing: Doing) -> Outgoing:
    """Return an order that is not ours, with the reason. Raises Refused."""
    if order.outgoing.filter(kind=Outgoing.Kind.ANSWER).exclude(state=Outgoing.State.REFUSED).exists():
        raise Refused("hotlines.answered", BEYOND)
    return _queue(order, Outgoing.Kind.RETURN, _checked({"reason": reason}, ("reason",)), doing)


def ask_time(order: HotlineOrder, until: str, reason: str, doing: Doing) -> Outgoing:
    """Ask the hotline for time until a day; its clock moves only when the hotline changes the due time."""
    return _queue(order, Outgoing.Kind.EXTENSION, {"until": until, **_checked({"reason": reason}, ("reason",))}, doing)


def answer(order: HotlineOrder, form: Mapping[str, Any], doing: Doing) -> Outgoing:
    """The handling form of an order. Raises Refused where words are missing or name somebody."""
    wanted = ("handling", "public_answer") if form.get("solved") else ("handling", "public_answer", "why_not")
    words = _checked({name: str(form.get(name, "")) for name in WORDS if name != "reason"}, wanted)
    flags = {name: bool(form.get(name)) for name in FLAGS}
    matter = projection_of(order.proceeding)
    told = {"outcome": matter.facts.get("outcome", ""), "contacted_on": str(form.get("contacted_on", ""))[:10]}
    return _queue(order, Outgoing.Kind.ANSWER, {**flags, **words, **told}, doing)


def _checked(words: dict[str, str], wanted: Iterable[str]) -> dict[str, str]:
    """Words without a person in them: what goes to another system is seen by more people than the hotline's desk."""
    found = {name: " ".join(text.split())[: WORDS[name]] for name, text in words.items()}
    for name in wanted:
        if not found.get(name):
            raise Refused("hotlines.empty", EMPTY.format(title=TITLES[name]), where=name)
    for name, text in found.items():
        if persons := find_personal(text):
            told = NAMES_SOMEBODY.format(title=TITLES[name], n=len(persons))
            raise Refused("hotlines.names_somebody", told, where=name, remedy=COVER_IT)
    return found


def _queue(order: HotlineOrder, kind: str, content: dict[str, Any], doing: Doing) -> Outgoing:
    """One more of its kind, numbered: what was refused is sent anew under a key of its own."""
    with transaction.atomic():
        HotlineOrder.objects.select_for_update().get(pk=order.pk)
        number = order.outgoing.filter(kind=kind).count() + 1
        key = f"{order.system}:{order.number}-{order.round}-{kind}-{number}"
        return Outgoing.objects.create(
            order=order, kind=kind, key=key, content=content, by=doing.by[:160], made_at=doing.now
        )
