"""The two faces of the grammar: on screen ink on warm white with one azure, on paper black with Song type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Face:
    """Type and tones of every chart. ``main`` is PM10 or "this place"; ``tones`` are the items in their fixed order."""

    font: str
    ink: str
    label: str
    small: str
    hairline: str
    ground: str
    ring: str
    tones: tuple[str, ...]
    size: int = 12

    @property
    def main(self) -> str:
        """The tone of what the chart is about."""
        return self.tones[0]


SCREEN = Face(
    font="QT Latin, Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif",
    ink="#1A2125",
    label="#465056",
    small="#626B70",
    hairline="#DAD6CA",
    ground="#FBFAF6",
    ring="#8B8A80",
    tones=("#00658B", "#5C93A8", "#8B8A80", "#B5B2A5", "#CBC8BC", "#E4E1D7"),
)
PAPER = Face(
    # in quotes: a name that ends in a figure is otherwise no name, and every word of the chart is lost
    font="'Source Serif 4', Noto Serif SC, Noto Serif CJK SC, serif",
    ink="#000000",
    label="#000000",
    small="#333333",
    hairline="#CCCCCC",
    ground="#FFFFFF",
    ring="#555555",
    tones=("#4A4A4A", "#7D7D7D", "#9C9C9C", "#B8B8B8", "#D0D0D0", "#E8E8E8"),
)


def config(face: Face) -> Spec:
    """The one configuration of all charts in this face."""
    axis = {
        "labelFontSize": face.size,
        "titleFontSize": face.size,
        "titleFontWeight": 400,
        "labelColor": face.small,
        "titleColor": face.label,
        "domainColor": face.ink,
        "gridColor": face.hairline,
        "gridWidth": 1,
        "gridOpacity": 1,
        "tickSize": 0,
        "labelPadding": 6,
        "titleAlign": "left",
        "titleAnchor": "start",
    }
    return {
        "aria": False,
        "background": None,
        "font": face.font,
        "padding": 4,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "labelAngle": 0},
        "axisY": {"domain": False, "tickCount": 4},
        "legend": {"disable": True},
        "title": {"anchor": "start", "fontSize": 14, "fontWeight": 600, "color": face.ink, "offset": 12},
        "bar": {"color": face.main},
        "line": {"color": face.main, "strokeWidth": 2},
        "rule": {"color": face.ink, "strokeDash": [4, 3]},
        "text": {"fontSize": face.size, "color": face.ink},
        "range": {"category": list(face.tones)},
    }


def chart(face: Face, title: str, width: int, height: int | Spec, layers: Sequence[Spec], **more: Any) -> Spec:
    """A whole specification of layers that share their axes."""
    return {
        "$schema": SCHEMA,
        "config": config(face),
        "title": title,
        "width": width,
        "height": height,
        "layer": list(layers),
        **more,
    }


def values(rows: Sequence[Mapping[str, Any]]) -> Spec:
    """Rows as the data of one layer."""
    return {"values": [dict(row) for row in rows]}


def length(text: str | None) -> float | None:
    """The length a printed figure is drawn with; None where the figure is a gap (—, /, NA, empty).

    >>> length("−6.2"), length("NA")
    (-6.2, None)
    """
    if text is None:
        return None
    try:
        return float(text.replace(MINUS, "-").replace(",", "").removesuffix("%"))
    except ValueError:
        return None


def limit_rule(face: Face, at: str, name: str, channel: str = "y") -> list[Spec]:
    """A dashed rule of ink at a limit, with its name once at the start of the line."""
    data = values([{"at": length(at), "name": name}])
    place = {"field": "at", "type": "quantitative"}
    words = {"align": "left", "baseline": "bottom", "dx": 2, "dy": -3}
    across: Spec = {"x": {"value": 0}} if channel == "y" else {"y": {"value": 0}}
    return [
        {"data": data, "mark": {"type": "rule", "color": face.ink}, "encoding": {channel: place}},
        {
            "data": data,
            "mark": {"type": "text", **words},
            "encoding": {channel: place, **across, "text": {"field": "name"}},
        },
    ]
