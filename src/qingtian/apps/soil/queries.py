"""Plots with the class of their latest samples, and one point's whole story; the rules are ``standards.soil``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.apps.entered.queries import entries
from qingtian.apps.soil.actions.keep_result import MILLION
from qingtian.apps.soil.models import KeyUnit, SoilPoint, SoilResult, SoilSample
from qingtian.errors import Refused
from qingtian.standards.entered import Entry
from qingtian.standards.soil import PointRisk, Risk, Sample, judge
from qingtian.standards.soil.judging import BACKGROUND, OTHER_ITEMS, Measured
from qingtian.standards.soil.levels import worst

PH = "pH"


@dataclass(frozen=True, slots=True)
class JudgedSample:
    """A sample, what was found, and the class; ``refused`` says by name why there is none."""

    sample: SoilSample
    ph: Decimal | None
    results: tuple[SoilResult, ...]
    risk: PointRisk | None
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """A point by its samples of the latest day: the worst layer decides. ``samples`` empty: never sampled."""

    point: SoilPoint
    samples: tuple[JudgedSample, ...]

    @property
    def risk(self) -> Risk | None:
        return worst([one.risk.risk for one in self.samples if one.risk is not None and one.risk.risk is not None])

    @property
    def sampled_on(self) -> date | None:
        return self.samples[0].sample.sampled_on if self.samples else None

    @property
    def worst_items(self) -> list[str]:
        """Items that decide, over the layers whose class decides."""
        found = (
            item for one in self.samples if one.risk and one.risk.risk == self.risk for item in one.risk.worst_items
        )
        return list(dict.fromkeys(found))

    @property
    def at_background(self) -> list[str]:
        return list(dict.fromkeys(item for one in self.samples if one.risk for item in one.risk.at_background))

    @property
    def unjudged(self) -> list[str]:
        """Items measured that no value is held for, or whose detection limit lies above it."""
        found = (item for one in self.samples if one.risk for item in (*one.risk.no_value, *one.risk.unsure))
        return list(dict.fromkeys(found))

    @property
    def refused(self) -> Refused | None:
        return next((one.refused for one in self.samples if one.refused is not None), None)


def judged_points(points: Iterable[SoilPoint]) -> list[JudgedPoint]:
    """Every point by its latest day; three queries whatever their number."""
    rows = list(points)
    samples: dict[int, list[SoilSample]] = defaultdict(list)
    for sample in SoilSample.objects.filter(point__in=rows).order_by("point", "-sampled_on", "layer"):
        of_point = samples[sample.point_id]
        if not of_point or of_point[0].sampled_on == sample.sampled_on:
            of_point.append(sample)
    areas = {point.pk: point.area.code for point in rows}
    judged = {one.sample.pk: one for one in _judged([each for group in samples.values() for each in group], areas)}
    return [JudgedPoint(point, tuple(judged[one.pk] for one in samples[point.pk])) for point in rows]


def story(point: SoilPoint) -> list[JudgedSample]:
    """Every sample of a point, the latest first."""
    return _judged(list(point.samples.order_by("-sampled_on", "layer")), {point.pk: point.area.code})


def _judged(samples: Sequence[SoilSample], areas: dict[int, str]) -> list[JudgedSample]:
    results: dict[int, list[SoilResult]] = defaultdict(list)
    for result in SoilResult.objects.filter(sample__in=samples, latest=True):
        results[result.sample_id].append(result)
    held = entries(BACKGROUND, OTHER_ITEMS)
    return [_one(sample, results[sample.pk], areas[sample.point_id], held) for sample in samples]


def _one(sample: SoilSample, results: list[SoilResult], area: str, held: Sequence[Entry]) -> JudgedSample:
    contents = {one.item: Measured(value_of(one), one.below) for one in results if one.item != PH}
    ph = next((value_of(one) for one in results if one.item == PH), None)
    given = Sample(sample.sampled_on, sample.land_use, contents, ph, area)
    shown = tuple(one for one in results if one.item != PH)
    try:
        return JudgedSample(sample, ph, shown, judge(given, held), None)
    except Refused as refused:
        return JudgedSample(sample, ph, shown, None, refused)


def value_of(result: SoilResult) -> Decimal:
    """The exact number of a result."""
    return Decimal(result.scaled) / MILLION


def key_units(on: date) -> list[KeyUnit]:
    """Stays on the list that hold on a day."""
    held = KeyUnit.objects.filter(first_day__lte=on).exclude(last_day__lt=on)
    return list(held.select_related("source", "source__area"))
