"""The visits of a draw: found by their link, never written down twice; which are open, whether one is of a draw."""

from __future__ import annotations

from collections.abc import Iterable

from qingtian.apps.draws.models import DrawnObject, RandomDraw
from qingtian.apps.inspections.models import Visit
from qingtian.apps.proceedings.models import Link
from qingtian.language import Text

#: states of a visit that tell what was found
DONE = ("nothing_found", "correcting", "corrected", "clue_raised")
NO_DRAW = Text("没有这次抽查，或者不在检查中。", "There is no such draw, or it is not being visited.")
NOT_DRAWN = Text(
    "{draw} 没有抽到这个单位：手挑的不能叫随机。", "{draw} did not draw this unit: picked by hand is not random."
)
OTHER_OFFICERS = Text(
    "执法人员不是抽到的；要回避的，登记以后再换人。",
    "These are not the officers drawn; one who must withdraw is replaced after the visit is entered.",
)
TWICE = Text("这个单位在这次抽查里已经安排了检查。", "The visit of this unit in that draw is entered already.")


def visits_of(draw: RandomDraw) -> dict[str, Visit]:
    """By number of the unit, the visit that was or will be made for this draw; one question."""
    linked = Link.objects.filter(source=draw.proceeding_id, kind=Link.Kind.GAVE_RISE_TO, undone_by=None)
    found = Visit.objects.filter(proceeding__in=linked.values("target"), ground="random_draw", made=True)
    return {visit.party: visit for visit in found.select_related("proceeding")}


def open_objects(draw: RandomDraw, visits: dict[str, Visit]) -> list[str]:
    """Numbers of the drawn objects that have neither a result nor a reason."""
    rows = DrawnObject.objects.filter(draw=draw, excused="").values_list("party", flat=True)
    return [party for party in rows if party not in visits or visits[party].proceeding.state not in DONE]


def not_entered(draw: RandomDraw, visits: Iterable[str]) -> list[str]:
    """Numbers of the drawn objects that are neither excused nor entered."""
    rows = DrawnObject.objects.filter(draw=draw, excused="").exclude(party__in=list(visits))
    return list(rows.values_list("party", flat=True))


def of_a_draw(number: str, party: str, posts: frozenset[str]) -> Text | None:
    """Why a visit to that party by these two is not one of that draw; None where it is."""
    rows = DrawnObject.objects.filter(draw__proceeding__number=number, draw__proceeding__state="drawn")
    row = rows.filter(party=party).select_related("draw").first()
    if row is None:
        return NOT_DRAWN.format(draw=number) if rows.exists() else NO_DRAW
    if frozenset(row.posts) != posts:
        return OTHER_OFFICERS
    return TWICE if party in visits_of(row.draw) else None
