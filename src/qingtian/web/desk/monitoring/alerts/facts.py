"""What the page of an alert's matter says: what the data say, the rule, who was told and by when."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.web.design.shapes import Fact, Link


def alert_facts(proceeding: Proceeding, projection: Projection) -> list[Fact]:
    """With the way to its values."""
    facts = projection.facts
    values = Link(Text("看数据", "See the values"), reverse("desk:alert", args=[proceeding.number]))
    found = [Fact(Text("数据怎么说", "What the data say"), [str(facts.get("what", "")), values])]
    if rule := str(facts.get("rule", "")):
        address = reverse("desk:alert_rule", args=[rule.split(" ")[0]])
        found.append(Fact(Text("规则", "Rule"), [Link(rule, address)]))
    if told := str(facts.get("told", "")):
        found.append(Fact(Text("告诉了", "Told"), [told]))
    if limit := str(facts.get("answer_at", "")):
        found.append(Fact(Text("认领期限", "To be taken up by"), [f"{datetime.fromisoformat(limit):%Y-%m-%d %H:%M}"]))
    if done := str(facts.get("done", "")):
        found.append(Fact(Text("做了什么", "What was done"), [done]))
    return found
