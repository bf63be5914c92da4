"""The composite index (综合指数) of a place in a period, from concentrations as they are printed.

环办监测〔2018〕19号: the sum over six items of weight × concentration ÷ limit, in exact ratios, rounded once to two
decimals, half to even. The primary pollutant (首要污染物) of the period is the item, or items, of the greatest single
index; a weight does not change a single index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qingtian.standards.air.held import Held, InForce
from qingtian.standards.air.limits import LimitEdition
from qingtian.standards.air.pollutants import pollutants


@dataclass(frozen=True, slots=True)
class Composite:
    """``index`` with its prescribed decimals; None where a concentration is missing, and those are named."""

    index: Decimal | None
    singles: dict[str, Fraction]
    primary: tuple[str, ...]
    missing: tuple[str, ...]
    edition: str


def composite_index(concentrations: Mapping[str, Decimal | None], run: InForce, held: Held) -> Composite:
    """The index of ``concentrations`` (code → µg/m³, CO mg/m³, as printed) by the editions of ``run``.

    SO2, NO2, PM10 and PM2_5 are means, CO the 95th and O3 the 90th percentile. A missing one leaves no index and no
    primary pollutant: what is left could never be compared with a whole one.
    """
    divisors, weights = divisors_of(run, held), run.ranking.weights.value
    given = {code: value for code in pollutants() if (value := concentrations.get(code)) is not None}
    singles = {code: Fraction(value) / divisors[code] for code, value in given.items()}
    missing = tuple(code for code in pollutants() if code not in given)
    if missing:
        return Composite(None, singles, (), missing, run.id)
    decimals = run.ranking.index_decimals.value
    total = sum((weights[code] * ratio for code, ratio in singles.items()), Fraction(0))
    index = Decimal(round(total * 10**decimals)).scaleb(-decimals)
    greatest = max(singles.values())
    primary = tuple(code for code, ratio in singles.items() if ratio == greatest) if greatest else ()
    return Composite(index, singles, primary, (), run.id)


def divisors_of(run: InForce, held: Held) -> dict[str, Fraction]:
    """What each concentration is divided by: the grade II limit of the year for a mean, of the day for a percentile."""
    limits = _dividing(run, held)
    means = run.evaluation.mean_items.value
    divisors: dict[str, Fraction] = {}
    for code in pollutants():
        limit = limits.grade_2[code].year if code in means else limits.grade_2[code].day
        if limit is None:
            raise ValueError(f"{limits.id} has no limit of the year for {code}, whose mean is in the index")
        divisors[code] = Fraction(limit)
    return divisors


def _dividing(run: InForce, held: Held) -> LimitEdition:
    named = run.ranking.divisors.value
    if named == "in_force":
        return run.limits
    for limits in held.limits:
        if limits.id == named:
            return limits
    raise ValueError(
        f"no edition of the limits is {named}: write in_force or {', '.join(one.id for one in held.limits)}"
    )
