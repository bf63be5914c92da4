"""What nobody has looked at (没人看过的): open matters in the reader's sight without an act for a long time."""

from __future__ import annotations

from datetime import timedelta

from qingtian.apps.briefing.matters import matters, state_of
from qingtian.apps.briefing.parts import MOST, Asked, Line, Part
from qingtian.apps.grid.queries import staff_on
from qingtian.apps.places.models import Area
from qingtian.language import Text

TITLE = Text("还没有人看的", "What nobody has looked at")
NOTHING = Text(
    "没有三十天没动过的件，也没有缺人的网格。",
    "No matter has lain still for thirty days, no leaf of the grid lacks a person.",
)
SINCE = Text("{days} 天没有动过：{state}", "still for {days} day(s): {state}")
#: days without an act after which a matter is told here; a local default
STILL = 30
LEAVES = Text("{n} 个网格没有人", "leaves of the grid without anybody: {n}")
OF_ALL = Text("共 {all} 个", "of {all}")
WATCHED = ("petition", "five_ones_case", "monitor_alert", "hot_issue", "hidden_hazard", "grid_event")
MATTERS = 3


def unseen(asked: Asked) -> Part:
    """The longest first."""
    before = asked.monday - timedelta(days=STILL)
    rows = matters(asked, *WATCHED).filter(ended_on=None, last_on__lt=before).order_by("last_on", "pk")[:MATTERS]
    lines = []
    for one in rows:
        days = (asked.monday - one.last_on).days if one.last_on else 0
        why = SINCE.format(days=days, state=state_of(one))
        lines.append(Line(Text(one.title, one.title), why, one.number))
    return Part("unseen", TITLE, tuple([*_leaves(asked), *lines][:MOST]), NOTHING, "desk:grid")


def _leaves(asked: Asked) -> list[Line]:
    """Leaves of the grid in the reader's area that nobody looks after on that Monday."""
    inside = Area.objects.filter(path__contains=f"{asked.area}/") if asked.area else Area.objects.all()
    codes = set(inside.values_list("code", flat=True))
    counts = [both for code, both in staff_on(asked.monday).items() if code in codes]
    leaves, staffed = sum(n for n, _ in counts), sum(n for _, n in counts)
    return [Line(LEAVES.format(n=leaves - staffed), OF_ALL.format(all=leaves))] if leaves > staffed else []
