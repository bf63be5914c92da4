"""What the congress' supervision adds to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from qingtian.apps.oversight.actions.enter_item import enter_item, follow_meeting
from qingtian.apps.oversight.actions.set_tasks import keep_tasks, set_tasks
from qingtian.apps.oversight.models import AnnualDraft, OversightItem
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.law import Law, load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards.oversight import CONGRESSES, DRAFTS, NO_CONGRESS, REPORTED, SIGNERS
from qingtian.procedures.model import START

#: every procedure of the chapter with its opening act
OPENING: Mapping[str, str] = {
    "annual_report": "open_report",
    "special_work_report": "schedule_report",
    "enforcement_inspection": "receive_notice",
    "special_inquiry": "receive_notice",
    "interpellation": "receive_interpellation",
    "visit": "arrange_visit",
}
#: acts whose lines become tasks
WITH_ITEMS = ("receive_opinions", "answer_inquiry", "record_visit")
CITY_SIGNERS, COUNTY_SIGNERS = "congress.interpellation_signers_city", "congress.interpellation_signers_county"


@cache
def _law() -> Law:
    return load_law()


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Facts the guards ask for, each in the state whose acts ask."""
    if projection.state == START:
        return _opening(proceeding, on)
    if proceeding.procedure == "annual_report" and projection.state == "drafting":
        return {DRAFTS: frozenset(AnnualDraft.objects.filter(proceeding=proceeding).values_list("sm3", flat=True))}
    return {}


def _opening(proceeding: Proceeding, on: date) -> dict[str, Any]:
    congresses = Organ.objects.filter(kind=Organ.Kind.CONGRESS, area__isnull=False)
    found: dict[str, Any] = {
        NO_CONGRESS: frozenset(Area.objects.filter(has_congress=False).values_list("code", flat=True)),
        CONGRESSES: dict(congresses.values_list("code", "area__code")),
    }
    if proceeding.procedure == "annual_report":
        reports = OversightItem.objects.filter(proceeding__procedure="annual_report")
        standing = reports.exclude(proceeding__state="cancelled").values_list(
            "year", "area__code", "proceeding__number"
        )
        found[REPORTED] = {(year, area): number for year, area, number in standing}
    if proceeding.procedure == "interpellation":
        numbers = {level: _law().figure(level, on=on).value for level in (CITY_SIGNERS, COUNTY_SIGNERS)}
        areas = Area.objects.filter(has_congress=True).values_list("code", "kind")
        found[SIGNERS] = {
            code: numbers[CITY_SIGNERS if kind == Area.Kind.CITY else COUNTY_SIGNERS] for code, kind in areas
        }
    return found


def _chapter(procedure: str) -> Chapter:
    return Chapter(
        procedure=procedure,
        world=world,
        effects={
            OPENING[procedure]: enter_item,
            "move_meeting": follow_meeting,
            **dict.fromkeys(WITH_ITEMS, set_tasks),
        },
        undo={"move_meeting": follow_meeting, **dict.fromkeys(WITH_ITEMS, keep_tasks)},
    )


CHAPTERS = tuple(_chapter(procedure) for procedure in OPENING)
