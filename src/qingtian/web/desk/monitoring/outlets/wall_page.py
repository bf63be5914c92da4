"""The wall of outlets (排放口大屏): the last 24 hours of each, the worst first.

Readable from four metres; zeros are dots, so trouble is what is left. Every line leads to its outlet.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.policy import KEEPS, SEES
from qingtian.apps.monitors.sent import HOUR
from qingtian.apps.monitors.standing import HOURS, Standing, last_hour, standings
from qingtian.language import Text
from qingtian.standards.sources.hours import STATES, State
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.outlets.words import MEDIA, NAV, every_outlet, hour_words, state_words
from qingtian.web.desk.seat import DeskRequest, officer

#: as many lines as a screen holds
PAGE = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what it counts, and the states it adds up."""

    title: Text
    means: Text
    states: tuple[State, ...]


COLUMNS = (
    Column(Text("超标", "Above"), Text("有因子超过许可限值的小时", "hours with a factor above its limit"), ("over",)),
    Column(Text("缺测", "Missing"), Text("应报没有报的小时", "hours owed of which nothing came"), ("missing",)),
    Column(
        Text("无效", "Invalid"),
        Text("仪器标记无效、超量程的小时", "hours marked invalid or beyond the range"),
        ("invalid", "off_limits"),
    ),
    Column(Text("替代", "Substituted"), Text("手工替代的小时", "hours entered by hand"), ("substituted",)),
    Column(
        Text("未判", "Not judged"), Text("没有折算值、不判的小时", "hours without a converted value"), ("no_converted",)
    ),
    Column(
        Text("申报", "Declared"),
        Text("企业申报停运、启停、维护的小时", "hours declared as stopped, starting or under maintenance"),
        ("stopped", "starting", "maintained"),
    ),
)
#: the three great numbers: outlets whose last hour has this state; each leads to them
GREAT: dict[State, Text] = {
    "over": Text("个排放口超标", "outlets above the limit"),
    "missing": Text("个排放口缺测", "outlets missing"),
    "stopped": Text("个排放口停运", "outlets stopped"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One outlet: the state of its last hour, and a number a column."""

    standing: Standing
    state: Text
    medium: Text
    cells: list[int]


@officer
@require_safe
@only(SEES)
def outlets(request: DeskRequest) -> HttpResponse:
    """The table of outlets, twenty a screen, renewed every five minutes; ``?now=`` those whose last hour is so."""
    held = sorted(standings(every_outlet(), request.now), key=_worst_first)
    now = Counter(standing.now for standing in held)
    state = request.GET.get("now", "")
    chosen = [one for one in held if one.now == state] if state in STATES else held
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    last = last_hour(request.now)
    context = {
        "page": page,
        "rows": [_row(one) for one in page.object_list],
        "columns": COLUMNS,
        "great": [(now[state], state, words) for state, words in GREAT.items()],
        "state": state if state in STATES else "",
        "hours": HOURS,
        "first": hour_words(last - (HOURS - 1) * HOUR),
        "last": hour_words(last + HOUR),
        "may_keep": bool(KEEPS & request.actor.roles),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/outlets/wall.html", context)


def _worst_first(standing: Standing) -> tuple[int, int, str]:
    counts = standing.counts
    return -counts["over"], -counts["missing"] - counts["invalid"] - counts["off_limits"], standing.outlet.number


def _row(standing: Standing) -> Row:
    cells = [sum(standing.counts[state] for state in column.states) for column in COLUMNS]
    return Row(standing, state_words(standing.now), MEDIA[standing.outlet.medium], cells)
