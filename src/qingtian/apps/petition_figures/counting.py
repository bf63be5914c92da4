"""From a petition's acts to its row: what each column means is said here once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from qingtian.apps.petition_figures.history import OF_THE_REPORTER, History
from qingtian.apps.petition_figures.models import CountedPetition
from qingtian.apps.proceedings.models import Proceeding

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: the kinds of pollution by their bit; a new one is added at the end
KINDS = ("air", "noise", "water", "solid_waste", "ecology", "radiation")
#: letters, faxes and mails are opened when an office opens: their hour says nothing about the reporter
WITHOUT_HOUR = frozenset({"letter", "fax", "email"})
#: acts that give the reporter the answer in words
ANSWERS = ("reply", "reply_with_main", "answer")
#: states a contracted case is in once its work was accepted
CASE_DONE = frozenset({"accepted", "closed", "looked_back"})
NEAR_LEVELS = frozenset({"county", "township"})


@dataclass(frozen=True, slots=True)
class Around:
    """What other matters say of one: links out of and into it, as (kind, the other's opening or acceptance day)."""

    merged: bool = False
    recurred: bool = False
    returned_on: date | None = None
    case_accepted_on: date | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    history: History = field(default_factory=History)


def bits(kinds: Sequence[str]) -> int:
    """The kinds of pollution as bits; what is not known here is left out."""
    return sum(1 << place for place, kind in enumerate(KINDS) if kind in kinds)


def kinds_of(mask: int) -> list[str]:
    """The kinds of a mask."""
    return [kind for place, kind in enumerate(KINDS) if mask >> place & 1]


def row_of(proceeding: Proceeding, opened_at: datetime | None, around: Around) -> CountedPetition:
    """The row of one petition; ``opened_at`` is the moment its first act was recorded."""
    stored: Mapping[str, Any] = proceeding.projection
    facts, done, clocks = stored["facts"], stored["done"], stored["clocks"]
    handler = _organ(stored, "handler")
    verified_on = _last(done, ("verify",))
    running = [date.fromisoformat(c["due"]) for key, c in clocks.items() if _office(key) and c["status"] == "running"]
    return CountedPetition(
        proceeding=proceeding,
        seq=proceeding.seq,
        received_on=proceeding.opened_on,
        received_hour=_hour(proceeding, opened_at),
        area_id=proceeding.area_id,
        channel=proceeding.channel,
        kinds=bits(facts.get("kinds") or ()),
        klass=facts.get("class") or "",
        state=proceeding.state,
        receiver=_organ(stored, "receiver"),
        handler=handler,
        near=around.levels.get(handler) in NEAR_LEVELS if handler else None,
        restricted=proceeding.restricted,
        merged=around.merged,
        recurred=around.recurred,
        returned_on=around.returned_on,
        answered_on=_first(done, ANSWERS),
        ended_on=proceeding.ended_on,
        rectified_on=_rectified(facts, done, around),
        verified=_verified(facts, done, around.history),
        verified_on=verified_on,
        satisfaction=facts.get("satisfaction") or "",
        dissatisfied=facts.get("satisfaction") == "not" or bool(done.get("second_look")),
        escalated=_escalated(facts, done),
        due=min(running, default=None),
        late=around.history.late,
    )


def _hour(proceeding: Proceeding, opened_at: datetime | None) -> int | None:
    """The hour in Shanghai, known only where the report was recorded the day it came."""
    if opened_at is None or proceeding.channel in WITHOUT_HOUR:
        return None
    local = opened_at.astimezone(SHANGHAI)
    return local.hour if local.date() == proceeding.opened_on else None


def _organ(stored: Mapping[str, Any], relation: str) -> str:
    chain = (stored["relations"].get(relation) or {}).get("chain") or [""]
    return str(chain[-1])


def _days(done: Mapping[str, Any], acts: Sequence[str]) -> list[date]:
    return [date.fromisoformat(mark["on"]) for act in acts for mark in done.get(act, ())]


def _first(done: Mapping[str, Any], acts: Sequence[str]) -> date | None:
    return min(_days(done, acts), default=None)


def _last(done: Mapping[str, Any], acts: Sequence[str]) -> date | None:
    return max(_days(done, acts), default=None)


def _rectified(facts: Mapping[str, Any], done: Mapping[str, Any], around: Around) -> date | None:
    """Put right: the handling unit recorded that all was carried out, the case it gave rise to was accepted, or another
    unit found it so on site. The last alone is ``verified``. None of them holds against later contrary evidence."""
    history, case = around.history, around.case_accepted_on
    found = _last(done, ("verify",)) if _verified(facts, done, history) == "put_right" else None
    own = _last(done, ("carry_out",)) if facts.get("carried_out") == "wholly" else None
    if own and not _after(done, "carry_out", history):
        own = None
    if case and history.contrary_on and case <= history.contrary_on:
        case = None
    return min((day for day in (found, own, case) if day), default=None)


def _verified(facts: Mapping[str, Any], done: Mapping[str, Any], history: History) -> str:
    """What was found the last time on site; that it was put right holds until something later says otherwise."""
    found = (facts.get("verified") or "") if done.get("verify") else ""
    return "" if found == "put_right" and not _after(done, "verify", history) else found


def _after(done: Mapping[str, Any], act: str, history: History) -> bool:
    """Whether the last such act came after the last contrary evidence."""
    return max((mark["seq"] for mark in done.get(act, ())), default=0) > history.contrary


def settled_on(done: Mapping[str, Any]) -> date | None:
    """The day from which another report of the same person is a return: the first answer or look on site."""
    return _first(done, (*ANSWERS, "verify"))


def _escalated(facts: Mapping[str, Any], done: Mapping[str, Any]) -> str:
    if done.get("request_re_review"):
        return CountedPetition.Escalated.RE_REVIEW
    if done.get("request_review"):
        return CountedPetition.Escalated.REVIEW
    return CountedPetition.Escalated.BYPASS if facts.get("ground") == "with_superior_in_time" else ""


def _office(key: str) -> bool:
    return key not in OF_THE_REPORTER
