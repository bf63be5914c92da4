"""What the listener asks the records of the office (机关一侧): profiles, requests to send, answers to note."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone

from qingtian.apps.monitors.logger_key import key_of
from qingtian.apps.monitors.models import DataLogger
from qingtian.errors import QingtianError
from qingtian.gateways.hj212.commands import commands_to_send, note_command_replies
from qingtian.gateways.hj212.listener.door import Heard
from qingtian.gateways.hj212.listener.keeper import Office
from qingtian.gateways.hj212.models import HistoryRequest
from qingtian.gateways.hj212.own_words import own_words
from qingtian.gateways.hj212.place import frame_store
from qingtian.gateways.hj212.profiles import Profile
from qingtian.gateways.hj212.store.reading import FrameStore
from qingtian.hj212.frame import read_frame
from qingtian.hj212.message import read_message
from qingtian.hj212.times import write_qn, write_time
from qingtian.hj212.writing import Head, write

log = logging.getLogger(__name__)
#: requests sent in one round of the keeper, and how long one logger is left in peace between two
A_ROUND, BETWEEN = 5, timedelta(minutes=10)
#: Flag of a request that wants an answer, by edition
FLAGS = {"2005": 1, "2017": 5, "2025": 9}


@dataclass(frozen=True, slots=True)
class Registered:
    """A logger with what the listener must know of it."""

    logger: DataLogger
    profile: Profile


def registered() -> dict[str, Registered]:
    """Every active logger by MN. One whose key cannot be opened is taken without it, and the log says so."""
    return {row.mn: Registered(row, registered_as(row)) for row in DataLogger.objects.filter(active=True)}


def registered_as(row: DataLogger) -> Profile:
    """What of a row decides what happens to its frames."""
    try:
        key = key_of(row)
    except QingtianError as lost:
        log.error("the key of a logger cannot be opened: %s", lost.code)
        key = None
    return Profile(row.mn, row.edition, row.crc_policy, row.charset, row.rhythm_minutes, key)


def office() -> Office:
    """For the listener's keeper: every round on a connection that is alive."""
    return Office(
        profiles=lambda: {mn: one.profile for mn, one in registered().items()},
        sending=lambda online: [*commands_to_send(online), *requests_to_send(online)],
        replied=note_replies,
        done=close_old_connections,
    )


def requests_to_send(online: frozenset[str]) -> list[tuple[str, bytes]]:
    """Requests for history whose loggers are on the line, a few a round and one a logger at a time; noted as sent."""
    now = timezone.now()
    waiting = HistoryRequest.objects.filter(outcome=HistoryRequest.Outcome.WAITING, logger__active=True)
    lately = HistoryRequest.objects.filter(sent_at__gt=now - BETWEEN).values_list("logger", flat=True)
    found: list[tuple[str, bytes]] = []
    asked = set(lately)
    for request in waiting.filter(logger__mn__in=online).select_related("logger").order_by("pk"):
        if request.logger_id in asked or len(found) == A_ROUND:
            continue
        asked.add(request.logger_id)
        moment = now + timedelta(milliseconds=len(found))
        request.qn, request.sent_at, request.outcome = write_qn(moment), now, HistoryRequest.Outcome.SENT
        request.save(update_fields=["qn", "sent_at", "outcome"])
        found.append((request.logger.mn, history_frame(request, frame_store())))
    return found


def history_frame(request: HistoryRequest, store: FrameStore) -> bytes:
    """The request for hour data (HJ 212-2017, table 9: CN=2061 with BeginTime and EndTime).

    ST and PW are those of the logger's own latest message: the password is kept nowhere else.
    """
    logger = request.logger
    st, pw = own_words(logger.mn, store)
    flag = FLAGS[logger.edition]
    span = [("BeginTime", write_time(request.begin)), ("EndTime", write_time(request.end - timedelta(hours=1)))]
    return write(Head(st, "2061", logger.mn, pw, request.qn, flag), [span])


OF_QNRTN = {"1": HistoryRequest.Outcome.READY}
OF_EXERTN = {"1": HistoryRequest.Outcome.DONE, "100": HistoryRequest.Outcome.NO_DATA}


def note_replies(replies: Sequence[Heard]) -> None:
    """Note what loggers answer to requests: 9011 whether they will, 9012 how it went."""
    note_command_replies([(one.mn, one.raw) for one in replies])
    for one in replies:
        if one.cn == "9013":
            continue
        message = read_message(read_frame(one.raw).raw)
        code = message.param("QnRtn" if one.cn == "9011" else "ExeRtn") or ""
        note_reply(one.mn, message.answers or "", one.cn, code)


def note_reply(mn: str, qn: str, command: str, code: str) -> None:
    """One answer; a QN that was not asked changes nothing."""
    asked = HistoryRequest.objects.filter(logger__mn=mn, qn=qn).exclude(qn="")
    if command == "9011":
        outcome = OF_QNRTN.get(code, HistoryRequest.Outcome.REFUSED)
        asked = asked.filter(outcome=HistoryRequest.Outcome.SENT)
    else:
        outcome = OF_EXERTN.get(code, HistoryRequest.Outcome.FAILED)
        asked = asked.filter(outcome__in=[HistoryRequest.Outcome.SENT, HistoryRequest.Outcome.READY])
    asked.update(outcome=outcome, code=code[:8])
