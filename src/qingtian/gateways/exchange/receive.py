"""Do what the other side told (该办的): in the order of its numbers, each once; what cannot be done is told back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import DataError, transaction
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity, claim
from qingtian.apps.petitions.actions.receive import Report, receive
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import QingtianError, Refused, UnusableInput
from qingtian.gateways.exchange.collect import Telling, put
from qingtian.gateways.exchange.models import Counterpart, Line, Message
from qingtian.gateways.exchange.sealing import open_identity
from qingtian.language import Text
from qingtian.procedures.decide import FieldsRefused
from qingtian.procedures.who import Actor

GATEWAY = Actor(kind="gateway")
UNKNOWN = Text("没有这件，或者不是交给对方的。", "There is no such matter, or it was not given to them.")
KIND = Text("看不懂这种消息。", "This kind of message is not known.")
SHAPE = Text("消息的样子不对。", "The message is not of the right shape.")
#: what one message may hold
LONGEST = 40_000
ACTS = {"accept": "county_accept", "object": "county_object", "result": "county_result"}


def take_in(line: Line, messages: Sequence[Any], *, on: date, now: datetime, prefix: str) -> int:
    """Keep what came, do what is next, and return the last number done without a gap. Safe to repeat.

    Raises UnusableInput (exchange.shape) where what came is no list of messages; then nothing of it is kept.
    """
    with transaction.atomic():
        for sent in messages:
            _keep(line, sent, now)
    while _next(line, on=on, now=now, prefix=prefix):
        pass
    line.refresh_from_db()
    return line.taken


def acknowledge(line: Line, number: int, now: datetime) -> None:
    """The other side has everything up to ``number``; an older word of it changes nothing."""
    with transaction.atomic():
        locked = Line.objects.select_for_update().get(pk=line.pk)
        if locked.acknowledged < number <= locked.sent:
            Message.objects.filter(line=line, way=Message.Way.OUT, number__lte=number, state="waiting").update(
                state=Message.State.DONE, done_at=now
            )
            locked.acknowledged = number
            locked.save(update_fields=["acknowledged"])


def _keep(line: Line, sent: Any, now: datetime) -> None:
    if not isinstance(sent, dict) or len(str(sent)) > LONGEST:
        raise UnusableInput("exchange.shape", SHAPE)
    number, ident, kind, content = (sent.get(name) for name in ("number", "ident", "kind", "content"))
    fine = type(number) is int and 0 < number < 2**31 and isinstance(ident, str) and 0 < len(ident) <= 80
    if not fine or not isinstance(kind, str) or not isinstance(content, dict):
        raise UnusableInput("exchange.shape", SHAPE)
    if number > line.taken:
        Message.objects.get_or_create(
            line=line, way=Message.Way.IN, number=number,
            defaults={"ident": ident, "kind": kind[:20], "content": content, "made_at": now},
        )  # fmt: skip


@sensitive_variables()
def _next(line: Line, *, on: date, now: datetime, prefix: str) -> bool:
    """Do the next one, if it is there."""
    unclaimed: list[str] = []
    with transaction.atomic():
        locked = Line.objects.select_for_update().get(pk=line.pk)
        wanted = locked.messages.filter(way=Message.Way.IN, number=locked.taken + 1, state=Message.State.WAITING)
        message = wanted.first()
        if message is None:
            return False
        try:
            with transaction.atomic():
                message.proceeding = _done(locked, message, on, now, prefix, unclaimed)
                message.state = Message.State.DONE
        except QingtianError as refused:
            unclaimed.clear()
            _refuse(locked, message, refused, now)
        message.done_at = now
        message.content = {name: value for name, value in message.content.items() if name != "identity"}
        message.save()
        locked.taken += 1
        locked.save(update_fields=["taken"])
    for token in unclaimed:
        claim(token, now=now)
    return True


def _refuse(line: Line, message: Message, refused: QingtianError, now: datetime) -> None:
    """Noted here, and told there by its code, so that somebody looks; the ones behind it go on."""
    message.state, message.told = Message.State.REFUSED, refused.sentence("zh")[:300]
    if message.kind != "refused":
        about = {"about": message.ident, "why": refused.message.as_dict(), "code": refused.code}
        put(line, Telling(f"refused:{message.ident}"[:80], "refused", _anything(line, message), about), now)


def _anything(line: Line, message: Message) -> Any:
    number = str(message.content.get("about") or "")
    return Proceeding.objects.filter(counterparts__line=line, number=number).first()


def _done(
    line: Line, message: Message, on: date, now: datetime, prefix: str, unclaimed: list[str]
) -> Proceeding | None:
    content = message.content
    try:
        if message.kind == "assign":
            return _assigned(line, message, on, now, prefix, unclaimed)
        if message.kind in ACTS:
            return _answered(line, message.kind, content, on, now)
        if message.kind == "refused":
            return _refused_there(line, content)
    except FieldsRefused as refused:
        why = next(iter(refused.faults.values()))
        raise Refused("exchange.fields", why) from refused
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, DataError) as error:
        raise UnusableInput("exchange.shape", SHAPE) from error
    raise UnusableInput("exchange.kind", KIND)


@sensitive_variables()
def _assigned(line: Line, message: Message, on: date, now: datetime, prefix: str, unclaimed: list[str]) -> Proceeding:
    """The county's own petition: received from the higher level, with the working copy for words."""
    told: Mapping[str, Any] = message.content
    given_by = _given_by(message.ident)
    sealed = told.get("identity")
    identity = open_identity(str(sealed), told["number"]) if sealed else Identity("", "", "")
    named = told["area"]
    areas = (
        (Area.objects.filter(division_code=named) | Area.objects.filter(name_zh=named))
        if named
        else Area.objects.none()
    )
    degrees = [Decimal(told[name]) if told.get(name) else None for name in ("longitude", "latitude")]
    received = receive(
        Report(
            report="\n".join(part for part in (told["subject"], told["words"]) if part) or told["number"],
            channel="superior",
            receiver=line.receiver,
            kinds=told["kinds"],
            place=told["place"],
            area=areas.values_list("code", flat=True).first() or "",
            longitude=degrees[0],
            latitude=degrees[1],
            language=told["language"],
            source_number=told["number"],
        ),
        identity,
        by=GATEWAY,
        on=min(date.fromisoformat(told["on"]), on),
        now=now,
        prefix=prefix,
        once=f"exchange:{line.partner.code}:{message.ident}"[:64],
        unclaimed=unclaimed,
    )
    back = told.get("report_back_by")
    Counterpart.objects.get_or_create(
        line=line, proceeding=received.petition.proceeding, given_by=given_by,
        defaults={"received": True, "their_number": told["number"][:40],
                  "report_back_by": date.fromisoformat(back) if back else None},
    )  # fmt: skip
    return received.petition.proceeding


def _given_by(ident: str) -> int:
    """The act that gave the matter, as the ident of an assignment ends. Raises IndexError, ValueError."""
    seq = int(ident.rsplit(":", 1)[1])
    if not 0 < seq < 2**31:
        raise ValueError(ident)
    return seq


def _answered(line: Line, kind: str, told: Mapping[str, Any], on: date, now: datetime) -> Proceeding:
    """The city's matter moves as the county told; what was given to somebody else since is left alone."""
    given = Counterpart.objects.filter(
        line=line, received=False, proceeding__number=told["about"], given_by=told["given_by"]
    ).first()
    if given is None:
        raise Refused("exchange.unknown", UNKNOWN)
    matter = Proceeding.objects.get(pk=given.proceeding_id)
    fields = {
        "accept": {"their_number": told["number"]},
        "object": {"why": told.get("why") or "—"},
        "result": {"reply": told.get("reply"), "outcome": told.get("outcome") or None},
    }[kind]
    day = max(min(date.fromisoformat(told["on"]), on), matter.last_on or on)
    perform(matter, ACTS[kind], by=GATEWAY, on=day, now=now, fields=fields, expected_seq=matter.seq)
    Counterpart.objects.filter(pk=given.pk).update(their_number=str(told["number"])[:40])
    return matter


def _refused_there(line: Line, told: Mapping[str, Any]) -> Proceeding | None:
    """They could not do what we told: the message is marked, and the page shows it."""
    message = Message.objects.filter(line=line, way=Message.Way.OUT, ident=str(told["about"])[:80]).first()
    if message is None:
        return None
    why = told.get("why") if isinstance(told.get("why"), dict) else {}
    message.state, message.told = Message.State.REFUSED, str(why.get("zh") or told.get("code"))[:300]
    message.save(update_fields=["state", "told"])
    return message.proceeding
