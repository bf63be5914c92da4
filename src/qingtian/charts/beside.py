"""Hours beside what they should be (报出与推算): a line reported, a dashed one expected, doubted hours shaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.charts.face import Face, Spec, chart, length, limit_rule, values


@dataclass(frozen=True, slots=True)
class BesideHour:
    """One hour: its local moment (2026-11-03T05:00), figures as printed, and whether it is one of the doubted."""

    at: str
    value: str
    other: str = ""
    doubted: bool = False


def beside(
    face: Face,
    title: str,
    hours: Sequence[BesideHour],
    names: tuple[str, str],
    *,
    limit: str = "",
    rule: str = "",
    width: int = 640,
) -> Spec:
    """``names`` stand at the ends of the line reported and of the dashed one; a gap breaks a line."""
    x: Spec = {"field": "at", "type": "temporal", "axis": {"title": None, "format": "%m-%d", "tickCount": 8}}
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "axis": {"title": None, "tickCount": 4},
        "scale": {"zero": True},
    }
    shade = {"type": "rect", "color": face.tones[-1], "opacity": 0.7}
    layers: list[Spec] = [
        {
            "data": values(_spans(hours)),
            "mark": shade,
            "encoding": {"x": x, "x2": {"field": "until"}},
        }
    ]
    dashed: Spec = {"strokeDash": [5, 4], "color": face.small, "strokeWidth": 1.5}
    other = [{"at": one.at, "value": length(one.other)} for one in hours]
    own = [{"at": one.at, "value": length(one.value)} for one in hours]
    lift = 8 if _last(own) >= _last(other) else -8  # the names stand apart where the lines end close together
    layers += _line(other, names[1], x, y, dashed, lift)
    layers += _line(own, names[0], x, y, {"color": face.main}, -lift)
    if length(limit) is not None:
        layers += limit_rule(face, limit, rule)
    return chart(face, title, width, 220, layers)


def _spans(hours: Sequence[BesideHour]) -> list[Spec]:
    """The doubted hours as spans from their first to the moment of the hour after their last."""
    spans: list[Spec] = []
    for place, one in enumerate(hours):
        if not one.doubted:
            continue
        after = hours[place + 1].at if place + 1 < len(hours) else one.at
        if place and hours[place - 1].doubted:
            spans[-1]["until"] = after
        else:
            spans.append({"at": one.at, "until": after})
    return spans


def _last(rows: Sequence[Spec]) -> float:
    """The value at the end of a line; nothing at all lies lowest."""
    return next((row["value"] for row in reversed(rows) if row["value"] is not None), float("-inf"))


def _line(rows: Sequence[Spec], name: str, x: Spec, y: Spec, mark: Spec, dy: int) -> list[Spec]:
    last = next((row for row in reversed(rows) if row["value"] is not None), None)
    layers: list[Spec] = [{"data": values(rows), "mark": {"type": "line", **mark}, "encoding": {"x": x, "y": y}}]
    if last is not None and name:
        words = {"type": "text", "align": "left", "dx": 6, "dy": dy}
        encoding = {"x": x, "y": y, "text": {"field": "name"}}
        layers.append({"data": values([{**last, "name": name}]), "mark": words, "encoding": encoding})
    return layers
