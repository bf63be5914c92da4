"""Water of the invented city: sections, targets and two years of monthly values, written at once."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from qingtian.apps.places.models import Area
from qingtian.apps.water.actions.take_values import MILLIONTHS
from qingtian.apps.water.models import Basin, Section, SectionTarget, WaterImport, WaterValue
from qingtian.demo.declared import declared
from qingtian.demo.stage import moment
from qingtian.standards.periods import Period, month_of
from qingtian.standards.water import evaluation_on
from qingtian.standards.water.measured import measured
from qingtian.standards.water.ranking import rounded

MONTHS = 24
#: values of a month are brought on the fifth of the next
BROUGHT = 5
#: days before loading by which the last month's values had come, so that its report could be drafted
REPORTED = 5
BASIS = "云屏市{year}年水环境质量目标责任书"
ORIGIN = "监测中心月报表（生成数据）"


def create_water(rng: Random, today: date) -> int:
    """Everything up to the last month whose values have come; returns how many values."""
    told = declared("water")
    sections = _sections(told, today)
    months = months_until(today)
    rows: list[WaterValue] = []
    for number, month in enumerate(months):
        brought = WaterImport.objects.create(origin=ORIGIN, at=moment(month.last + timedelta(days=BROUGHT), 10))
        left = len(months) - number
        for entry in told["sections"]:
            rows += _month(told, entry, sections[entry[0]], month, left, rng, brought)
    WaterValue.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def months_until(today: date) -> list[Period]:
    """Two years of months up to the last whose report could be drafted before that day, the earliest first."""
    last = month_of((today - timedelta(days=BROUGHT + REPORTED + 1)).replace(day=1) - timedelta(days=1))
    found = [last]
    while len(found) < MONTHS:
        found.append(month_of(found[-1].first - timedelta(days=1)))
    return found[::-1]


def _sections(told: dict[str, Any], today: date) -> dict[str, Section]:
    areas = {area.code: area for area in Area.objects.all()}
    basins = {
        code: Basin.objects.create(code=code, name_zh=name["zh"], name_en=name["en"])
        for code, name in told["basins"].items()
    }
    rows = [
        Section(
            code=code,
            name_zh=zh,
            name_en=en,
            kind=kind,
            waterbody=body,
            level=level,
            area=areas[area],
            basin=basins[basin],
            order=n,
        )
        for n, (code, zh, en, kind, body, level, area, basin, _, _) in enumerate(told["sections"])
    ]
    Section.objects.bulk_create(rows)
    found = {one.code: one for one in Section.objects.all()}
    years = range(today.year - 2, today.year + 1)
    targets = [
        SectionTarget(
            section=found[entry[0]],
            year=year,
            grade=entry[8],
            basis=BASIS.format(year=year),
            by="yunping-analyst",
            at=moment(date(year, 1, 10), 9),
        )
        for year in years
        for entry in told["sections"]
    ]
    SectionTarget.objects.bulk_create(targets)
    return found


def _month(
    told: dict[str, Any],
    entry: list[Any],
    section: Section,
    month: Period,
    left: int,
    rng: Random,
    brought: WaterImport,
) -> list[WaterValue]:
    """Every item of a section in a month; ``left`` counts the months to the last, which is 1."""
    profile = told["profiles"][entry[9]]
    others = {} if section.code == told["few"] else told["others"]
    texts = {code: _drawn(code, value, month, left, rng) for code, value in {**profile, **others}.items()}
    worse, wrong = told["worse"], told["mistyped"]
    if section.code == worse["section"] and left <= len(worse["values"]):
        texts[worse["item"]] = worse["values"][-left]
    if section.code == wrong["section"] and left == 1:
        texts[wrong["item"]] = wrong["at_first"]
    return [_row(section, code, month, text, brought) for code, text in texts.items()]


def _drawn(code: str, middle: float | str, month: Period, left: int, rng: Random) -> str:
    """A value about the middle: a little worse two years ago, more phosphorus in summer, oxygen with the cold."""
    if isinstance(middle, str):
        return middle
    if code == "pH":
        return f"{middle + rng.uniform(-0.3, 0.3):.1f}"
    summer = month.first.month in (6, 7, 8, 9)
    factor = rng.uniform(0.9, 1.1) * (1 + 0.003 * left)
    if code in ("DO", "SD"):
        factor = rng.uniform(0.94, 1.04) * (0.94 if summer else 1.03)
    elif summer and code in ("TP", "chla"):
        factor *= 1.1
    decimals = evaluation_on(month.last).mean_decimals.value[code]
    return f"{middle * factor:.{decimals}f}"


def _row(section: Section, code: str, month: Period, text: str, brought: WaterImport) -> WaterValue:
    value = measured(text)
    assert value is not None
    return WaterValue(
        section=section,
        item=code,
        period_start=month.first,
        period_end=month.last,
        text=text,
        scaled=int(rounded(value.number, MILLIONTHS).scaleb(MILLIONTHS)),
        below=value.below,
        source=WaterValue.Source.AUTO if section.level == "national" else WaterValue.Source.MANUAL,
        brought_by=brought,
    )
