"""What will come this week (将要来的): warnings in preparation or in force, consultations, clocks that run out."""

from __future__ import annotations

from django.db.models import Count, Q

from qingtian.apps.briefing.matters import line_of, matters, with_last_time
from qingtian.apps.briefing.parts import MOST, Asked, Line, Part
from qingtian.apps.forecasts.queries import days_ahead
from qingtian.apps.proceedings.queries import worklist
from qingtian.language import Text

TITLE = Text("这周会来什么", "What will come this week")
NOTHING = Text(
    "没有有效的预报，没有预警、会商，也没有这周到期的件。",
    "No forecast stands, no warning, no consultation, and no clock runs out this week.",
)
DUE = Text("这周有 {n} 件到期", "Due this week: {n} matter(s)")
LATE = Text("另有 {n} 件已经过期", "{n} more are overdue")
OPEN = ("air_warning", "air_consultation")
MATTERS = 3
AIR = Text(
    "空气预报 {first} 至 {last}：AQI {low} 至 {high}，最高一天 {day} {level}",
    "Air forecast {first} to {last}: AQI {low} to {high}, the highest on {day}, {level}",
)


def coming(asked: Asked) -> Part:
    """Open warnings and consultations by their clocks, then how many of the reader's matters fall due by Sunday."""
    rows = matters(asked, *OPEN).filter(ended_on=None).order_by("next_due", "pk")[:MATTERS]
    lines = with_last_time(asked, [(line_of(one), one) for one in rows])
    return Part("coming", TITLE, tuple([*_air(asked), *lines, *_due(asked)][:MOST]), NOTHING, "desk:worklist")


def _air(asked: Asked) -> list[Line]:
    """The days of the week ahead as last issued for the reader's area; nothing where no forecast stands."""
    days = [one for one in days_ahead(asked.area or "city", asked.monday) if one.target <= asked.sunday]
    if not days:
        return []
    worst = max(days, key=lambda one: (one.high, one.low))
    words = [one.word for one in worst.levels]
    level = Text("至".join(one.zh for one in words), " to ".join(one.en for one in words))
    span = {"first": days[0].target, "last": days[-1].target, "day": worst.target, "level": level}
    lowest, highest = min(one.low for one in days), max(one.high for one in days)
    # what was issued is everybody's to read; the matter behind it is not
    seen = matters(asked, "air_forecast").filter(number=worst.number).exists()
    return [Line(AIR.format(low=lowest, high=highest, **span), None, worst.number if seen else "")]


def _due(asked: Asked) -> list[Line]:
    mine = worklist(asked.actor, "mine", asked.monday).order_by()
    counted = mine.aggregate(
        due=Count("pk", filter=Q(next_due__gte=asked.monday, next_due__lte=asked.sunday)),
        late=Count("pk", filter=Q(next_due__lt=asked.monday)),
    )
    if not counted["due"] and not counted["late"]:
        return []
    return [Line(DUE.format(n=counted["due"]), LATE.format(n=counted["late"]) if counted["late"] else None)]
