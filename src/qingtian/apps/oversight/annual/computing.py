"""Compute the figures of a report: each from the one query its own pages ask. What is missing is said as missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from qingtian.apps.air.models import Region
from qingtian.apps.air.places import CITY
from qingtian.apps.air.publications.opening import open_issue
from qingtian.apps.air.publications.record import kept
from qingtian.apps.air.publications.targets import targets_of
from qingtian.apps.cases.models import Case
from qingtian.apps.oversight.models import OversightItem
from qingtian.apps.petition_figures.questions import Asked, by_kind, whole
from qingtian.apps.places.models import Area
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import Basis, Law, load_law
from qingtian.law.choice import in_force_on

FORMAT = 1
#: the duty to report every year, before and after the code
DUTY = (Basis("env_protection_law_2014", "27"), Basis("eco_env_code_2026", "30"))
#: of a kept issue of the air, what the report needs to be written again
AIR = (
    "kind",
    "period",
    "about_region",
    "places",
    "snapshot",
    "rules",
    "program",
    "provisional",
    "organ",
    "city",
    "figures",
)
NO_REGION = Text("没有设这个地方的空气评价区域。", "No region of air is set up for this area.")
NO_PETITIONS = Text("这一年没有信访数据。", "There are no data on petitions of that year.")
NO_CASES = Text("这一年没有包案。", "There are no cases of that year.")
CLOSED, WITHDRAWN = ("closed", "looked_back"), "withdrawn"


@cache
def _law() -> Law:
    return load_law()


def compute(item: OversightItem, as_of: date, target: str = "", target_basis: str = "") -> dict[str, Any]:
    """Everything the report prints, as plain JSON values with the query each part came from."""
    cited = [_law().cite(basis).as_dict() for basis in in_force_on(DUTY, as_of, _law())]
    return {
        "v": FORMAT,
        "year": reported_year(item),
        "area": {"code": item.area.code, "name": {"zh": item.area.name_zh, "en": item.area.name_en}},
        "organ": {"zh": item.government.name_zh, "en": item.government.name_en},
        "as_of": as_of.isoformat(),
        "basis": cited,
        "air": _air(item, as_of, target, target_basis),
        "petitions": _petitions(item, as_of),
        "cases": _cases(item),
    }


def reported_year(item: OversightItem) -> int:
    """The year the report is about: the one its opening names, else the year of the duty."""
    return int(item.proceeding.projection["facts"].get("data_year") or item.year)


def _missing(words: Text) -> dict[str, Any]:
    return {"missing": words.as_dict()}


def _air(item: OversightItem, as_of: date, target: str, target_basis: str) -> dict[str, Any]:
    """The annual figures of the air: those of the annual publication, from the same snapshot of the lake."""
    targets = targets_of(target, target_basis)
    lead = CITY if item.area.kind == Area.Kind.CITY else _region(item.area)
    if lead is None:
        return _missing(NO_REGION)
    organ = Text(item.government.name_zh, item.government.name_en)
    try:
        opened = open_issue(
            "annual", str(reported_year(item)), on=as_of, organ=organ, city=city().name, targets=targets
        )
    except QingtianError as absent:
        return _missing(absent.message)
    found = {name: value for name, value in kept(opened).items() if name in AIR}
    found["places"] = [{**place, "lead": place["code"] == lead} for place in found["places"]]
    return {"source": "air.annual", "lead": lead, "issue": found}


def _region(area: Area) -> str | None:
    return Region.objects.filter(area=area).values_list("code", flat=True).first()


def asked_of(item: OversightItem, as_of: date) -> Asked:
    """The petitions of the year and area, as the page of figures asks for them."""
    area = "" if item.area.kind == Area.Kind.CITY else item.area.code
    return Asked(date(reported_year(item), 1, 1), date(reported_year(item), 12, 31), as_of, area=area)


def _petitions(item: OversightItem, as_of: date) -> dict[str, Any]:
    asked = asked_of(item, as_of)
    counts = whole(asked)
    if not counts["reports"]:
        return _missing(NO_PETITIONS)
    return {"source": "petition_figures.whole", "whole": dict(counts), "kinds": by_kind(asked)}


def _cases(item: OversightItem) -> dict[str, Any]:
    counts = case_counts(reported_year(item), item.area)
    return {"source": "cases", **counts} if counts["whole"] else _missing(NO_CASES)


def case_counts(year: int, area: Area) -> Mapping[str, Any]:
    """Cases of the year in the area and below it: all, closed out, open, by level of their source; dropped ones out."""
    cases = Case.objects.filter(year=year, proceeding__area__path__startswith=area.path)
    rows = list(cases.exclude(proceeding__state=WITHDRAWN).values_list("proceeding__state", "source_level"))
    closed = sum(state in CLOSED for state, _ in rows)
    levels = Counter(level for _, level in rows)
    return {
        "whole": len(rows),
        "closed": closed,
        "open": len(rows) - closed,
        "levels": {level: levels[level] for level in Case.SourceLevel.values},
    }
