"""What nobody has looked at (没人看过的): blind spots of the reader's area, and matters without an act for long."""

from __future__ import annotations

from qingtian.apps.blind_spots.limits import STILL, days
from qingtian.apps.blind_spots.queries import QUESTIONS
from qingtian.apps.briefing.matters import matters, state_of
from qingtian.apps.briefing.parts import MOST, Asked, Line, Part
from qingtian.language import Text

TITLE = Text("还没有人看的", "What nobody has looked at")
NOTHING = Text(
    "没有缺人的网格、没查过的单位、有反映没人去的地方，也没有许久没动过的件。",
    "No grid cell without a person, no unit never visited, no report without a visit, no matter standing still.",
)
SINCE = Text("{days} 天没有动过：{state}", "Still for {days} day(s): {state}")
SPOT = Text("{title}：{n}", "{title}: {n}")
#: the questions asked here; the page of blind spots asks them all
SPOTS = ("without_person", "never_inspected", "reported_unvisited")
WATCHED = ("petition", "five_ones_case", "monitor_alert", "hot_issue", "hidden_hazard", "grid_event")
MATTERS = 3


def unseen(asked: Asked) -> Part:
    """The longest first."""
    before = asked.monday - days(STILL, asked.monday)
    rows = matters(asked, *WATCHED).filter(ended_on=None, last_on__lt=before).order_by("last_on", "pk")[:MATTERS]
    lines = []
    for one in rows:
        still = (asked.monday - one.last_on).days if one.last_on else 0
        why = SINCE.format(days=still, state=state_of(one))
        lines.append(Line(Text(one.title, one.title), why, one.number))
    return Part("unseen", TITLE, tuple([*_blind_spots(asked), *lines][:MOST]), NOTHING, "desk:blind_spots")


def _blind_spots(asked: Asked) -> list[Line]:
    """How many things in the reader's area nobody has looked at, the questions with the most first."""
    found = {id_: QUESTIONS[id_].count(asked.monday, asked.area) for id_ in SPOTS}
    most = sorted((one for one in found if found[one]), key=lambda one: -found[one])
    return [Line(SPOT.format(title=QUESTIONS[one].title, n=found[one]), QUESTIONS[one].ends) for one in most]
