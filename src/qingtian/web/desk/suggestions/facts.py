"""What the pages of a suggestion, a proposal and a co-handling item add to the left-hand column."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.suggestions.models import CoHandling, Suggestion
from qingtian.apps.suggestions.policy import may_see_proposers
from qingtian.apps.suggestions.queries import names_of
from qingtian.language import Text
from qingtian.procedures import Procedure, Projection
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.fact_words import choice
from qingtian.web.desk.suggestions.words import numbered

NOT_SHOWN = Text("只给参与单位看", "for the units taking part only")
YES = Text("是", "yes")


def suggestion_facts(actor: Actor, proceeding: Proceeding, procedure: Procedure, projection: Projection) -> list[Fact]:
    """Number, proposers for those who may see them, co-handlers with their views, class, publicity, feedback."""
    if proceeding.procedure == "co_handling":
        return _co_handling(actor, proceeding)
    item = Suggestion.objects.filter(proceeding=proceeding).first()
    if item is None:
        return []
    facts = projection.facts
    found = [Fact(Text("编号", "Number"), [numbered(item, facts)])]
    if facts.get("delegation"):
        found.append(Fact(_title(procedure, "register", "delegation"), [str(facts["delegation"])]))
    if item.proposers:
        names: Words = item.proposers if may_see_proposers(actor, proceeding) else NOT_SHOWN
        found.append(Fact(Text("提出人", "Proposers"), [names]))
    if facts.get("category"):
        found.append(Fact(Text("类别", "Category"), [str(facts["category"])]))
    if facts.get("key"):
        found.append(Fact(Text("重点督办", "Key item"), [YES]))
    return found + _views(actor, item) + _answer(procedure, facts)


def _title(procedure: Procedure, act: str, field: str) -> Text:
    named = procedure.named(act)
    declared = named.field(field) if named else None
    return declared.title if declared else Text(field, field)


def _views(actor: Actor, item: Suggestion) -> list[Fact]:
    lines: list[Words | Link] = []
    asked = list(item.co_handlings.select_related("proceeding").order_by("pk"))
    names = dict(zip([one.unit for one in asked], names_of(one.unit for one in asked), strict=False))
    for one in asked:
        state = procedure_of(one.proceeding).states[one.proceeding.state].title
        name = Text.of(names.get(one.unit) or {"zh": one.unit, "en": one.unit})
        words = Text(f"{name.zh}：{state.zh}", f"{name.en}: {state.en}")
        seen = may_see(actor, one.proceeding)
        lines.append(Link(words, reverse("desk:proceeding", args=[one.proceeding.number])) if seen else words)
    return [Fact(Text("会办", "Co-handling"), lines)] if lines else []


def _answer(procedure: Procedure, facts: Any) -> list[Fact]:
    shown = (
        (Text("面商", "Talk"), "talk", "form", "talk_form"),
        (Text("办理结果", "Class"), "draft_answer", "class", "class"),
        (Text("公开属性", "Publicity"), "draft_answer", "publicity", "publicity"),
        (Text("反馈", "Feedback"), "feedback", "satisfaction", "satisfaction"),
    )
    return [
        Fact(title, [choice(procedure, act, field, facts[name])])
        for title, act, field, name in shown
        if facts.get(name)
    ]


def _co_handling(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    asked = CoHandling.objects.select_related("suggestion__proceeding").filter(proceeding=proceeding).first()
    if asked is None:
        return []
    item = asked.suggestion
    words = numbered(item, item.proceeding.projection["facts"])
    address = reverse("desk:proceeding", args=[item.proceeding.number])
    return [Fact(Text("哪一件", "Item"), [Link(words, address) if may_see(actor, item.proceeding) else words])]
