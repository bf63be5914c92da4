"""The statistics of a period as rows, one an item: a value, or why there is none; days over open their list."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.apps.air.figures import PeriodFigures
from qingtian.language import Text
from qingtian.measurements.statistics.results import Figure
from qingtian.standards.periods import Period
from qingtian.web.design.figures import ABSENT
from qingtian.web.desk.air.day_rows import ITEMS
from qingtian.web.desk.air.rule_words import why
from qingtian.web.templatetags.air_pieces import thousandths

PERCENTILES = ("p90", "p95", "p98")


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """One item; every cell as printed. ``why`` says what refused the mean and the percentile, empty where admitted."""

    item: str
    mean: str
    percentile: str
    percent: str
    maximum: str
    over: str
    over_href: str
    within: str
    factor: str
    valid: int
    expected: int
    why: Text | str


def statistic_rows(held: PeriodFigures, place: str, period: Period) -> list[StatisticRow]:
    """The six items, PM10 first."""
    return [_row(held, place, period, item) for item in ITEMS]


def _row(held: PeriodFigures, place: str, period: Period, item: str) -> StatisticRow:
    def figure(statistic: str) -> Figure | None:
        return held.figure(place, period.id, item, statistic)

    percentile = next((found for name in PERCENTILES if (found := figure(name))), None)
    mean, over = figure("mean"), figure("days_over")
    refused = next((each for each in (mean, percentile) if each is not None and each.value is None), None)
    counted = mean or percentile or over
    factor = figure("exceedance_factor")
    return StatisticRow(
        item,
        printed(mean),
        printed(percentile) if percentile else ABSENT,
        percentile.statistic[1:] if percentile else "",
        printed(figure("maximum")),
        printed(over),
        "#days" if over and over.value else "",
        printed(figure("attainment_rate")),
        ABSENT if factor is None else printed(factor),
        counted.valid if counted else 0,
        counted.expected if counted else 0,
        why(refused.rule) if refused else "",
    )


def printed(figure: Figure | None) -> str:
    """The figure as printed; ``NA`` where it is refused, ``—`` where the item has none of that kind."""
    return ABSENT if figure is None else thousandths(figure.value, figure.decimals)


def good_days(held: PeriodFigures, place: str, period: str) -> dict[str, str] | None:
    """Good days, days with an index, and the share of the one in the other; None without a day with an index."""
    days, rate = (held.figure(place, period, "AQI", name) for name in ("good_days", "good_day_rate"))
    if days is None or rate is None or rate.value is None:
        return None
    return {"good": printed(days), "valid": str(days.valid), "rate": printed(rate)}
