"""Which acts move a matter from where to where, and which leave it where it is, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingtian.language import Text
from qingtian.procedures.model import ANY, ANY_OPEN, SAME, START, BeforeAct, ByField, Procedure, Transition

ROAD = Text("{act}：{result}", "{act}: {result}")
OTHERWISE = Text("其他结果", "otherwise")


@dataclass(frozen=True, slots=True)
class Move:
    """Acts with the same sources and targets. ``back`` ones lead to a state declared before the source."""

    words: tuple[Text, ...]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    back: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """An act possible in every open state; the diagram lists it under the drawing instead of drawing it."""

    words: Text
    excepted: tuple[str, ...]
    target: str | None
    onward: tuple[Text, ...] = ()


def everywhere(transition: Transition) -> bool:
    """Whether the act is declared for every open state, or for every state."""
    return ANY_OPEN in transition.source or ANY in transition.source


def _result(transition: Transition, to: ByField, target: str) -> Text:
    """The choices that lead to a target: their titles, or what the titles have in common."""
    declared = transition.field(to.field)
    chosen = [declared.choices[c] for c, t in to.map.items() if t == target and declared and c in declared.choices]
    if len(chosen) == 1:
        return chosen[0]
    if len(chosen) == 2:
        return Text("、".join(c.zh for c in chosen), " / ".join(c.en for c in chosen))
    zh, en = _beginning([c.zh for c in chosen]), _beginning([c.en for c in chosen])
    return Text(zh, en) if zh and en else OTHERWISE


def _beginning(words: list[str]) -> str:
    """What all begin with, up to a colon: "退回：没改完" and "退回：一刀切" both begin with "退回"."""
    beginnings = {re.split("[：:]", each)[0] for each in words}
    return beginnings.pop().strip() if len(beginnings) == 1 else ""


def _roads(procedure: Procedure, transition: Transition) -> list[tuple[Text, tuple[str, ...]]]:
    """The ways an act may go: words and the states it may lead to."""
    to = transition.to
    if isinstance(to, BeforeAct):
        named = [t for t in procedure.transitions if t.act == to.before]
        return [(transition.title, tuple(dict.fromkeys(s for t in named for s in procedure.sources_of(t))))]
    if isinstance(to, ByField):
        return [
            (ROAD.format(act=transition.title, result=_result(transition, to, target)), (target,))
            for target in transition.destinations
        ]
    return [(transition.title, (to,))]


def _beside(procedure: Procedure) -> set[str]:
    """States only reached from every open state (merged, withdrawn): they stand aside, not in the drawing."""
    drawn = {s for t in procedure.transitions if not everywhere(t) for s in t.destinations}
    return {s for t in procedure.transitions if everywhere(t) for s in t.destinations} - drawn


def states_drawn(procedure: Procedure) -> list[str]:
    """The states of the drawing, in declared order."""
    return [s for s in procedure.states if s not in _beside(procedure)]


def _split(order: list[str], words: Text, sources: list[str], targets: tuple[str, ...]) -> list[Move]:
    """A road taken from states before and after its target is drawn as two moves."""
    first = min(order.index(t) for t in targets)
    onward = tuple(s for s in sources if order.index(s) < first)
    back = tuple(s for s in sources if order.index(s) > first)
    return [Move((words,), s, targets, back=b) for s, b in ((onward, False), (back, True)) if s]


def moves(procedure: Procedure) -> list[Move]:
    """Every drawn move; acts that run side by side are one move with several lines of words."""
    order = [START, *states_drawn(procedure)]
    found: dict[tuple[object, ...], Move] = {}
    for transition in procedure.transitions:
        sources = [s for s in procedure.sources_of(transition) if s in order]
        if everywhere(transition) or not transition.moves or not sources:
            continue
        for words, targets in _roads(procedure, transition):
            for move in _split(order, words, sources, targets):
                key = (move.sources, move.targets, move.back)
                before = found[key].words if key in found else ()
                found[key] = Move((*before, *move.words), move.sources, move.targets, move.back)
    return list(found.values())


def loops(procedure: Procedure, state: str) -> list[Text]:
    """Acts that leave a matter in this state, kernel and everywhere acts aside."""
    found = []
    for transition in procedure.transitions_from(state):
        to = transition.to
        if everywhere(transition):
            continue
        if to == SAME:
            found.append(transition.title)
        elif isinstance(to, ByField) and SAME in to.map.values():
            result = _result(transition, to, SAME)
            found.append(ROAD.format(act=transition.title, result=result))
    return found


def asides(procedure: Procedure) -> list[Aside]:
    """Acts of every open state, with what leads on from the state they lead to."""
    return [
        Aside(t.title, tuple(t.except_from), target, _onward(procedure, target))
        for t in procedure.transitions
        if everywhere(t) and not t.kernel
        for target in _destinations(t)
    ]


def _destinations(transition: Transition) -> list[str | None]:
    return [*transition.destinations] or [None]


def _onward(procedure: Procedure, state: str | None) -> tuple[Text, ...]:
    if state is None or state not in _beside(procedure):
        return ()
    leaving = (t for t in procedure.transitions_from(state) if not everywhere(t) and t.moves)
    return tuple(_leads(procedure, t) for t in leaving)


def _leads(procedure: Procedure, transition: Transition) -> Text:
    if isinstance(transition.to, BeforeAct):
        before = procedure.named(transition.to.before)
        assert before is not None
        return Text("{act}，回到“{before}”之前的状态", "{act}: back to the state before “{before}”").format(
            act=transition.title, before=before.title
        )
    names = [procedure.states[s].title for s in transition.destinations]
    target = Text("、".join(n.zh for n in names), " / ".join(n.en for n in names))
    return Text("{act} → {to}", "{act} → {to}").format(act=transition.title, to=target)


def kernel_acts(procedure: Procedure) -> list[Text]:
    """The acts every procedure has."""
    return [t.title for t in procedure.transitions if t.kernel]
