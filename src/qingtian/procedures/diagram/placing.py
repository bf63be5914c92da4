"""Places: the order within each row with few crossings, then middles as near to their neighbours as room allows."""

from __future__ import annotations

from itertools import pairwise

from qingtian.procedures.diagram.graph import Graph, Node

GAP = 22.0
SWEEPS = 24
SMALL_STEP = 18.0
Rows = list[list[Node]]


def _neighbours(graph: Graph) -> tuple[dict[str, list[Node]], dict[str, list[Node]]]:
    above: dict[str, list[Node]] = {id_: [] for id_ in graph.nodes}
    below: dict[str, list[Node]] = {id_: [] for id_ in graph.nodes}
    for upper, lower in graph.arcs:
        above[lower].append(graph.nodes[upper])
        below[upper].append(graph.nodes[lower])
    return above, below


def crossings(graph: Graph, rows: Rows) -> int:
    """How many arcs cross when every row is drawn in its order."""
    at = {node.id: index for row in rows for index, node in enumerate(row)}
    spans: dict[int, list[tuple[int, int]]] = {}
    for upper, lower in graph.arcs:
        spans.setdefault(graph.nodes[upper].row, []).append((at[upper], at[lower]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for group in spans.values()
        for i, a in enumerate(group)
        for b in group[i + 1 :]
    )


def _sorted(row: list[Node], beside: dict[str, list[Node]], at: dict[str, int]) -> list[Node]:
    """By the mean place of the neighbours; words that lead back stand first, on the side of the rails."""

    def key(pair: tuple[int, Node]) -> tuple[bool, float]:
        index, node = pair
        near = [at[n.id] for n in beside[node.id]]
        return not node.back, sum(near) / len(near) if near else index

    return [node for _, node in sorted(enumerate(row), key=key)]


def ordered(graph: Graph) -> Rows:
    """Rows in the order with the fewest crossings that barycentre sweeps find."""
    above, below = _neighbours(graph)
    rows = [sorted(row, key=lambda n: not n.back) for row in graph.rows()]
    best, fewest = [list(r) for r in rows], crossings(graph, rows)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        span = range(1, len(rows)) if down else range(len(rows) - 2, -1, -1)
        for number in span:
            neighbour = rows[number - 1] if down else rows[number + 1]
            at = {node.id: index for index, node in enumerate(neighbour)}
            rows[number] = _sorted(rows[number], above if down else below, at)
        if (count := crossings(graph, rows)) < fewest:
            best, fewest = [list(r) for r in rows], count
    return best


def _room(left: Node, right: Node) -> float:
    return (left.width + right.width) / 2 + GAP


def _weight(node: Node) -> float:
    """How much a node insists on its place: long lines run straight, words of a way back give way."""
    return 0.02 if node.back else {"bend": 6.0, "state": 2.0, "start": 2.0, "act": 1.0}[node.kind]


def _spread(row: list[Node], wanted: list[float]) -> None:
    """The middles nearest to ``wanted`` that keep order and room: weighted isotonic regression by pooling."""
    offsets = [0.0]
    for left, right in pairwise(row):
        offsets.append(offsets[-1] + _room(left, right))
    pools: list[tuple[float, float, int]] = []  # weighted sum, weight and number of the nodes that touch
    for node, value, offset in zip(row, wanted, offsets, strict=True):
        weight = _weight(node)
        pools.append((weight * (value - offset), weight, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            (total, weight, count), (total_, weight_, count_) = pools.pop(), pools.pop()
            pools.append((total + total_, weight + weight_, count + count_))
    shifts = [total / weight for total, weight, count in pools for _ in range(count)]
    for node, shift, offset in zip(row, shifts, offsets, strict=True):
        node.x = shift + offset


def _wanted(node: Node, above: list[Node], below: list[Node], *, down: bool) -> float:
    """Under (or over) the middle of the neighbours; ways back do not pull the main path aside."""
    over, under = ([n for n in near if node.back or not n.back] for near in (above, below))
    near = (over if down else under) or over or under
    return sum(n.x for n in near) / len(near) if near else node.x


def _straighten(rows: Rows, above: dict[str, list[Node]], below: dict[str, list[Node]]) -> None:
    """Take small steps out of the lines, from the top: a node moves under a neighbour where its row has room."""
    for row in rows[1:]:
        for index, node in enumerate(row):
            least = row[index - 1].x + _room(row[index - 1], node) if index else float("-inf")
            most = row[index + 1].x - _room(node, row[index + 1]) if index + 1 < len(row) else float("inf")
            near = _candidates(node, above[node.id], below[node.id])
            node.x = next((x for x in near if least <= x <= most), node.x)


def _candidates(node: Node, above: list[Node], below: list[Node]) -> list[float]:
    """Places worth moving to, the best first: along a long line, a small step aside, then over or under anything."""
    along = [n.x for n in (*above, *below) if n.kind == "bend" and node.kind != "state"]
    step = [n.x for n in (*above, *below) if abs(n.x - node.x) <= SMALL_STEP and not n.back]
    return along + step + ([n.x for n in (*below, *above)] if node.kind in ("act", "bend") else [])


def place(graph: Graph) -> Rows:
    """Give every node its ``x``; rows come back in order. Heights are for the routing, which knows the tracks."""
    rows = ordered(graph)
    above, below = _neighbours(graph)
    for row in rows:
        _spread(row, [0.0] * len(row))
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for row in rows if down else rows[::-1]:
            _spread(row, [_wanted(n, above[n.id], below[n.id], down=down) for n in row])
    _straighten(rows, above, below)
    left = min(n.x - n.width / 2 for n in graph.nodes.values())
    for node in graph.nodes.values():
        node.x = round(node.x - left, 1)
    return rows
