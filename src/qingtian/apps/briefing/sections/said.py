"""What was said last week (舆情): messages that look environmental, where they point, how many lead to a matter."""

from __future__ import annotations

from qingtian.apps.briefing.parts import MOST, Asked, Line, Part
from qingtian.apps.opinion.policy import may_read
from qingtian.apps.opinion.queries import brief
from qingtian.language import Text

TITLE = Text("上周网上说了什么", "What was said last week")
NOTHING = Text("上周没有像环境问题的舆情。", "No public opinion of last week looks environmental.")
NOT_YOURS = Text("舆情由信访和督察岗位看。", "Public opinion is for the posts of petitions and inspection.")
ALL = Text("{n} 条像环境问题，{linked} 条已关联到件", "{n} item(s) look environmental, {linked} lead to a matter")
ALARM = Text("{n} 条有紧急迹象", "{n} with signs of urgency")
PLACE = Text("提到 {place}：{n} 条", "{place}: named in {n} item(s)")
PLACES = 3


def said(asked: Asked) -> Part:
    """Counts alone: no author is kept, and none is told."""
    if not may_read(asked.actor):
        return Part("said", TITLE, (), NOT_YOURS)
    found = brief(asked.since, asked.until, asked.actor)
    lines = []
    if found.environmental:
        why = ALARM.format(n=found.alarming) if found.alarming else None
        lines.append(Line(ALL.format(n=found.environmental, linked=found.linked), why))
        lines += [Line(PLACE.format(place=place, n=n)) for place, n in found.places[:PLACES]]
    return Part("said", TITLE, tuple(lines[:MOST]), NOTHING, "desk:opinion_brief")
