"""The diagram: legible, complete, the same in both languages, and fit for a strict policy."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from qingtian.procedures import load_procedures
from qingtian.procedures.diagram import diagram
from qingtian.procedures.diagram.graph import build
from qingtian.procedures.diagram.lettering import width, wrap, wrap_list
from qingtian.procedures.diagram.moves import asides, moves
from qingtian.procedures.diagram.placing import place
from qingtian.procedures.diagram.routing import route

SVG = "{http://www.w3.org/2000/svg}"
EVERY = [(procedure, language) for procedure in load_procedures() for language in ("zh", "en")]
every = pytest.mark.parametrize(("procedure", "language"), EVERY, ids=lambda v: getattr(v, "id", v))
PETITION, CASE = load_procedures().editions("petition")[-1], load_procedures().editions("five_ones_case")[-1]


def placed(procedure, language):
    graph = build(procedure, language)
    lines = route(graph, place(graph))
    return graph, lines


def words(svg: str) -> str:
    return "".join(ET.fromstring(svg).itertext())


@every
def test_every_state_is_drawn_with_its_title(procedure, language) -> None:
    seen = "".join(words(diagram(procedure, language)).split())
    for state in procedure.states.values():
        assert state.title.in_(language).replace(" ", "") in seen


@every
def test_every_act_is_named(procedure, language) -> None:
    seen = "".join(words(diagram(procedure, language)).split())
    for transition in procedure.transitions:
        assert transition.title.in_(language).replace(" ", "") in seen, transition.act


@every
def test_no_box_and_no_words_lie_over_another(procedure, language) -> None:
    graph, _ = placed(procedure, language)
    shown = [n for n in graph.nodes.values() if n.kind != "bend"]
    for a, b in combinations(shown, 2):
        beside = abs(a.x - b.x) >= (a.width + b.width) / 2
        apart = a.bottom <= b.y or b.bottom <= a.y
        assert beside or apart, (a.id, b.id)


@every
def test_no_line_runs_through_a_box_or_through_words(procedure, language) -> None:
    graph, lines = placed(procedure, language)
    for node in (n for n in graph.nodes.values() if n.kind in ("state", "act")):
        left, right = node.x - node.width / 2 + 1, node.x + node.width / 2 - 1
        for line in lines:
            for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
                crosses = min(x1, x2) < right and max(x1, x2) > left
                within = min(y1, y2) < node.bottom - 1 and max(y1, y2) > node.y + 1
                assert not (crosses and within), (node.id, line.points)


@every
def test_lines_are_right_angled_and_arrows_end_on_states(procedure, language) -> None:
    graph, lines = placed(procedure, language)
    states = [n for n in graph.nodes.values() if n.kind == "state"]
    for line in lines:
        for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
            assert x1 == x2 or y1 == y2
        if line.arrow:
            x, y = line.points[-1]
            assert any(
                (x == n.x and y == n.y) or (y == n.y + n.height / 2 and x == n.x - n.width / 2) for n in states
            ), line.points


@every
def test_every_move_has_a_line_into_each_of_its_targets(procedure, language) -> None:
    graph, lines = placed(procedure, language)
    ends = {line.points[-1] for line in lines if line.arrow}
    for move in moves(procedure):
        for target in move.targets:
            node = graph.nodes[target]
            assert ends & {(node.x, node.y), (node.x - node.width / 2, node.y + node.height / 2)}, target


@every
def test_every_word_lies_within_the_sheet(procedure, language) -> None:
    root = ET.fromstring(diagram(procedure, language, next(iter(procedure.states))))
    left, top, wide, high = (float(v) for v in root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        size = float(text.get("font-size", "12"))
        for part in [*text.iter(f"{SVG}tspan")] or [text]:
            x, y = float(part.get("x", "0")), float(part.get("y", "0"))
            length = width(part.text or "", int(size))
            start = x - length / 2 if text.get("text-anchor") == "middle" else x
            assert left <= start, part.text
            assert start + length <= left + wide + 1, part.text
            assert top <= y - size, part.text
            assert y <= top + high, part.text


@every
def test_it_holds_no_style_no_script_and_nothing_from_outside(procedure, language) -> None:
    svg = diagram(procedure, language)
    root = ET.fromstring(svg)
    assert not [e for e in root.iter() if e.tag.removeprefix(SVG) in ("style", "script", "image", "use", "a")]
    for element in root.iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name]
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]


@every
def test_it_tells_every_move_to_those_who_do_not_see_it(procedure, language) -> None:
    root = ET.fromstring(diagram(procedure, language))
    named = {root.attrib["aria-labelledby"].split()[0]: "title", root.attrib["aria-labelledby"].split()[1]: "desc"}
    assert {e.get("id"): e.tag.removeprefix(SVG) for e in root if e.get("id")} == named
    said = root.find(f"{SVG}desc").text
    for move in moves(procedure):
        assert all(each.in_(language) in said for each in move.words)
    assert root.get("role") == "img"
    assert root.get("lang") == {"zh": "zh-Hans", "en": "en"}[language]


def test_the_present_state_is_marked_and_no_other() -> None:
    root = ET.fromstring(diagram(PETITION, "en", current="accepted"))
    marked = [g for g in root.iter(f"{SVG}g") if "current" in g.get("class", "")]
    assert ["".join(g.itertext()).startswith("Under investigation") for g in marked] == [True]
    assert root.find(f"{SVG}desc").text.startswith("Now: Under investigation.")


def test_a_state_that_stands_aside_is_marked_too() -> None:
    root = ET.fromstring(diagram(PETITION, "zh", current="merged"))
    marked = ["".join(g.itertext()) for g in root.iter(f"{SVG}g") if "current" in g.get("class", "")]
    assert marked == ["已并案"]


def test_without_a_present_state_and_with_an_unknown_one_nothing_is_marked() -> None:
    for current in (None, "no-such-state"):
        root = ET.fromstring(diagram(CASE, "zh", current=current))
        assert not [g for g in root.iter(f"{SVG}g") if "current" in g.get("class", "")]


def test_final_states_have_a_double_line_and_open_ones_do_not() -> None:
    root = ET.fromstring(diagram(CASE, "zh"))
    lines = {
        g.find(f"{SVG}text").find(f"{SVG}tspan").text: len(g.findall(f"{SVG}rect"))
        for g in root.iter(f"{SVG}g")
        if "state" in g.get("class", "")
    }
    assert lines == {s.title.zh: 2 if s.final else 1 for s in CASE.states.values()}


def test_acts_of_every_open_state_are_told_under_the_drawing_not_drawn() -> None:
    told = {aside.words.en for aside in asides(PETITION)}
    assert {"Merge", "Withdraw", "Mark as a recurrence"} <= told
    assert not told & {each.en for move in moves(PETITION) for each in move.words}


def test_acts_side_by_side_share_one_line() -> None:
    together = {tuple(w.en for w in m.words) for m in moves(PETITION)}
    assert ("Forward", "Assign") in together
    assert ("Rate: Satisfied / Fairly satisfied", "Close unrated") in together


def test_four_ways_to_be_sent_back_are_one_line_named_by_what_they_share() -> None:
    back = [w.zh for m in moves(CASE) if m.back for w in m.words]
    assert "县级核查：退回" in back


def test_an_objection_leads_back_to_both_states_before_the_notice() -> None:
    [objection] = [m for m in moves(CASE) if m.words[0].en == "Object"]
    assert objection.back
    assert objection.targets == ("county_checked", "preliminarily_accepted")


def test_the_same_declaration_gives_the_same_bytes() -> None:
    assert diagram(PETITION, "zh", "closed") == diagram(PETITION, "zh", "closed")


def test_lines_of_words_keep_their_width_and_never_begin_with_a_closing_mark() -> None:
    for widest in (40, 60, 90, 130):
        lines = wrap("分类：导入诉讼、仲裁、行政程序等，（再办）和其他", 12, widest)
        assert "".join(lines) == "分类：导入诉讼、仲裁、行政程序等，（再办）和其他"
        assert all(line[0] not in "，、：；。）" for line in lines)
        assert all(width(line, 12) <= widest + 12 for line in lines)


def test_a_list_is_broken_between_its_items_only() -> None:
    lines = wrap_list(["记一次调查", "延期", "催办", "督办", "回访"], 12, 90)
    assert [item for line in lines for item in line.split(" · ")] == ["记一次调查", "延期", "催办", "督办", "回访"]
    assert len(lines) > 1
