"""States, acts and bends in rows: even rows hold states, odd rows the words of acts between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qingtian.language import Text
from qingtian.procedures.diagram.lettering import LEADING, SMALL_SIZE, TITLE_SIZE, widest, wrap, wrap_list
from qingtian.procedures.diagram.moves import Move, loops, moves, states_drawn
from qingtian.procedures.model import START, Procedure

BOX_WIDEST = 190
WORDS_WIDEST = 138
BEND_WIDTH = 10.0
OR = Text("或{act}", "or {act}")
Kind = Literal["start", "state", "act", "bend"]


@dataclass
class Node:
    """One thing in a row. ``x`` is its middle, ``y`` its top; both are found later. ``back``: words of a way back."""

    id: str
    kind: Kind
    row: int
    title: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    width: float = BEND_WIDTH
    height: float = 0
    final: bool = False
    back: bool = False
    x: float = 0
    y: float = 0

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass
class Return:
    """A way back: from the words of an act up to states declared earlier."""

    act: str
    targets: tuple[str, ...]


@dataclass
class Graph:
    """All nodes by id, the arcs between neighbouring rows, and the ways back."""

    nodes: dict[str, Node] = field(default_factory=dict)
    arcs: list[tuple[str, str]] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)

    def rows(self) -> list[list[Node]]:
        last = max(node.row for node in self.nodes.values())
        return [[n for n in self.nodes.values() if n.row == row] for row in range(last + 1)]

    def arc(self, upper: str, lower: str) -> None:
        if (upper, lower) not in self.arcs:
            self.arcs.append((upper, lower))


def levels(order: list[str], onward: list[Move]) -> dict[str, int]:
    """How deep each state lies: one below the deepest state that leads to it. States are declared in reading order."""
    level = dict.fromkeys(order, 0)
    for state in order:
        leading = [s for move in onward if state in move.targets for s in move.sources]
        level[state] = max((level[s] + 1 for s in leading), default=0)
    return level


def _state(procedure: Procedure, id_: str, row: int, language: str) -> Node:
    if id_ == START:
        return Node(START, "start", row, width=14, height=14)
    state = procedure.states[id_]
    title = wrap(state.title.in_(language), TITLE_SIZE, BOX_WIDEST)
    notes = wrap_list([w.in_(language) for w in loops(procedure, id_)], SMALL_SIZE, BOX_WIDEST)
    wide = max(widest(title, TITLE_SIZE), widest(notes, SMALL_SIZE), 76)
    height = 14 + 19 * len(title) + (LEADING * len(notes) + 8 if notes else 0)
    return Node(id_, "state", row, title, notes, wide + 24, height, state.final)


def _words(move: Move, number: int, row: int, language: str) -> Node:
    ways = [move.words[0], *(OR.format(act=words) for words in move.words[1:])]
    lines = [line for words in ways for line in wrap(words.in_(language), SMALL_SIZE, WORDS_WIDEST)]
    height = LEADING * len(lines) + 2
    wide = widest(lines, SMALL_SIZE) + 12
    return Node(f"act-{number}", "act", row, lines, width=wide, height=height, back=move.back)


def _thread(graph: Graph, upper: str, lower: str, name: str) -> None:
    """Arcs from ``upper`` down to ``lower`` with a bend in every row between; bends of one name are shared."""
    before = upper
    for row in range(graph.nodes[upper].row + 1, graph.nodes[lower].row):
        bend = f"{name}@{row}"
        graph.nodes.setdefault(bend, Node(bend, "bend", row))
        graph.arc(before, bend)
        before = bend
    graph.arc(before, lower)


def build(procedure: Procedure, language: str) -> Graph:
    """The graph of a procedure, placed in rows and not yet anywhere else."""
    graph, order, found = Graph(), [START, *states_drawn(procedure)], moves(procedure)
    level = levels(order, [m for m in found if not m.back])
    for id_ in order:
        graph.nodes[id_] = _state(procedure, id_, 2 * level[id_], language)
    for number, move in enumerate(found):
        act = _words(move, number, 2 * max(level[s] for s in move.sources) + 1, language)
        graph.nodes[act.id] = act
        for source in move.sources:
            _thread(graph, source, act.id, act.id)
        if move.back:
            graph.returns.append(Return(act.id, move.targets))
        else:
            for target in move.targets:
                _thread(graph, act.id, target, target)
    return graph
