"""What the page of a problem list adds to the left-hand column: its items, each with its unit, day and case."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.problem_lists.models import ListItem, ProblemList
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import may_see
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Fact, Link, Words

CARRIED = Text("（结转）", " (carried over)")


def list_facts(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    """The standing items by number, then those merged into others."""
    held = ProblemList.objects.filter(proceeding=proceeding).first()
    if held is None:
        return []
    items = list(held.items.filter(dropped_by=None).select_related("unit", "case", "merged_into").order_by("number"))
    standing = [_item(actor, one) for one in items if one.stands]
    merged = [_merged(one) for one in items if one.merged_into]
    found = [Fact(Text("清单条目", "Items"), standing)] if standing else []
    return found + ([Fact(Text("并入的来源", "Sources merged"), merged)] if merged else [])


def _item(actor: Actor, one: ListItem) -> Words | Link:
    mark = CARRIED if one.carried else None
    words = Text(
        f"{one.number}. {one.subject}，{one.unit.name_zh}，{one.deadline}{mark.zh if mark else ''}",
        f"{one.number}. {one.subject}, {one.unit.name_en}, {one.deadline}{mark.en if mark else ''}",
    )
    if one.case is None or not may_see(actor, one.case):
        return words
    named = Text("{w}，{n}", "{w}, {n}").format(w=words, n=one.case.number)
    return Link(named, reverse("desk:proceeding", args=[one.case.number]))


def _merged(one: ListItem) -> Words:
    into = one.merged_into.number if one.merged_into else ""
    return Text(
        f"{one.number}. {one.subject}，并入第 {into} 条", f"{one.number}. {one.subject}, merged into item {into}"
    )
