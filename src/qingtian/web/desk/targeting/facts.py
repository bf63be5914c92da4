"""What the page of a plan's matter adds to the left-hand column: its days and the way to its units."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.targeting.models import PlannedVisit
from qingtian.language import Text
from qingtian.web.design.shapes import Fact, Link

UNITS = Text("{n} 家，{done} 家有结果", "{n} units, {done} with a result")


def plan_facts(proceeding: Proceeding) -> list[Fact]:
    """Of a plan of visits."""
    facts = proceeding.projection["facts"]
    results = list(PlannedVisit.objects.filter(proceeding=proceeding).values_list("result", flat=True))
    shown = UNITS.format(n=len(results), done=sum(bool(one) for one in results))
    days = f"{facts.get('starts_on', '')} — {facts.get('ends_on', '')}"
    found = [
        Fact(Text("计划的日子", "Its days"), [days]),
        Fact(Text("名单", "Its list"), [Link(shown, reverse("desk:visit_plan", args=[proceeding.number]))]),
    ]
    if why := str(facts.get("why", "")):
        found.append(Fact(Text("为什么现在查", "Why now"), [why]))
    return found
