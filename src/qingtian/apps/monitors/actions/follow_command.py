"""What becomes of an approved command (发送与应答): acts of the system, done by the gateway as the wire brings them.

Each refuses what the file no longer allows: an answer that comes twice, or after the timeout, changes nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from qingtian.apps.monitors.models import FieldCommand
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.models import Act, Proceeding
from qingtian.hj212.codes import DONE, EXECUTION_ANSWERS, READY, REQUEST_ANSWERS
from qingtian.language import Text
from qingtian.procedures.who import Actor

SYSTEM = Actor(kind="system")
UNKNOWN = Text("标准里没有的应答码", "a code the standard does not know")
#: characters of what a unit sent back that go into the file; the frames themselves are in the frame store
TOLD = 2000


def command_answered(mn: str, qn: str) -> str | None:
    """The number of the command a device answers with this QN, while its answer is awaited."""
    waiting = FieldCommand.objects.filter(logger__mn=mn, qn=qn, proceeding__state__in=("sent", "accepted"))
    return waiting.values_list("proceeding__number", flat=True).first()


def note_sent(number: str, qn: str, *, on: date, now: datetime) -> Act:
    """It goes on the wire now. Done before the first byte is sent: nothing is sent that the file does not know."""
    return _act(number, "note_sent", {"qn": qn}, on, now)


def note_answer(number: str, code: str, *, on: date, now: datetime) -> Act:
    """9011 with ``QnRtn``."""
    words = REQUEST_ANSWERS.get(code, UNKNOWN)
    told = {"answer": "ready" if code == READY else "refused", "code": code or "-", "words": words.zh}
    return _act(number, "note_answer", told, on, now)


def note_result(number: str, code: str, told: str = "", *, on: date, now: datetime) -> Act:
    """9012 with ``ExeRtn``, or 9013 of a notice as ``1``; ``told`` is what the unit sent back in between."""
    words = EXECUTION_ANSWERS.get(code, UNKNOWN)
    fields = {
        "result": "done" if code == DONE else "failed",
        "code": code or "-",
        "words": words.zh,
        "told": told[:TOLD],
    }
    return _act(number, "note_result", fields, on, now)


def note_timeout(number: str, waited: int, *, on: date, now: datetime) -> Act:
    """Nothing came back after all retries."""
    return _act(number, "note_timeout", {"waited": waited}, on, now)


def _act(number: str, act: str, fields: dict[str, Any], on: date, now: datetime) -> Act:
    matter = Proceeding.objects.get(number=number, procedure="field_command")
    return perform(matter, act, by=SYSTEM, on=on, now=now, fields=fields, expected_seq=matter.seq)
