"""What the page of a measure shows of it beside the acts."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.measures.queries import counts_of
from qingtian.apps.parties.policy import may_read
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.web.design.shapes import Fact, Link
from qingtian.web.desk.measures.count_page import money


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
