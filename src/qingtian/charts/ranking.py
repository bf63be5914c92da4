"""Ranking with change (排名图): a bar a place, a tick where it stood a year before, the figures beside the bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.charts.face import Face, Spec, chart, length, values

ROW = 24


@dataclass(frozen=True, slots=True)
class RankBar:
    """One place: its figure as printed, that of the year before, and the change as printed (−6.2)."""

    name: str
    value: str
    before: str = ""
    change: str = ""


def ranking(face: Face, title: str, bars: Sequence[RankBar], *, tick: str = "", width: int = 420) -> Spec:
    """Bars in the order given, from zero. ``tick`` names the tick (上年同月) once, above the first."""
    rows: list[Spec] = [
        {
            "name": one.name,
            "value": length(one.value),
            "before": length(one.before),
            "words": f"{one.value}　{one.change}".rstrip() if one.change else one.value,
            "edge": max(length(one.value) or 0, length(one.before) or 0),
        }
        for one in bars
    ]
    names = [one.name for one in bars]
    most = max((row["edge"] for row in rows), default=0) or 1
    y = {
        "field": "name",
        "type": "nominal",
        "sort": names,
        "axis": {"title": None, "domain": False, "labelColor": face.ink, "labelLimit": 200},
    }
    scale = {"domain": [0, most * 1.28], "nice": False}
    x = {"type": "quantitative", "scale": scale, "axis": {"title": None, "tickCount": 4, "domain": False, "grid": True}}
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": ROW // 2},
            "encoding": {"x": {"field": "value", **x}, "y": y},
        },
        {
            "transform": [{"filter": "isValid(datum.before)"}],
            "mark": {"type": "tick", "color": face.ink, "thickness": 2, "size": ROW - 6},
            "encoding": {"x": {"field": "before", **x}, "y": y},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 8},
            "encoding": {"x": {"field": "edge", **x}, "y": y, "text": {"field": "words"}},
        },
    ]
    if tick and rows and rows[0]["before"] is not None:
        layers.append(_named_once(tick, rows[0], names, x))
    return chart(face, title, width, ROW * max(len(rows), 1), layers, data=values(rows))


def _named_once(tick: str, first: Spec, names: Sequence[str], x: Spec) -> Spec:
    return {
        "data": values([{"name": first["name"], "before": first["before"], "tick": tick}]),
        "mark": {"type": "text", "align": "center", "baseline": "bottom", "dy": -ROW // 2, "fontSize": 11},
        "encoding": {
            "x": {"field": "before", **x},
            "y": {"field": "name", "type": "nominal", "sort": list(names)},
            "text": {"field": "tick"},
        },
    }
