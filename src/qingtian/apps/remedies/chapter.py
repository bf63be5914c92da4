"""What remedies add to the kernel: who reconsiders, the fine at stake, agents and days the law allows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.remedies.actions.bear_on_fine import RULING, bear_on_fine, leave_fine
from qingtian.apps.remedies.actions.tie import tie
from qingtian.apps.remedies.kinds import PROCEDURES
from qingtian.apps.remedies.organs import reconsiderers
from qingtian.law import Law, load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards.information_requests import ANSWER, ASK_BACK_BY
from qingtian.procedures.guards.lawsuits import AGENTS, UPHELD_BY
from qingtian.procedures.guards.remedies import FINE, RECONSIDERERS
from qingtian.procedures.model import START


@cache
def _law() -> Law:
    return load_law()


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    if projection.state == START:
        return _opening(proceeding.procedure)
    if proceeding.procedure == "information_request":
        return _asking_back(projection)
    if proceeding.procedure in ("reconsideration", "lawsuit"):
        return {FINE: fine_of(projection), AGENTS: _law().figure("court.deputies", on=on).value}
    return {}


def _opening(procedure: str) -> dict[str, Any]:
    if procedure == "reconsideration":
        return {RECONSIDERERS: reconsiderers()}
    return {UPHELD_BY: upheld_by()} if procedure == "lawsuit" else {}


def upheld_by() -> dict[str, str]:
    """Number of every reconsideration that upheld the decision → code of the organ that did."""
    upheld = Proceeding.objects.filter(procedure="reconsideration", projection__facts__outcome="upheld")
    found = upheld.values_list("number", "projection__relations__reviewing__chain")
    return {number: chain[-1] for number, chain in found if chain}


def fine_of(projection: Projection) -> str | None:
    """The fine of the penalty case this is about, as its decision names it."""
    told = projection.facts.get("about") or {}
    if told.get("procedure") != "penalty_case":
        return None
    case = Proceeding.objects.filter(uid=told["uid"]).first()
    fine = case.projection.get("facts", {}).get("fine") if case else None
    return str(fine) if fine else None


def _asking_back(projection: Projection) -> dict[str, Any]:
    clock = projection.clocks.get(ANSWER)
    if projection.state != "received" or clock is None:
        return {}
    start = date.fromisoformat(clock.start)
    by = _law().derive("publication.information_supplement", start=start, calendar=calendar())
    return {ASK_BACK_BY: by.due.isoformat()}


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """A first judgment that takes effect is written as it was."""
    facts = proceeding.projection.get("facts", {})
    if act not in ("take_effect", "record_second_judgment"):
        return {}
    told = {
        "outcome": facts.get("first_outcome"),
        "decision_number": facts.get("first_number") if act == "take_effect" else None,
        "new_fine": facts.get("first_fine"),
    }
    return {name: value for name, value in told.items() if value}


def _chapter(procedure: str) -> Chapter:
    ruled = RULING if procedure in ("reconsideration", "lawsuit") else ()
    return Chapter(
        procedure=procedure,
        world=world,
        effects={"receive": tie, **dict.fromkeys(ruled, bear_on_fine)},
        undo=dict.fromkeys(ruled, leave_fine),
        offers=offers if procedure == "lawsuit" else None,
    )


CHAPTERS: tuple[Chapter, ...] = tuple(map(_chapter, PROCEDURES))
