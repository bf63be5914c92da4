"""What the page of a measure shows of it beside the acts."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from qingtian.apps.measures.kinds import MEASURES
from qingtian.apps.measures.queries import counts_of
from qingtian.apps.parties.policy import may_read
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Fact, Link, Words
from qingtian.web.desk.measures.count_page import money
from qingtian.web.desk.measures.list_page import OPENING, title_of


def openable(actor: Actor, case: Proceeding) -> list[Fact]:
    """Of a penalty case, the measures this officer may open about it: each leads to its form, filled by the case."""
    if not actor.roles & OPENING or case.procedure != "penalty_case":
        return []
    form = reverse("desk:new_measure")
    links: list[Words | Link] = [
        Link(title_of(kind), f"{form}?{urlencode({'kind': kind, 'about': case.number})}") for kind in MEASURES
    ]
    return [Fact(Text("新开措施", "Open a measure"), links)]


def measure_facts(actor: Actor, proceeding: Proceeding) -> list[Fact]:
    """Of a daily penalty the days and the amount so far, with the way to every single day."""
    if proceeding.procedure != "daily_penalty":
        return []
    count = counts_of([proceeding]).get(proceeding.pk)
    words = Text("还没有可以计罚的日子", "No day counts yet")
    if count:
        amount = money(count.amount)
        words = Text(f"{count.days} 日，{amount} 元", f"{count.days} days, {amount} yuan")
    address = reverse("desk:daily_count", args=[proceeding.number])
    return [Fact(Text("逐日计算", "Day by day"), [Link(words, address) if may_read(actor) else words])]
