"""Where to look first, and why (先看哪里): the plan of visits in hand, hidden hazards and events nobody has settled."""

from __future__ import annotations

from qingtian.apps.briefing.matters import line_of, matters, with_last_time
from qingtian.apps.briefing.parts import MOST, Asked, Part
from qingtian.language import Text

TITLE = Text("先看哪里，为什么", "Where to look first, and why")
NOTHING = Text("没有在办的检查计划和隐患，也没有排序。", "No plan of visits, no hazard and no ranking is in hand.")
OPEN = ("visit_plan", "hidden_hazard", "grid_event", "data_finding")


def first(asked: Asked) -> Part:
    """A reason to look and never a verdict; units, never persons."""
    rows = matters(asked, *OPEN).filter(ended_on=None).order_by("next_due", "pk")[:MOST]
    lines = with_last_time(asked, [(line_of(one), one) for one in rows])
    return Part("first", TITLE, tuple(lines), NOTHING)
