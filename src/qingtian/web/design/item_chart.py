"""One item day by day as bars with its day limit, for pages of any face of the product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from qingtian.apps.air.standards import held_rules
from qingtian.charts import SCREEN, DayBar, day_bars
from qingtian.language import Text
from qingtian.web.design.drawn import drawn
from qingtian.web.templatetags.air_pieces import plain_item
from qingtian.web.templatetags.words import say

TITLE = Text("{item} 日值，{unit}", "{item} by day, {unit}")
LIMIT = Text("日标准 {limit}", "day limit {limit}")
LABEL = Text("{place}，{title}", "{place}, {title}")


def day_chart(days: Sequence[tuple[date, str]], item: str, place: Text, width: int = 340) -> SafeString | None:
    """Bars of figures as printed (empty: a gap); nothing where there is none to draw."""
    bars = [DayBar(f"{day.month}-{day.day:02d}", figure) for day, figure in days]
    if len(bars) < 2 or not any(bar.value for bar in bars):
        return None
    title = TITLE.format(item=plain_item(item), unit="mg/m³" if item == "CO" else "µg/m³")
    limit = f"{held_rules().on(days[-1][0]).limits.grade_2[item.removesuffix('_8h')].day.normalize():f}"
    spec = day_bars(SCREEN, say(title), bars, limit=limit, rule=say(LIMIT.format(limit=limit)), width=width)
    return drawn(spec, LABEL.format(place=place, title=title))
