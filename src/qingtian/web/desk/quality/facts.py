"""What the pages of a review and of a mending add: the way to the result, the findings, the sample."""

from __future__ import annotations

from django.urls import reverse

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.quality.models import Mending, Sample
from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.web.design.shapes import Fact, Link

RESULT = Text("抽出的案卷和各单位的结果", "The drawn files and the result by unit")


def quality_facts(proceeding: Proceeding, projection: Projection) -> list[Fact]:
    """Facts of a review of files or of a mending; none of any other matter."""
    if Sample.objects.filter(proceeding=proceeding).exists():
        link = Link(RESULT, reverse("desk:sample", args=[proceeding.number]))
        return [Fact(Text("结果", "Result"), [link])]
    if mending := Mending.objects.select_related("sample__proceeding").filter(proceeding=proceeding).first():
        lines = str(projection.facts.get("findings", "")).split("\n")
        return [
            Fact(Text("评查发现", "Findings"), lines),
            Fact(Text("哪一次评查", "Review"), [mending.sample.proceeding.number]),
        ]
    return []
