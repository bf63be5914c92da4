"""The notes under the drawing: acts of every open state, acts every procedure has, and how to read the signs."""

from __future__ import annotations

from html import escape

from qingtian.language import Text
from qingtian.procedures.diagram.graph import BOX_WIDEST, Node
from qingtian.procedures.diagram.lettering import LEADING, SMALL_SIZE, TITLE_SIZE, width, wrap
from qingtian.procedures.diagram.moves import Aside, asides, kernel_acts
from qingtian.procedures.diagram.routing import Line
from qingtian.procedures.diagram.shapes import AZURE, AZURE_WASH, INK, INK_SOFT, WHITE, box, number, rectangle, ways
from qingtian.procedures.model import Procedure

ROW = 42.0
ARROW = 34.0
RULE = "#dad6ca"

ANYWHERE = Text("在任何未结状态下都可以", "From any open state")
EXCEPT = Text("{act}（{states}除外）", "{act} (not from {states})")
#: more exceptions than this are counted: the table beside the picture names them
MOST_NAMED = 3
OF_STATES = Text("{count} 个状态，见表", "{count} states, see the table")
STAYS = Text("{act}：状态不变", "{act}: the state stays")
ALWAYS = Text("每个程序都有的动作：{acts}", "Acts of every procedure: {acts}")
EDITION = Text("{title}，{edition} 起施行的版本", "{title}, edition in force from {edition}")
SIGNS = {
    "start": Text("开始", "start"),
    "state": Text("状态；小字是不改变状态的动作", "state; in small print, acts that leave it as it is"),
    "final": Text("终点", "final state"),
    "current": Text("现在的状态", "present state"),
}


def _text(words: str, x: float, y: float, *, bold: bool = False, fill: str = INK_SOFT) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text class="note" x="{number(x)}" y="{number(y)}"{weight} fill="{fill}">{escape(words)}</text>'


def notes(
    procedure: Procedure, language: str, current: str | None, edges: tuple[float, float, float]
) -> tuple[list[str], float]:
    """The notes between ``left`` and ``right`` from ``top`` down, and where they end."""
    left, right, top = edges
    drawn = [_rule(left, right, top - 18)]
    y = top
    if found := asides(procedure):
        drawn.append(_text(ANYWHERE.in_(language), left, y + 4, bold=True, fill=INK))
        y += 14
        for aside in sorted(found, key=lambda a: a.target is None):
            part, y = _aside(procedure, language, current, aside, (left, right, y))
            drawn += part
        y += 14
    listed = Text("、".join(t.zh for t in kernel_acts(procedure)), ", ".join(t.en for t in kernel_acts(procedure)))
    part, y = _lines(ALWAYS.format(acts=listed).in_(language), left, right, y)
    signs, y = _signs(language, left, y + 8, marked=current is not None)
    about = EDITION.format(title=procedure.title, edition=procedure.edition).in_(language)
    return [*drawn, *part, *signs, _text(about, left, y + 4)], y + 6


def _rule(left: float, right: float, y: float) -> str:
    return f'<path class="rule" d="M{number(left)} {number(y)}H{number(right)}" stroke="{RULE}" stroke-width="1"/>'


def _lines(words: str, left: float, right: float, y: float) -> tuple[list[str], float]:
    lines = wrap(words, SMALL_SIZE, right - left, even=False)
    drawn = [_text(line, left, y + 4 + index * LEADING) for index, line in enumerate(lines)]
    return drawn, y + LEADING * len(lines)


def _label(procedure: Procedure, aside: Aside, language: str) -> str:
    names = [procedure.states[s].title for s in aside.excepted]
    if len(names) > MOST_NAMED:
        names = [OF_STATES.format(count=len(names))]
    states = Text("、".join(n.zh for n in names) or "—", ", ".join(n.en for n in names) or "—")
    label = EXCEPT.format(act=aside.words, states=states) if names else aside.words
    return (label if aside.target else STAYS.format(act=label)).in_(language)


def _aside(
    procedure: Procedure, language: str, current: str | None, aside: Aside, edges: tuple[float, float, float]
) -> tuple[list[str], float]:
    """One act: its words, an arrow, the state it leads to and what leads on from there."""
    left, right, y = edges
    label = _label(procedure, aside, language)
    if aside.target is None:
        return _lines(label, left, right, y + 14)[0], y + LEADING + 12
    middle = y + ROW / 2
    x = left + width(label, SMALL_SIZE) + 10
    state = procedure.states[aside.target]
    title = wrap(state.title.in_(language), TITLE_SIZE, BOX_WIDEST)
    wide = max(width(line, TITLE_SIZE) for line in title) + 24
    node = Node(aside.target, "state", 0, title, width=wide, height=33, final=state.final)
    node.x, node.y = x + ARROW + wide / 2, middle - node.height / 2
    drawn = [_text(label, left, middle + 4), ways([Line([(x, middle), (x + ARROW, middle)], arrow=True)])]
    drawn.append(box(node, current=aside.target == current))
    onward = Text("；", "; ").in_(language).join(words.in_(language) for words in aside.onward)
    beside = x + ARROW + wide + 10
    part, below = _lines(onward, beside, max(right, beside + 120), middle) if onward else ([], y)
    return [*drawn, *part], max(y + ROW, below)


def _signs(language: str, left: float, y: float, *, marked: bool) -> tuple[list[str], float]:
    """How to read the drawing, in one line."""
    drawn, x = [], left
    for kind, words in SIGNS.items():
        if kind == "current" and not marked:
            continue
        drawn += [_sign(kind, x, y), _text(words.in_(language), x + 32, y + 4)]
        x += 32 + width(words.in_(language), SMALL_SIZE) + 22
    return drawn, y + LEADING + 8


def _sign(kind: str, x: float, y: float) -> str:
    if kind == "start":
        return f'<circle cx="{number(x + 12)}" cy="{number(y)}" r="6" fill="{INK}"/>'
    fill, stroke = (AZURE_WASH, AZURE) if kind == "current" else (WHITE, INK)
    outer = rectangle(x, y - 8, 25, 16, fill, stroke, 2 if kind == "current" else 1.2)
    return outer + (rectangle(x + 3, y - 5, 19, 10, "none", stroke, 0.8) if kind == "final" else "")
