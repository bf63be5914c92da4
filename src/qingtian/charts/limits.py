"""Pollutants against their limits (六项与限值): the share of its limit a bar, one dashed rule at the limit itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.charts.face import Face, Spec, chart, length, limit_rule, values

ROW = 28


@dataclass(frozen=True, slots=True)
class Against:
    """One item: plain name (PM10), the figure and its limit as printed, in one unit."""

    item: str
    value: str
    limit: str


def against_limits(face: Face, title: str, items: Sequence[Against], rule: str, *, width: int = 420) -> Spec:
    """Bars in the order given; each says figure and limit (51 / 60). Units differ, so lengths are shares of the limit.

    ``rule`` names the dashed line (二级限值). An item without a figure keeps its row and says —.
    """
    rows: list[Spec] = []
    for one in items:
        value, limit = length(one.value), length(one.limit)
        share = None if value is None or not limit else value / limit
        rows.append({"item": one.item, "share": share, "edge": share or 0, "words": f"{one.value} / {one.limit}"})
    most = max(1.0, *(row["edge"] for row in rows)) if rows else 1.0
    y = {
        "field": "item",
        "type": "nominal",
        "sort": [one.item for one in items],
        "axis": {"title": None, "domain": False, "labelColor": face.ink},
    }
    x = {"type": "quantitative", "scale": {"domain": [0, most * 1.25], "nice": False}, "axis": None}
    tone = {"condition": {"test": "datum.share > 1", "value": face.ink}, "value": face.main}
    layers: list[Spec] = [
        {
            "data": values(rows),
            "mark": {"type": "bar", "height": ROW // 2},
            "encoding": {"x": {"field": "share", **x}, "y": y, "color": tone},
        },
        {
            "data": values(rows),
            "mark": {"type": "text", "align": "left", "dx": 8},
            "encoding": {"x": {"field": "edge", **x}, "y": y, "text": {"field": "words"}},
        },
        *limit_rule(face, "1", rule, "x"),
    ]
    return chart(face, title, width, ROW * max(len(rows), 1), layers)
