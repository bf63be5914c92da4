"""The whole sheet: the drawing, the notes under it, and the same in words for those who do not see it."""

from __future__ import annotations

from html import escape

from qingtian.language import Text
from qingtian.procedures.diagram.graph import build
from qingtian.procedures.diagram.lettering import SMALL_SIZE
from qingtian.procedures.diagram.moves import moves
from qingtian.procedures.diagram.notes import notes
from qingtian.procedures.diagram.placing import place
from qingtian.procedures.diagram.routing import route
from qingtian.procedures.diagram.shapes import FONT, INK, number, shape, ways
from qingtian.procedures.model import Procedure

MARGIN = 20.0
NOTES_ABOVE = 40.0
NARROWEST = 640.0

NAME = Text("程序图：{title}（{edition} 版）", "Diagram of the procedure: {title} (edition {edition})")
STEP = Text("{sources} —{acts}→ {targets}", "{sources} — {acts} → {targets}")
NOW = Text("现在：{state}。", "Now: {state}.")
BEGINNING = Text("开始", "Start")


def diagram(procedure: Procedure, language: str, current: str | None = None) -> str:
    """The whole procedure as one SVG in ``language``; ``current`` names the state to mark. Text stays text.

    An unknown ``current`` marks nothing: a matter under another edition may stand in a state this one lacks.
    """
    graph = build(procedure, language)
    lines = route(graph, place(graph))
    left = min([0.0, *(x for line in lines for x, _ in line.points)])
    right = max([left + NARROWEST, *(n.x + n.width / 2 for n in graph.nodes.values())])
    top = max(n.bottom for n in graph.nodes.values()) + NOTES_ABOVE
    noted, bottom = notes(procedure, language, current, (left, right, top))
    body = [ways(lines), *(shape(n, current) for n in graph.nodes.values()), *noted]
    return _sheet(procedure, language, (left, right, bottom), [part for part in body if part], current)


def _sheet(
    procedure: Procedure, language: str, edges: tuple[float, float, float], body: list[str], current: str | None
) -> str:
    left, right, bottom = edges
    width, height = number(right - left + 2 * MARGIN), number(bottom + 2 * MARGIN)
    id_ = f"procedure-{procedure.id}-{procedure.edition}"
    name = NAME.format(title=procedure.title, edition=procedure.edition).in_(language)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="procedure-diagram" role="img" lang="{_tag(language)}" '
        f'aria-labelledby="{id_}-title {id_}-desc" width="{width}" height="{height}" '
        f'viewBox="{number(left - MARGIN)} {number(-MARGIN)} {width} {height}" '
        f'font-family="{FONT}" font-size="{SMALL_SIZE}" fill="{INK}">'
    )
    said = escape(description(procedure, language, current))
    titles = f'<title id="{id_}-title">{escape(name)}</title>\n<desc id="{id_}-desc">{said}</desc>'
    return "\n".join([head, titles, *body, "</svg>"]) + "\n"


def _tag(language: str) -> str:
    return "en" if language.startswith("en") else "zh-Hans"


def description(procedure: Procedure, language: str, current: str | None = None) -> str:
    """Every drawn move in words: from which states, by which acts, to which states."""
    names = {id_: state.title for id_, state in procedure.states.items()}
    steps = [
        STEP.format(
            sources=_joined([names.get(s, BEGINNING) for s in move.sources]),
            acts=_joined(list(move.words)),
            targets=_joined([names[t] for t in move.targets]),
        ).in_(language)
        for move in moves(procedure)
    ]
    now = [NOW.format(state=names[current]).in_(language)] if current in names else []
    return " ".join([*now, Text("；", "; ").in_(language).join(steps)])


def _joined(words: list[Text]) -> Text:
    return Text("、".join(w.zh for w in words), " / ".join(w.en for w in words))
