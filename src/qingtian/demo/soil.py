"""Soil of the invented city: plots of every class, one at high background, one without a pH, one corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from qingtian.apps.entered.actions.enter_table import NewTable, enter_table
from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area, Source
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.soil.actions.keep_result import NewResult, keep_result
from qingtian.apps.soil.models import KeyUnit, SoilPoint, SoilSample
from qingtian.demo.declared import declared
from qingtian.demo.stage import Life, Stage, moment
from qingtian.standards.reading_cells import content

ORIGIN = "监测报告（演示）"
ADMINISTRATOR, ANALYST, HEAD = "yunping-administrator", "yunping-analyst", "yunping-eeb-head"
REASONS = {
    "strict_control": "表层镉超过管制值，划为严格管控，今冬起不种食用农产品，改种观赏苗木。",
    "survey": "砷超过筛选值，园区扩建前开展详细调查和风险评估。",
}
#: days from the sample to the report, and to its correction
REPORTED, CORRECTED = timedelta(days=12), timedelta(days=20)
PLACES = ("before", "layer", "corrected")


def create_soil(today: date) -> int:
    """Background, points, samples and key units; returns how many samples."""
    held = declared("soil")
    _enter_background(held["background"], today)
    areas = {area.code: area for area in Area.objects.all()}
    sources = {source.code: source for source in Source.objects.filter(code__in=held["key_units"])}
    for one in held["points"]:
        _point(one, areas, sources, held["laboratory"], today)
    first = date(today.year - 1, 4, 1)
    for code in held["key_units"]:
        KeyUnit.objects.create(source=sources[code], first_day=first, listed_by=held["listed_by"])
    return SoilSample.objects.count()


def _enter_background(told: dict[str, Any], today: date) -> None:
    """The administrator entered it before the samples of this year were taken."""
    entered = moment(today - timedelta(days=told["before"]), 10)
    new = NewTable(
        table="soil.background",
        first_day=entered.date(),
        last_day=None,
        cells=told["values"],
        **{name: told[name] for name in ("instrument", "clause", "certainty", "source")},
    )
    enter_table(new, by=ADMINISTRATOR, at=entered)


def _point(
    told: dict[str, Any], areas: dict[str, Area], sources: dict[str, Source], laboratory: str, today: date
) -> None:
    user = Party.objects.filter(kind=Party.Kind.PERSON, name=told["land_user"]).first() if "land_user" in told else None
    point = SoilPoint.objects.create(
        code=told["code"],
        name_zh=told["zh"],
        name_en=told["en"],
        plot=told["plot"],
        land_use=told["use"],
        area=areas[told["area"]],
        source=sources.get(told.get("source", "")),
        land_user=user,
    )
    for one in told["samples"]:
        _sample(point, one, laboratory, today)


def _sample(point: SoilPoint, told: dict[str, Any], laboratory: str, today: date) -> None:
    on = today - timedelta(days=told["before"])
    sample = SoilSample.objects.create(
        point=point, sampled_on=on, layer=told["layer"], land_use=point.land_use, laboratory=laboratory
    )
    contents = {item: text for item, text in told.items() if item not in PLACES}
    _keep(sample, contents, on + REPORTED)
    _keep(sample, told.get("corrected", {}), on + CORRECTED)


def _keep(sample: SoilSample, contents: dict[str, str], on: date) -> None:
    for item, text in contents.items():
        found = content(text, item)
        assert found is not None, f"{item} of {sample} has a content"
        keep_result(sample, NewResult(item, text, *found), origin=ORIGIN, at=moment(on))


def soil_measures(stage: Stage) -> Iterator[Life]:
    """Strict control of a field, decided and being carried out; a survey that waits for its decision."""
    yield _measure(stage, "tr-qinggang-01", "high_risk", "strict_control", 40, decided=True)
    yield _measure(stage, "tr-hechuan-02", "possible_risk", "survey", 3, decided=False)


def _measure(stage: Stage, point: str, risk: str, measure: str, before: int, *, decided: bool) -> Life:
    at = moment(stage.day(before), 10, 20)
    yield at
    fields = {
        "point": point,
        "risk": risk,
        "measure": measure,
        "why": REASONS[measure],
        "by_day": (at.date() + timedelta(days=180)).isoformat(),
    }
    title = f"{SoilPoint.objects.get(code=point).plot}土壤风险管控"
    matter = open_proceeding(
        "soil_measure", by=stage.actor(ANALYST, at.date()), on=at.date(), now=at, title=title, fields=fields,
        title_language="zh-Hans", generated=True,
    )  # fmt: skip
    stage.counted()
    if decided:
        at = moment(stage.day(before - 3), 9, 30)
        yield at
        stage.act(matter, "decide_measure", HEAD, at, opinion="同意，会同农业农村部门落实。")
