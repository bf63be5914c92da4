"""Random inspection as everybody may see it: published draws, their objects and results, the file to verify.

Officers stand in the file by label alone. Nothing of a draw passes before its own act of publishing, which is refused
before every visit is over.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from qingtian.apps.draws.models import RandomDraw
from qingtian.apps.draws.queries import published_draws
from qingtian.apps.draws.results import RESULTS, counted_words, file_of
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.drawing.pools import CLASSES
from qingtian.language import Text

KIND = "random_draw"
#: draws on the page; earlier ones stay in the files
MOST = 40


def draws_shown(gate: Gate) -> list[Shown]:
    """The published draws, the latest first, without their objects."""
    if gate.closed(KIND) is not None:
        return []
    found = list(published_draws()[:MOST])
    organs = {organ.code: organ for organ in Organ.objects.filter(code__in={one.office for one in found})}
    return gate.admit_all(Publishable(KIND, _head(one, organs), one.proceeding.number) for one in found)


def draw_shown(gate: Gate, number: str) -> Shown | None:
    """One published draw with its objects and its file; None where the public sees none."""
    found = published_draws().filter(proceeding__number=number).first()
    if found is None or gate.closed(KIND) is not None:
        return None
    organs = {organ.code: organ for organ in Organ.objects.filter(code=found.office)}
    value = file_of(found)
    fields = _head(found, organs) | {
        "summary": str(projection_of(found.proceeding).facts.get("summary", "")),
        "counted": counted_words(found),
        "objects": _objects(value),
        "file": value,
    }
    shown = gate.admit(Publishable(KIND, fields, number))
    return shown or None


def _head(draw: RandomDraw, organs: dict[str, Organ]) -> dict[str, object]:
    organ = organs[draw.office]
    return {
        "number": draw.proceeding.number,
        "office": Text(organ.name_zh, organ.name_en),
        "year": draw.year,
        "quarter": draw.quarter,
        "published_on": _published_on(draw),
    }


def _published_on(draw: RandomDraw) -> date | None:
    return draw.proceeding.ended_on


def _objects(value: Any) -> list[dict[str, object]]:
    names = {one["number"]: one["name"] for one in value["pools"]["objects"]}
    return [
        {"name": names[one["number"]], "of_class": CLASSES[one["class"]], "result": RESULTS[one["result"]]}
        for one in value["drawn"]
    ]
