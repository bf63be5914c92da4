"""Shapes as SVG. Classes and presentation attributes only: a page's strict policy refuses style attributes."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from qingtian.procedures.diagram.graph import Node
from qingtian.procedures.diagram.lettering import LEADING, SMALL_SIZE, TITLE_SIZE
from qingtian.procedures.diagram.routing import Line, Point

#: the tokens of the design system, spelt out because a file on its own has no style sheet
INK, INK_SOFT, LINE, WHITE, AZURE, AZURE_WASH = "#1a2125", "#465056", "#626b70", "#ffffff", "#00658b", "#e3eff3"
FONT = "'Noto Sans CJK SC','Source Han Sans SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
CORNER = 5.0
ARROW_LENGTH, ARROW_HALF = 7.0, 3.6


def number(value: float) -> str:
    """A coordinate without needless noughts."""
    return f"{value:.1f}".removesuffix(".0")


def _turn(before: Point, corner: Point, after: Point) -> str:
    """A rounded corner, as round as the shorter side allows."""
    radius = min(CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
    (x1, y1), (x2, y2) = _towards(corner, before, radius), _towards(corner, after, radius)
    return f"L{number(x1)} {number(y1)}Q{number(corner[0])} {number(corner[1])} {number(x2)} {number(y2)}"


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _towards(a: Point, b: Point, by: float) -> Point:
    length = _length(a, b)
    return (a[0] + (b[0] - a[0]) / length * by, a[1] + (b[1] - a[1]) / length * by)


def _path(line: Line) -> str:
    points = [line.points[0]]
    for point in line.points[1:]:
        if _length(points[-1], point) > 0.4:
            points.append(point)
    corners = [_turn(a, b, c) for (a, b), (_, c) in pairwise(pairwise(points))]
    return f"M{number(points[0][0])} {number(points[0][1])}{''.join(corners)}L" + " ".join(map(number, points[-1]))


def ways(lines: list[Line]) -> str:
    """All lines as one path, so that a stretch two of them share is painted once, and their arrowheads."""
    paths = "".join(_path(line) for line in lines)
    heads = dict.fromkeys(arrow(line.points[-2], line.points[-1]) for line in lines if line.arrow)
    return f'<path class="ways" d="{paths}" fill="none" stroke="{LINE}" stroke-width="1.2"/>' + "".join(heads)


def arrow(before: Point, tip: Point) -> str:
    """An arrowhead at ``tip``, pointing away from ``before``."""
    back = _towards(tip, before, ARROW_LENGTH)
    dx, dy = (ARROW_HALF, 0) if before[0] == tip[0] else (0, ARROW_HALF)
    corners = [tip, (back[0] - dx, back[1] - dy), (back[0] + dx, back[1] + dy)]
    drawn = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return f'<polygon class="arrow" points="{drawn}" fill="{LINE}"/>'


def shape(node: Node, current: str | None) -> str:
    if node.kind == "start":
        return f'<circle class="start" cx="{number(node.x)}" cy="{number(node.y + 7)}" r="7" fill="{INK}"/>'
    if node.kind == "act":
        return words(node.title, node.x, node.y + 13, SMALL_SIZE, INK_SOFT, "act")
    return box(node, current=node.id == current) if node.kind == "state" else ""


def box(node: Node, *, current: bool) -> str:
    """A state: its title, the acts that leave it as it is, a double line when it is final, azure when it is now."""
    left, wide = node.x - node.width / 2, node.width
    fill, stroke = (AZURE_WASH, AZURE) if current else (WHITE, INK)
    kind = " ".join(["state", *(["final"] if node.final else []), *(["current"] if current else [])])
    drawn = [rectangle(left, node.y, wide, node.height, fill, stroke, 2 if current else 1.2)]
    if node.final:
        drawn.append(rectangle(left + 3, node.y + 3, wide - 6, node.height - 6, "none", stroke, 0.8))
    drawn.append(words(node.title, node.x, node.y + 21, TITLE_SIZE, INK, "title", leading=19))
    if node.notes:
        drawn.append(words(node.notes, node.x, node.y + 22 + 19 * len(node.title), SMALL_SIZE, INK_SOFT, "stays"))
    return f'<g class="{kind}">{"".join(drawn)}</g>'


def rectangle(x: float, y: float, wide: float, high: float, fill: str, stroke: str, line: float) -> str:
    """A box with corners of the radius the design system uses."""
    place_ = f'x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}"'
    return f'<rect {place_} rx="3" fill="{fill}" stroke="{stroke}" stroke-width="{line}"/>'


def words(lines: list[str], x: float, y: float, size: int, fill: str, kind: str, *, leading: int = LEADING) -> str:
    """Centred lines of text; ``y`` is the first baseline."""
    spans = "".join(
        f'<tspan x="{number(x)}" y="{number(y + index * leading)}">{escape(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    weight = ' font-weight="600"' if kind == "title" else ""
    return f'<text class="{kind}" text-anchor="middle" font-size="{size}"{weight} fill="{fill}">{spans}</text>'
