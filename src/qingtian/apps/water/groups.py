"""Several sections together (流域、区县、全市): shares by class, description, mean concentrations, index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from qingtian.apps.water.evaluating import Standing
from qingtian.language import Text
from qingtian.standards.periods import Period
from qingtian.standards.water import (
    Measured,
    average,
    basin,
    city_index,
    classify,
    evaluation_on,
    limits_on,
    ranking_on,
    shares,
    water_index,
)
from qingtian.standards.water.evaluation import Shares
from qingtian.standards.water.index import WaterIndex
from qingtian.standards.water.limits import Waterbody

NOT_DESCRIBED = Text("规则没有给出", "the rule gives none")


@dataclass(frozen=True, slots=True)
class Group:
    """``description`` None where the rule gives none; ``index`` None where items are ``missing`` in one of the two."""

    shares: Shares
    description: Text | None
    index: Fraction | None
    missing: tuple[str, ...]


def group(standings: Sequence[Standing], of: Period, only: Sequence[str] | None = None) -> Group | None:
    """Sections of a period taken together; None where none was evaluated. ``only``: the items a recorded rule names."""
    held = [one for one in standings if one.grade is not None]
    if not held:
        return None
    found = shares([one.grade for one in held if one.grade])
    rivers = [one for one in held if one.section.waterbody == "river"]
    lakes = [one for one in held if one.section.waterbody == "lake"]
    river, lake = _index(rivers, "river", of, only), _index(lakes, "lake", of, only)
    index = city_index(river, lake, len(rivers), len(lakes))
    missing = [code for each in (river, lake) if each for code in each.missing]
    return Group(found, _described(held, of), index, tuple(dict.fromkeys(missing)))


def _described(held: Sequence[Standing], of: Period) -> Text | None:
    """By shares of sections; with fewer than the rule asks, by the class of the mean concentrations."""
    rule = evaluation_on(of.last)
    if len(held) >= rule.least_sections.value:
        found = basin([one.grade for one in held if one.grade], rule)
        return found.words if found else None
    body: Waterbody = "lake" if all(one.section.waterbody == "lake" for one in held) else "river"
    values = {code: Measured(value) for code, value in averaged(held).items()}
    grade = classify(values, body, limits_on(of.last), rule).grade
    return rule.described(grade).words if grade else None


def averaged(standings: Sequence[Standing]) -> dict[str, Fraction]:
    """The mean of every item over the sections it was measured at."""
    codes = dict.fromkeys(code for one in standings for code in one.means)
    return {code: average(code, [one.means[code].value for one in standings if code in one.means]) for code in codes}


def _index(standings: Sequence[Standing], body: Waterbody, of: Period, only: Sequence[str] | None) -> WaterIndex | None:
    """Of concentrations averaged over sections first. An item one section lacks is missing: the mean of the others is
    not that of all."""
    if not standings:
        return None
    means = averaged(standings)
    whole = {code: value for code, value in means.items() if all(code in one.means for one in standings)}
    return water_index(whole, body, limits_on(of.last), ranking_on(of.last), only)
