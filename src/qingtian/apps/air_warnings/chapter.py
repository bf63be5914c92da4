"""What warnings of heavy pollution (重污染天气预警) add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from qingtian.apps.air_warnings.actions import keep, respond
from qingtian.apps.air_warnings.evaluation import computed, summary
from qingtian.apps.air_warnings.models import AirWarning, ListedUnit
from qingtian.apps.air_warnings.outlook import release_of
from qingtian.apps.air_warnings.words import release_words
from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.foresight.warning import SHANGHAI
from qingtian.procedures import Projection
from qingtian.procedures.guards import air_warnings as asked


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Steps of the units, what the lifting lacks, the figures of the evaluation: each in the state that asks."""
    if projection.state not in ("issued", "lifted"):
        return {}
    row = AirWarning.objects.select_related("area").get(proceeding=proceeding)
    found: dict[str, Any] = {asked.UNITS: units(row, on)}
    if projection.state == "lifted":
        return found | {asked.FIGURES: summary(computed(row))}
    free = release_of(row.area.code, datetime.combine(on, time(12), tzinfo=SHANGHAI))
    return found | {asked.RELEASE: None if free.shown else release_words(free)}


def units(row: AirWarning, on: date) -> dict[str, frozenset[str]]:
    """By number of the unit: on the list with measures for the tier, told, acknowledged. Two queries."""
    found: dict[str, set[str]] = {}
    for pk in ListedUnit.objects.on(on).asked(row.tier).values_list("pk", flat=True):
        found.setdefault(str(pk), set()).add("listed")
    for pk, at in row.responses.values_list("unit_id", "acknowledged_at"):
        found.setdefault(str(pk), set()).update({"told", "acknowledged"} if at else {"told"})
    return {number: frozenset(steps) for number, steps in found.items()}


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """Words the record writes and a person checks."""
    facts = proceeding.projection["facts"]
    if act == "propose":
        held = {name: facts[name] for name in ("tier", "first_day", "last_day") if name in facts}
        return held | {"reasons": facts.get("why", "")}
    if act == "issue":
        return {"announcement": facts.get("reasons", "")}
    if act in ("raise_tier", "lower_tier"):
        return {"last_day": facts["last_day"], "reasons": facts.get("outlook", "")}
    if act == "lift":
        return {"lifted_for": facts.get("outlook", "")}
    if act == "evaluate":
        row = AirWarning.objects.select_related("area", "proceeding").get(proceeding=proceeding)
        return {"figures": summary(computed(row))}
    return {}


KEPT = ("propose", "lift")
CHANGED = ("issue", "raise_tier", "lower_tier")
NOTED = {
    "acknowledge": respond.acknowledge,
    "report_done": respond.report_done,
    "check_response": respond.check_response,
}
CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        procedure="air_warning",
        world=world,
        effects={
            "suggest": keep.opened,
            **dict.fromkeys(KEPT, keep.keep),
            **dict.fromkeys(CHANGED, keep.change),
            "tell": respond.tell,
            **NOTED,
            "evaluate": keep.freeze,
        },
        undo={
            **dict.fromkeys(KEPT, keep.keep),
            **dict.fromkeys(CHANGED, keep.unchange),
            "tell": respond.untell,
            **dict.fromkeys(NOTED, respond.undo_step),
            "evaluate": keep.thaw,
        },
        erase=keep.erase,
        offers=offers,
    ),
)
