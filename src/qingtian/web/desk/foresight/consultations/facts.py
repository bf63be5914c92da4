"""What the page of a consultation's matter says: place and quarter, the pack, conclusion and effect."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.proceedings.models import Proceeding
from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.web.design.shapes import Fact, Link
from qingtian.web.desk.foresight.consultations.list_page import CONCLUSIONS, EFFECTS

BEING_MADE = Text("资料在后台制作，做好了就能会商。", "The pack is being made; then it can be held.")


def consultation_facts(proceeding: Proceeding, projection: Projection) -> list[Fact]:
    """With the way to the pack."""
    one = AirConsultation.objects.get(proceeding=proceeding)
    pack = Link(Text("会商资料", "Data pack"), reverse("desk:air_consultation", args=[proceeding.number]))
    facts = projection.facts
    said = [str(facts["summary"])] if facts.get("summary") else [BEING_MADE]
    found = [
        Fact(Text("哪里", "Place"), [one.name]),
        Fact(Text("季度", "Quarter"), [one.quarter]),
        Fact(Text("数字怎么说", "What the figures say"), [*said, pack]),
    ]
    if facts.get("missing"):
        found.append(Fact(Text("资料缺什么", "What is missing"), [str(facts["missing"])]))
    if one.conclusion:
        found.append(Fact(Text("结论", "Conclusion"), [CONCLUSIONS[one.conclusion], str(facts.get("grounds") or "")]))
    if one.effect:
        found.append(Fact(Text("效果", "Effect"), [EFFECTS[one.effect], str(facts.get("effect_figures") or "")]))
    return found
