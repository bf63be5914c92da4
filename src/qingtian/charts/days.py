"""Bars of days (逐日): one item day by day with its day limit; days over it are ink and say their figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.charts.face import Face, Spec, chart, length, limit_rule, values

#: more figures than this would stand on each other
FEW = 4


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day or other step: its label and the figure as printed; a gap keeps its place."""

    label: str
    value: str


def day_bars(
    face: Face, title: str, bars: Sequence[DayBar], *, limit: str = "", rule: str = "", width: int = 520
) -> Spec:
    """Bars from zero in the order given; ``limit`` draws the dashed rule named ``rule``."""
    most = length(limit)
    rows = [_row(one, most) for one in bars]
    _say_a_few(rows)
    every = max(1, -(-len(bars) // 8))
    shown = [one.label for place, one in enumerate(bars) if place % every == 0]
    x = {
        "field": "label",
        "type": "ordinal",
        "sort": [one.label for one in bars],
        "axis": {"title": None, "values": shown, "labelOverlap": True},
    }
    y = {"field": "value", "type": "quantitative", "axis": {"title": None, "tickCount": 4}}
    tone = {"condition": {"test": "datum.over", "value": face.ink}, "value": face.main}
    data = values(rows)
    layers: list[Spec] = [
        {"data": data, "mark": "bar", "encoding": {"x": x, "y": y, "color": tone}},
        {
            "data": data,
            "transform": [{"filter": "datum.said"}],
            "mark": {"type": "text", "dy": -8, "fontWeight": 600},
            "encoding": {"x": x, "y": y, "text": {"field": "text"}},
        },
    ]
    if most is not None:
        layers += limit_rule(face, limit, rule)
    return chart(face, title, width, 160, layers)


def _say_a_few(rows: Sequence[Spec]) -> None:
    """Mark the days whose figure is written: every one over the limit while they are few, else the greatest."""
    over = [row for row in rows if row["over"]]
    for row in over if len(over) <= FEW else [max(over, key=lambda row: row["value"])]:
        row["said"] = True


def _row(one: DayBar, most: float | None) -> Spec:
    value = length(one.value)
    over = value is not None and most is not None and value > most
    return {"label": one.label, "value": value, "text": one.value, "over": over, "said": False}
