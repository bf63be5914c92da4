"""What damage claims add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from qingtian.apps.compensation.actions.erase import erase
from qingtian.apps.compensation.actions.pay import pay, take_back
from qingtian.apps.compensation.actions.place_site import forget_substitute, place_substitute
from qingtian.apps.compensation.actions.register import register
from qingtian.apps.compensation.queries import (
    claimants,
    earlier_damages,
    ledger,
    limitation_ends,
    obligor_names,
    publications_of,
    same_claims,
)
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.law import Law, load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards import compensation as asked
from qingtian.procedures.guards.compensation_restoring import LEDGER, PUBLICATIONS
from qingtian.procedures.model import START

#: what guards call a number of the law, and its name in the law room
FIGURES = {
    "simple": "compensation.simple_assessment",
    "adjusted": "compensation.simple_assessment_adjusted",
    "experts": "compensation.experts",
    "meetings": "compensation.negotiation_meetings",
    "slight_years": "compensation.slight_repeat_window",
    "organisation_years": "compensation.organisation_years",
}
#: states whose acts ask whether the limitation still runs
TIMED = ("screened", "assessed", "failed")


@cache
def _law() -> Law:
    return load_law()


def figures_on(day: date) -> dict[str, Any]:
    """The numbers of the law that guards ask for, as they stand on the day."""
    return {name: _law().figure(key, on=day).value for name, key in FIGURES.items()}


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the states whose acts ask."""
    if projection.state == START:
        return {asked.CLAIMANTS: claimants()}
    found: dict[str, Any] = {
        asked.FIGURES: figures_on(on),
        asked.EARLIER: earlier_damages(proceeding),
        PUBLICATIONS: publications_of(proceeding),
        LEDGER: ledger(proceeding, projection),
    }
    if projection.state in TIMED:
        found[asked.LIMITATION] = limitation_ends(projection.facts, _law())
    if projection.state == "screened":
        found[asked.SAME_CLAIMS] = same_claims(proceeding)
    if projection.state == "investigating":
        found[asked.OBLIGOR_NAMES] = obligor_names(proceeding)
    return found


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        procedure="compensation_claim",
        world=world,
        effects={"register_clue": register, "plan_restoration": place_substitute, "pay": pay},
        undo={"plan_restoration": forget_substitute, "pay": take_back},
        erase=erase,
    ),
)
