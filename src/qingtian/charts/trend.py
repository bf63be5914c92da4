"""Trend (变化): a line of figures in order, the year before as a dashed second line, a limit as a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingtian.charts.face import Face, Spec, chart, length, limit_rule, values

#: of the drawing, and what a line of letters takes of it, px
HEIGHT, LETTERS = 160, 16


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One step: its label, the figure as printed, and that of the year before; a gap breaks the line."""

    label: str
    value: str
    before: str = ""


def trend(
    face: Face,
    title: str,
    points: Sequence[TrendPoint],
    names: tuple[str, str] = ("", ""),
    *,
    limit: str = "",
    rule: str = "",
    width: int = 520,
) -> Spec:
    """``names`` are those of the line and of the dashed one; each stands at the end of its line, there is no legend."""
    order = [one.label for one in points]
    x = {
        "field": "label",
        "type": "ordinal",
        "sort": order,
        "scale": {"type": "point", "padding": 0.5},
        "axis": {"title": None, "labelOverlap": True},
    }
    y = {"field": "value", "type": "quantitative", "axis": {"title": None, "tickCount": 4}, "scale": {"zero": True}}
    dashed = {"strokeDash": [6, 4], "color": face.small, "strokeWidth": 1.5}
    before = [{"label": one.label, "value": length(one.before)} for one in points]
    now = [{"label": one.label, "value": length(one.value)} for one in points]
    lift = _apart(now, before)
    layers = [*_line(now, names[0], x, y, {"color": face.main, "point": {"color": face.main, "size": 24}}, -lift)]
    if any(row["value"] is not None for row in before):
        layers = [*_line(before, names[1], x, y, dashed, lift), *layers]
    if length(limit) is not None:
        layers += limit_rule(face, limit, rule)
    return chart(face, title, width, HEIGHT, layers)


def _apart(now: Sequence[Spec], before: Sequence[Spec]) -> int:
    """How far down the second name goes, and the first up, px: two lines that end together would overprint them."""
    one, other = _last(now), _last(before)
    if one is None or other is None or one["label"] != other["label"]:
        return 0
    top = max(row["value"] for row in (*now, *before) if row["value"] is not None)
    if abs(one["value"] - other["value"]) * HEIGHT >= top * LETTERS:
        return 0
    return LETTERS // 2 if one["value"] >= other["value"] else -(LETTERS // 2)


def _last(rows: Sequence[Spec]) -> Spec | None:
    return next((row for row in reversed(rows) if row["value"] is not None), None)


def _line(rows: Sequence[Spec], name: str, x: Spec, y: Spec, mark: Spec, down: int = 0) -> list[Spec]:
    last = _last(rows)
    layers: list[Spec] = [{"data": values(rows), "mark": {"type": "line", **mark}, "encoding": {"x": x, "y": y}}]
    if last is not None and name:
        words = {"type": "text", "align": "left", "dx": 8, "dy": down}
        encoding = {"x": x, "y": y, "text": {"field": "name"}}
        layers.append({"data": values([{**last, "name": name}]), "mark": words, "encoding": encoding})
    return layers
