"""Lines: right-angled, each on a track of its own between two rows; ways back run on rails to the left."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, permutations

from qingtian.procedures.diagram.graph import Graph, Node, Return
from qingtian.procedures.diagram.placing import Rows

TRACK = 9.0
CHANNEL = 26.0
RAIL = 14.0
#: more groups than this in one channel are taken in order, because every further one multiplies the attempts
MOST_TO_PERMUTE = 6
Point = tuple[float, float]


@dataclass
class Group:
    """Lines that share one horizontal stretch: all from one state, or all into one."""

    upper: set[float] = field(default_factory=set)
    lower: set[float] = field(default_factory=set)
    rail: bool = False

    @property
    def span(self) -> tuple[float, float]:
        xs = self.upper | self.lower
        return (float("-inf") if self.rail else min(xs)), max(xs)

    @property
    def flat(self) -> bool:
        """Whether it has a horizontal stretch at all."""
        return self.rail or len(self.upper | self.lower) > 1


@dataclass
class Line:
    """A drawn line; ``arrow`` says whether it ends in a state."""

    points: list[Point]
    arrow: bool


Channels = dict[int, dict[str, Group]]
Tracks = dict[tuple[int, str], int]


def _key(upper: Node, lower: Node) -> str:
    return upper.id if upper.row % 2 == 0 else lower.id


def _enters_from_left(rows: Rows, target: Node) -> bool:
    return rows[target.row][0] is target


def _channels(graph: Graph, rows: Rows) -> Channels:
    """Groups of every channel; the channel of a row lies below it."""
    channels: Channels = {row: {} for row in range(len(rows))}
    for one, other in graph.arcs:
        upper, lower = graph.nodes[one], graph.nodes[other]
        group = channels[upper.row].setdefault(_key(upper, lower), Group())
        group.upper.add(upper.x)
        group.lower.add(lower.x)
    for way in graph.returns:
        act = graph.nodes[way.act]
        group = channels[act.row].setdefault(_way(way), Group(rail=True))
        group.upper.add(act.x)
        for target in (graph.nodes[t] for t in way.targets):
            if not _enters_from_left(rows, target):
                entry = channels[target.row - 1].setdefault(target.id, Group())
                entry.lower.add(target.x)
                entry.rail = True
    return channels


def _way(way: Return) -> str:
    return "back to " + ",".join(way.targets)


def _overlap(one: Group, other: Group) -> bool:
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]


def _stack(groups: list[Group]) -> list[int]:
    """The track of each group, taken in order: below every earlier one it would touch."""
    tracks: list[int] = []
    for index, group in enumerate(groups):
        touching = [tracks[i] + 1 for i in range(index) if groups[i].flat and _overlap(groups[i], group)]
        tracks.append(max(touching, default=0) if group.flat else 0)
    return tracks


def _crossings(groups: list[Group], tracks: list[int]) -> int:
    """Vertical stubs that cross another group's horizontal stretch."""
    found = 0
    for (one, first), (other, second) in combinations(list(zip(groups, tracks, strict=True)), 2):
        high, low = (one, other) if first <= second else (other, one)
        found += sum(low.span[0] < x < low.span[1] for x in high.lower if low.flat)
        found += sum(high.span[0] < x < high.span[1] for x in low.upper if high.flat)
    return found


def _assign(channels: Channels) -> tuple[Tracks, dict[int, int]]:
    """The track of every group and the number of tracks of every channel, with few crossings."""
    tracks: Tracks = {}
    counts: dict[int, int] = {}
    for row, groups in channels.items():
        keys = sorted(groups, key=lambda k: groups[k].span)
        orders = permutations(keys) if len(keys) <= MOST_TO_PERMUTE else [tuple(keys)]
        best = min(orders, key=lambda order: _cost([groups[k] for k in order]))
        stacked = _stack([groups[k] for k in best])
        tracks |= {(row, key): track for key, track in zip(best, stacked, strict=True)}
        counts[row] = max(stacked, default=0)
    return tracks, counts


def _cost(groups: list[Group]) -> tuple[int, int]:
    stacked = _stack(groups)
    return _crossings(groups, stacked), max(stacked, default=0)


def _heights(rows: Rows, counts: dict[int, int]) -> list[float]:
    """Give every node its ``y``; the bottoms of the rows come back. A bend is as high as its row."""
    top, bottoms = 0.0, []
    for number, row in enumerate(rows):
        height = max(node.height for node in row)
        for node in row:
            node.y = top
            node.height = height if node.kind == "bend" else node.height
        bottoms.append(top + height)
        top = bottoms[-1] + CHANNEL + TRACK * counts[number]
    return bottoms


def _rails(graph: Graph, ways: list[tuple[str, float, float]]) -> dict[str, float]:
    """The ``x`` of the rail of each way: left of everything it passes, the shortest nearest."""
    passed = [(n.y - CHANNEL, n.bottom + CHANNEL, n.x - n.width / 2) for n in graph.nodes.values()]
    found: dict[str, float] = {}
    for name, top, bottom in sorted(ways, key=lambda w: (w[2] - w[1], w[0])):
        found[name] = min(x for t, b, x in passed if t <= bottom and top <= b) - RAIL
        passed.append((top, bottom, found[name]))
    return found


class _Tracks:
    """Where a group's horizontal stretch runs."""

    def __init__(self, tracks: Tracks, bottoms: list[float]) -> None:
        self.tracks, self.bottoms = tracks, bottoms

    def y(self, row: int, key: str) -> float:
        return self.bottoms[row] + CHANNEL / 2 - 3 + TRACK * self.tracks[row, key]


def _arcs(graph: Graph, at: _Tracks) -> list[Line]:
    lines = []
    for one, other in graph.arcs:
        upper, lower = graph.nodes[one], graph.nodes[other]
        y = at.y(upper.row, _key(upper, lower))
        points = [(upper.x, upper.bottom), (upper.x, y), (lower.x, y), (lower.x, lower.y)]
        lines.append(Line(points, arrow=lower.kind == "state"))
    bends = (n for n in graph.nodes.values() if n.kind == "bend")
    return lines + [Line([(n.x, n.y), (n.x, n.bottom)], arrow=False) for n in bends]


def _end(rows: Rows, target: Node, rail: float, at: _Tracks) -> list[Point]:
    """The last stretch of a way back: into the left side, or over the row into the top."""
    if _enters_from_left(rows, target):
        y = target.y + target.height / 2
        return [(rail, y), (target.x - target.width / 2, y)]
    y = at.y(target.row - 1, target.id)
    return [(rail, y), (target.x, y), (target.x, target.y)]


def _returns(graph: Graph, rows: Rows, at: _Tracks) -> list[Line]:
    exits = {way.act: at.y(graph.nodes[way.act].row, _way(way)) for way in graph.returns}
    extents: dict[str, tuple[float, float]] = {}
    for way in graph.returns:
        ys = [exits[way.act], *(_end(rows, graph.nodes[t], 0, at)[0][1] for t in way.targets)]
        before = extents.get(_way(way), (ys[0], ys[0]))
        extents[_way(way)] = min(*ys, before[0]), max(*ys, before[1])
    rails = _rails(graph, [(name, top, bottom) for name, (top, bottom) in extents.items()])
    lines = []
    for way in graph.returns:
        act, rail, y = graph.nodes[way.act], rails[_way(way)], exits[way.act]
        for target in way.targets:
            start = [(act.x, act.bottom), (act.x, y), (rail, y)]
            lines.append(Line(start + _end(rows, graph.nodes[target], rail, at), arrow=True))
    return lines


def route(graph: Graph, rows: Rows) -> list[Line]:
    """Every line, after giving every node its ``y``."""
    tracks, counts = _assign(_channels(graph, rows))
    at = _Tracks(tracks, _heights(rows, counts))
    return _arcs(graph, at) + _returns(graph, rows, at)
