"""Soil of the invented city: plots of every class, one at high background, one without a pH, one corrected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from qingtian.apps.entered.actions.enter_table import NewTable, enter_table
from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area, Source
from qingtian.apps.soil.actions.keep_result import NewResult, keep_result
from qingtian.apps.soil.models import KeyUnit, SoilPoint, SoilSample
from qingtian.demo.declared import declared
from qingtian.demo.stage import moment
from qingtian.standards.reading_cells import content

ORIGIN = "监测报告（演示）"
ADMINISTRATOR = "yunping-administrator"
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
