"""The duty a matter concerns, as a fact beside it: the words of the list of that day, with the sheet of who owes it."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from qingtian.language import Text
from qingtian.procedures import Projection
from qingtian.procedures.duties import FACT
from qingtian.web.design.shapes import Fact, Link

DUTY = Text("职责", "Duty")


def duty_facts(projection: Projection) -> list[Fact]:
    """The answer that stands; nothing where none was given."""
    told = projection.facts.get(FACT)
    if not isinstance(told, Mapping):
        return []
    words = Text.of(told["name"])
    if told.get("none"):
        return [Fact(DUTY, [words])]
    return [Fact(DUTY, [Link(words, f"{reverse('desk:duty_sheet')}?organ={told['owed_by']}")])]
