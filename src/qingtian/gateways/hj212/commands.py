"""Commands to the field on the wire (反控指令收发): what was approved goes out, what comes back goes into its file.

Nothing is sent that its file does not note as sent first, and no value of a command is ever logged.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.monitors.actions.follow_command import command_answered, note_answer, note_result, note_sent
from qingtian.apps.monitors.actions.follow_command import note_timeout as note_no_answer
from qingtian.apps.monitors.commands import ReadyCommand, command_again, ready_commands
from qingtian.apps.monitors.models import FieldCommand
from qingtian.errors import Refused
from qingtian.gateways.hj212.own_words import own_words
from qingtian.gateways.hj212.place import frame_store
from qingtian.gateways.hj212.store.arrived import SHANGHAI
from qingtian.gateways.hj212.store.reading import FrameStore
from qingtian.hj212.message import read_message
from qingtian.hj212.requests import REQUESTS, Addressee, request_frame
from qingtian.hj212.times import write_qn

log = logging.getLogger(__name__)
#: wait for an answer and retries with the same QN (HJ 212-2017, 6.5: ten seconds, three times)
OVER_TIME, RETRIES = timedelta(seconds=10), 3
#: how long an accepted request may take to be carried out: a day's history over a slow line
EXECUTION = timedelta(minutes=10)
#: no QN of a command is that of a request for history of the same round
BEFORE_REQUESTS = timedelta(milliseconds=1)
#: how often the keeper comes round
A_ROUND = timedelta(seconds=5)
#: frames of a device looked through for what it sent back
LOOKED_AT = 200
UNDER_WAY = ("sent", "accepted")


def commands_to_send(online: frozenset[str]) -> list[tuple[str, bytes]]:
    """Approved commands whose devices are on the line, one a device at a time, noted as sent; and those to repeat."""
    now = timezone.now()
    _give_up(now)
    busy = set(
        FieldCommand.objects.filter(proceeding__state__in=UNDER_WAY).values_list("logger__mn", flat=True).distinct()
    )
    frames = _repeated(online, now)
    for ready in ready_commands(_day(now), online):
        if ready.mn in busy:
            continue
        frame = _sent(ready, now, frame_store())
        if frame is not None:
            busy.add(ready.mn)
            frames.append((ready.mn, frame))
    return frames


@sensitive_variables()
def _sent(ready: ReadyCommand, now: datetime, store: FrameStore) -> bytes | None:
    """The frame, its file noting it; None where the device has said nothing yet that tells its ST and password."""
    st, pw = own_words(ready.mn, store)
    if not st:
        return None
    qn = write_qn(now - BEFORE_REQUESTS)
    frame = request_frame(
        ready.request, ready.values, Addressee(st, ready.mn, pw, ready.edition), qn=qn, at=now.astimezone(SHANGHAI)
    )
    try:
        note_sent(ready.number, qn, on=_day(now), now=now)
    except Refused as refused:
        log.warning("a command is not sent: %s %s", ready.number, refused.code)
        return None
    return frame


def _repeated(online: frozenset[str], now: datetime) -> list[tuple[str, bytes]]:
    """Commands not answered in ten seconds, again with the same QN; a clock is not set twice to different times."""
    waiting = FieldCommand.objects.filter(proceeding__state="sent", logger__mn__in=online).select_related(
        "proceeding", "logger"
    )
    frames = []
    for command in waiting:
        assert command.sent_at is not None
        waited = now - command.sent_at
        due = waited >= OVER_TIME and waited % OVER_TIME < A_ROUND
        if due and not REQUESTS[command.request].sends_time:
            frames.append(_again(command, now))
    return frames


@sensitive_variables()
def _again(command: FieldCommand, now: datetime) -> tuple[str, bytes]:
    ready = command_again(command)
    st, pw = own_words(ready.mn, frame_store())
    to = Addressee(st, ready.mn, pw, ready.edition)
    return ready.mn, request_frame(ready.request, ready.values, to, qn=command.qn, at=now.astimezone(SHANGHAI))


def _give_up(now: datetime) -> None:
    """Note as timed out what was not answered, or accepted and never carried out."""
    for state, patience in (("sent", OVER_TIME * (1 + RETRIES)), ("accepted", EXECUTION)):
        silent = FieldCommand.objects.filter(proceeding__state=state, sent_at__lt=now - patience)
        for command in silent.select_related("proceeding"):
            assert command.sent_at is not None
            waited = int((now - command.sent_at).total_seconds())
            try:
                note_no_answer(command.proceeding.number, waited, on=_day(now), now=now)
            except Refused as refused:
                log.warning("a timeout is not noted: %s %s", command.proceeding.number, refused.code)


def note_command_replies(replies: Iterable[tuple[str, bytes]]) -> None:
    """9011, 9012 and 9013 of devices by MN; one that answers no command, or comes twice, changes nothing."""
    now = timezone.now()
    for mn, raw in replies:
        message = read_message(raw)
        qn = message.answers or ""
        number = command_answered(mn, qn)
        if number is None:
            continue
        try:
            if message.field("CN") == "9011":
                note_answer(number, message.param("QnRtn") or "", on=_day(now), now=now)
            elif message.field("CN") == "9012":
                note_result(number, message.param("ExeRtn") or "", _told(mn, qn, now), on=_day(now), now=now)
            elif message.field("CN") == "9013":
                note_result(number, "1", on=_day(now), now=now)
        except Refused as refused:
            log.warning("an answer is not noted: %s %s", number, refused.code)


def _told(mn: str, qn: str, now: datetime) -> str:
    """What the device sent back under the command's own QN, word by word; records of history have QNs of their own."""
    store, day = frame_store(), _day(now).isoformat()
    if day not in store.days() or not qn.isdigit():
        return ""
    stored = [one for one in store.of_device(mn, day, LOOKED_AT) if one.key == int(qn) and not one.cn.startswith("9")]
    return "\n".join(read_message(one.raw).area or "" for one in reversed(stored))


def _day(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()
