"""The rows of each rule table, for one run of days under the same editions; ``rule_tables`` puts them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qingtian.standards.air.categories import categories_of
from qingtian.standards.air.composite import divisors_of
from qingtian.standards.air.declarations import CountsAs, NeedsOneOf, PublishIfAbove
from qingtian.standards.air.evaluation import Printing
from qingtian.standards.air.held import Held, InForce
from qingtian.standards.air.pollutants import pollutants
from qingtian.standards.periods import KINDS

Cell = int | str | bool | date | None
Row = tuple[Cell, ...]

_SCALE = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose rows: those of ``run``, one of ``held``; ``printing`` where a ranking prints otherwise than its rule."""

    run: InForce
    held: Held
    printing: Printing | None = None


def thousandths(value: Decimal | Fraction | None) -> int | None:
    """A declared value in thousandths; ValueError where it has more than three decimals."""
    if value is None:
        return None
    whole = value * _SCALE
    if whole != int(whole):
        raise ValueError(f"{value} has more than three decimals")
    return int(whole)


def day_item(code: str) -> str:
    """The item of a day that stands for a pollutant: ozone by its greatest running 8 hours."""
    return "O3_8h" if code == "O3" else code


def days(asked: Asked) -> Iterable[Row]:
    """Of ozone ``least_hours`` are those of a window; the 1-hour ozone has the hour's limits."""
    rules = asked.run.evaluation
    for code in pollutants():
        second, first = asked.run.limits.grade_2[code], asked.run.limits.grade_1[code]
        decimals = rules.decimals_station_day.value[code], rules.decimals_place_day.value[code]
        limits = thousandths(second.day), thousandths(first.day)
        least = asked.run.limits.least_hours.eight_hours if code == "O3" else asked.run.limits.least_hours.day
        yield (day_item(code), least, *decimals, *limits)
        if code == "O3":
            hour = thousandths(second.hour), thousandths(first.hour)
            yield ("O3_1h", asked.run.limits.least_hours.day, *decimals, *hour)


def ozone(asked: Asked) -> Iterable[Row]:
    """``valid_above``: with fewer windows the day is valid if its value is greater; null: never."""
    rules = asked.run.evaluation
    grade = rules.ozone_valid_above.value
    above = None if grade == "never" else thousandths(getattr(asked.run.limits, grade)["O3"].day)
    first, last = rules.ozone_first_window.value, rules.ozone_last_window.value
    yield first, last, asked.run.limits.least_hours.eight_hours, rules.ozone_least_windows.value, above


def places(asked: Asked) -> Iterable[Row]:
    share = asked.run.evaluation.least_station_share.value
    yield asked.run.evaluation.order_of_averaging.value, share.numerator, share.denominator


def periods(asked: Asked) -> Iterable[Row]:
    """A period needs ``least_days`` in all, ``least_month_days`` in each month (February ``least_february_days``) and
    the share of its days; what is 0 asks nothing."""
    rules = [rule.value for rule in asked.run.evaluation.enough.values()]
    for kind in KINDS:
        of_kind = [rule for rule in rules if rule.kind == kind]
        for code in pollutants():
            named = next((r for r in of_kind if code in r.items), None) or next(r for r in of_kind if not r.items)
            share = named.share.numerator, named.share.denominator
            yield kind, day_item(code), named.days, named.month_days, named.february_days, *share


def statistics(asked: Asked) -> Iterable[Row]:
    """``limit_year``: what the statistic is compared with (a percentile with the day's limit); ``evaluated``: in the
    year's attainment; ``in_index``: means, and the percentile of an item without a mean."""
    means = asked.run.evaluation.mean_items.value
    divisors = divisors_of(asked.run, asked.held)
    for code in pollutants():
        limits, weight = asked.run.limits.grade_2[code], asked.run.ranking.weights.value[code]
        decimals = _printed(asked, code)
        tail = (decimals, thousandths(divisors[code]), weight.numerator, weight.denominator)
        if code in means:
            yield (day_item(code), "mean", decimals, thousandths(limits.year), 1, 1, *tail)
        percentile = f"p{asked.run.evaluation.percentiles[code].value}"
        yield (day_item(code), percentile, decimals, thousandths(limits.day), 1, int(code not in means), *tail)


def _printed(asked: Asked, code: str) -> int:
    if (asked.printing or asked.run.ranking.printing.value) == "particulates_one_decimal" and code in ("PM10", "PM2_5"):
        return 1
    return asked.run.evaluation.decimals_period.value[code]


def breakpoints(asked: Asked) -> Iterable[Row]:
    """A concentration over ``low`` and up to ``high`` has an index over ``index_low`` and up to ``index_high``."""
    for item, name in asked.run.index.reports["daily"].items.items():
        rungs = [thousandths(value) for value in asked.run.index.tables[name].concentrations]
        for step in range(1, len(rungs)):
            yield "daily", item, *asked.run.index.indices[step - 1 : step + 1], rungs[step - 1], rungs[step]


def above(asked: Asked) -> Iterable[Row]:
    """Above the top breakpoint an item counts as this index; null: it has none, another average reports it."""
    for item, name in asked.run.index.reports["daily"].items.items():
        above = asked.run.index.tables[name].above
        yield "daily", item, above.index if isinstance(above, CountsAs) else None


def reports(asked: Asked) -> Iterable[Row]:
    """``publish_above``: with a gap an index is published only if it is greater; null: gaps do not block."""
    missing = asked.run.index.reports["daily"].missing
    above = missing.above if isinstance(missing, PublishIfAbove) else None
    yield "daily", above, asked.run.index.primary.above


def report_items(asked: Asked) -> Iterable[Row]:
    """``decimals``: what a concentration is rounded to before its index, null: it enters as it is (HJ 633-2012);
    ``needed``: without a value of any of these there is no index."""
    index = asked.run.index
    report = index.reports["daily"]
    needed = report.missing.items if isinstance(report.missing, NeedsOneOf) else ()
    for order, (item, table) in enumerate(report.items.items(), 1):
        pollutant = index.tables[table].pollutant
        decimals = None if index.decimals is None else index.decimals[pollutant]
        yield "daily", item, pollutant, order, decimals, int(item in needed)


def categories(asked: Asked) -> Iterable[Row]:
    """Levels from 1; the last is open above (null). ``good``: days of this level count as good."""
    good = asked.run.evaluation.good_level.value
    return [(level.level, level.up_to, int(level.level <= good)) for level in categories_of(asked.run.index)]


def figures(asked: Asked) -> Iterable[Row]:
    """Decimals of what is not a concentration, and the item whose concentration orders places of equal rank."""
    evaluation, ranking = asked.run.evaluation, asked.run.ranking
    decimals = evaluation.factor_decimals, evaluation.rate_decimals
    yield (
        *(rule.value for rule in decimals),
        ranking.index_decimals.value,
        ranking.change_decimals.value,
        day_item(ranking.ties_shown_by.value),
    )


def trend(asked: Asked) -> Iterable[Row]:
    """Critical value of Spearman's coefficient in thousandths by the number of years; fewer years have no trend."""
    return [(years, thousandths(value)) for years, value in sorted(asked.run.evaluation.critical_values.value.items())]
