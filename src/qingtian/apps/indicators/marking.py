"""The marks of one case, from its acts in order. Pure: records in, marks out; voided acts and their clocks left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qingtian.procedures.clock_history import left_clocks
from qingtian.procedures.projection import Projection

PERSONAL = ("inquire", "coordinate", "inspect", "handle")
CHECKS = ("county_check", "preliminary_accept", "accept")
PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row of ``CaseMark`` holds beside the case and its area."""

    kind: str
    on: date
    unit: str
    good: bool
    running: bool = False
    acts: int | None = None
    by_others: bool | None = None
    relapsed_on: date | None = None


def marks_of(records: Sequence[Mapping[str, Any]], projection: Projection) -> list[Mark]:
    """Every mark of a case, in the order of its acts, clocks last."""
    voided = {record["voids"] for record in records if record.get("voids")}
    kept = [one for one in records if one["seq"] not in voided and not one.get("voids")]
    chain = (projection.relations.get("implementing") or {}).get("chain", [""])
    marks: list[Mark] = []
    round_: list[Mapping[str, Any]] = []
    for record in kept:
        round_.append(record)
        on = date.fromisoformat(record["on"])
        if record["act"] in CHECKS:
            marks.append(Mark("check", on, chain[-1], record["fields"]["result"] == PASSED))
        elif record["act"] == "close":
            marks.append(_close(round_, on, chain))
        elif record["act"] == "look_back":
            marks.append(Mark("look_back", on, chain[-1], record["fields"]["relapse"] == "no"))
        if _relapse(record):
            marks = _found_back(marks, on)
            round_ = []
    return [*marks, *_clocks(records, projection)]


def _relapse(record: Mapping[str, Any]) -> bool:
    return bool(record["act"] == "reopen" or (record["act"] == "look_back" and record["fields"]["relapse"] == "yes"))


def _close(round_: Sequence[Mapping[str, Any]], on: date, chain: Sequence[str]) -> Mark:
    """A close-out with what was done since the work began, or began anew after the last relapse."""
    done = {record["act"] for record in round_}
    acts = sum(act in done for act in PERSONAL)
    return Mark("close", on, chain[-1], acts == len(PERSONAL), acts=acts, by_others=_by_others(round_, chain))


def _by_others(round_: Sequence[Mapping[str, Any]], chain: Sequence[str]) -> bool:
    """Whether every check that passed was made by another person and organ than those who reported it done."""
    reporting = {_who(one) for one in round_ if one["act"] == "self_check"}
    checked = [one for one in round_ if one["act"] in CHECKS and one["fields"]["result"] == PASSED]
    return bool(checked) and all(_who(one) not in reporting and one["by"].get("organ") != chain[-1] for one in checked)


def _who(record: Mapping[str, Any]) -> object:
    return record["by"].get("person_id")


def _found_back(marks: Sequence[Mark], on: date) -> list[Mark]:
    """The last close-out came back on that day."""
    closes = [index for index, mark in enumerate(marks) if mark.kind == "close" and mark.relapsed_on is None]
    last = closes[-1] if closes else None
    return [replace(mark, relapsed_on=on) if index == last else mark for index, mark in enumerate(marks)]


def _clocks(records: Sequence[Mapping[str, Any]], projection: Projection) -> Iterator[Mark]:
    """Every run of every clock by its last day: kept where it was left by then; one still running is judged later."""
    for clock, left in left_clocks(records):
        due = date.fromisoformat(clock.due)
        yield Mark("clock", due, clock.owner["chain"][-1], date.fromisoformat(left) <= due)
    for clock in projection.clocks.values():
        if clock.status == "running":
            yield Mark("clock", date.fromisoformat(clock.due), clock.owner["chain"][-1], good=False, running=True)
