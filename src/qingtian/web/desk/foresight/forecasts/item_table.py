"""The table of scores by item, as a page shows it and as Excel holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.apps.forecasts.item_scores import ItemScore
from qingtian.apps.forecasts.models.forecast_day import COMPARED, decimals
from qingtian.language import Text
from qingtian.tables.columns import Value

NOTE = Text(
    "各项是系统算的日均值（预报员改的是 AQI 范围），µg/m³，CO 为 mg/m³；偏差是预报减实况。"
    "和对照比的误差只数对照也有值的日子，括号里是同样那些日子我们的误差。",
    "Items are day values as computed (a forecaster changes the range of the AQI), µg/m³, CO mg/m³; the bias is the "
    "forecast less what came. A simple way is held against the days it has a value; in brackets our error on the same.",
)
HEADS = (
    *(
        Text("项目", "Item"),
        Text("提前天数", "Days ahead"),
        Text("天数", "Days"),
        Text("其中用了气象预报", "With weather"),
    ),
    *(Text("平均绝对误差", "Mean absolute error"), Text("平均偏差", "Mean error")),
    *(Text("区间内的天数", "Days inside the interval"), Text("有区间的天数", "Days with an interval")),
    *(Text("照搬最后一天：天数", "Last day again: days"), Text("照搬最后一天：误差", "Last day again: error")),
    *(Text("同样日子我们的误差", "Our error on those days"), Text("往年同月中位数：天数", "That month: days")),
    *(
        Text("往年同月中位数：误差", "That month: error"),
        Text("同样日子我们的误差（二）", "Our error on those, second"),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One item and horizon as printed; ``beside``: error of each baseline and ours on the same days, None without."""

    score: ItemScore
    mae: str
    bias: str
    share: str
    beside: tuple[tuple[str, str] | None, ...]


def lines(scores: Sequence[ItemScore]) -> list[tuple[str, list[Line]]]:
    """By item, its horizons in order."""
    groups: dict[str, list[Line]] = {}
    for one in scores:
        groups.setdefault(one.item, []).append(_line(one))
    return list(groups.items())


def cells(one: ItemScore) -> list[Value]:
    """A row of the file."""
    kept = decimals(one.item)
    found: list[Value] = [one.item, one.horizon, one.days, one.with_weather, round(one.mae, kept)]
    found += [round(one.bias, kept), one.inside, one.with_interval]
    for name in COMPARED:
        days, ours, theirs = one.compared.get(name, (0, None, None))
        found += [days, None if theirs is None else round(theirs, kept), None if ours is None else round(ours, kept)]
    return found


def _line(one: ItemScore) -> Line:
    def printed(value: float) -> str:
        rounded = round(value, decimals(one.item)) + 0.0  # no minus before nought
        return f"{rounded:.{decimals(one.item)}f}".replace("-", "\u2212")

    beside = tuple(
        (printed(one.compared[name][2]), printed(one.compared[name][1])) if name in one.compared else None
        for name in COMPARED
    )
    share = "" if one.share is None else f"{one.share:.0f}"
    return Line(one, printed(one.mae), printed(one.bias), share, beside)
