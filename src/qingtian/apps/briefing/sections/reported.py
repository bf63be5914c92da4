"""What residents reported last week (群众反映): how many, where, against the week before, and what is hot."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from qingtian.apps.briefing.matters import line_of, matters, with_last_time
from qingtian.apps.briefing.parts import MOST, Asked, Line, Part
from qingtian.language import Text

TITLE = Text("上周群众反映了什么", "What residents reported last week")
NOTHING = Text("上周没有收到反映，也没有在办的热点。", "Nothing was reported last week and no hot issue is open.")
ALL = Text("{n} 件反映，前一周 {before} 件", "{n} report(s), {before} the week before")
WHERE = Text("{area}：{n} 件，前一周 {before} 件", "{area}: {n} report(s), {before} the week before")
STANDS = Text("前一周的 {before} 件里 {ended} 件已办结", "Of the {before} of the week before, {ended} have ended")
AREAS, HOT = 3, 2


def reported(asked: Asked) -> Part:
    """Counts in the reader's sight, the areas with the most reports, the hot issues with the earliest clocks."""
    first = asked.since - timedelta(days=7)
    rows = matters(asked, "petition").filter(opened_on__gte=first, opened_on__lte=asked.until)
    found = list(rows.values_list("opened_on", "ended_on", "area__name_zh", "area__name_en"))
    now = [row for row in found if row[0] >= asked.since]
    earlier = [row for row in found if row[0] < asked.since]
    lines = []
    if found:
        ended = sum(row[1] is not None for row in earlier)
        stands = STANDS.format(before=len(earlier), ended=ended) if earlier else None
        lines.append(Line(ALL.format(n=len(now), before=len(earlier)), stands))
        before = Counter(row[2] for row in earlier)
        names = {row[2]: Text(row[2], row[3] or row[2]) for row in now if row[2]}
        counts = Counter(row[2] for row in now if row[2])
        lines += [
            Line(WHERE.format(area=names[area], n=n, before=before[area])) for area, n in counts.most_common(AREAS)
        ]
    hot = list(matters(asked, "hot_issue").filter(ended_on=None).order_by("next_due", "pk")[:HOT])
    lines += with_last_time(asked, [(line_of(one), one) for one in hot])
    return Part("reported", TITLE, tuple(lines[:MOST]), NOTHING, "desk:petitions")
