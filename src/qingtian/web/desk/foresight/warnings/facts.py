"""What the page of a warning's matter says: tier, days, why, and the way to its units."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.foresight.warning import TIERS
from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.web.design.shapes import Fact, Link

TOLD = (
    ("why", Text("凭什么", "What it rests on")),
    ("outlook", Text("预报变化", "Change of the outlook")),
    ("reasons", Text("研判意见", "Judgement")),
    ("measures", Text("措施", "Measures")),
    ("announcement", Text("发布内容", "Announcement")),
    ("declined_for", Text("为什么不报", "Why it was declined")),
    ("lifted_for", Text("解除的依据", "What the lifting rests on")),
    ("figures", Text("评估数字", "Figures of the evaluation")),
    ("lessons", Text("教训和改进", "Lessons")),
)


def warning_facts(proceeding: Proceeding, projection: Projection) -> list[Fact]:
    """Only what is known already."""
    facts = projection.facts
    page = Link(
        Text("单位响应、预报和实测", "Units, forecast and measured"),
        reverse("desk:air_warning", args=[proceeding.number]),
    )
    days = f"{facts.get('first_day', '')} – {facts.get('last_day', '')}"
    found = [Fact(Text("级别", "Tier"), [TIERS[str(facts["tier"])], days, page])] if facts.get("tier") else []
    return found + [Fact(title, [str(facts[name])]) for name, title in TOLD if facts.get(name)]
