"""The home of looking ahead (研判): the days ahead of the city in one line, and the pages of the room."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.air.places import CITY
from qingtian.apps.forecasts.queries import days_ahead
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.page_groups import Entry, Groups, groups_for
from qingtian.web.desk.seat import DeskRequest, officer

#: one line a page; a page that is not there yet is left out
GROUPS: Groups = (
    (
        Text("预报", "Forecasts"),
        (
            Entry(
                "desk:forecasts",
                Text("空气质量预报", "Air forecasts"),
                Text(
                    "每天的草稿、改动、发布、迟发和漏发；各站、各区县、主城区今后七天。",
                    "Each day's draft, changes, issue, what was late or missing; seven days of every place.",
                ),
            ),
            Entry(
                "desk:forecast_scores",
                Text("预报检验", "How good the forecasts were"),
                Text(
                    "范围、级别、首要污染物、偏差，系统的和发布的，和几种简单办法比。",
                    "Range, level, primary pollutant, bias: as computed and as issued, beside simple ways.",
                ),
            ),
            Entry(
                "desk:forecast_models",
                Text("预报模型版本", "Versions of the models"),
                Text(
                    "学了哪些天、用什么程序库、在过去的日子上输赢。",
                    "Days learned from, library, settings, and whether it won on past days.",
                ),
            ),
            Entry(
                "desk:weather_forecasts",
                Text("气象预报", "Weather forecasts"),
                Text(
                    "气象部门发布的逐日预报，录入以后用来算。",
                    "What the weather bureau issued by day, entered to compute with.",
                ),
            ),
            Entry(
                "desk:joint_forecasts",
                Text("联合预报会商", "Joint forecasts"),
                Text("和气象部门商定的意见。", "What was agreed with the weather bureau."),
            ),
        ),
    ),
    (
        Text("预警和会商", "Warnings and consultations"),
        (
            Entry(
                "desk:air_warnings",
                Text("重污染天气预警", "Warnings of heavy pollution"),
                Text("预报碰到哪一级、谁批准、谁做了什么。", "Which tier is met, who approves, who did what."),
            ),
            Entry(
                "desk:air_consultations",
                Text("季度会商", "Quarterly consultations"),
                Text("目标、排名、扣除天气以后的变化、任务。", "Targets, ranking, change without the weather, tasks."),
            ),
        ),
    ),
)


@officer
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """The pages this officer may open, under their headings."""
    there = [(title, tuple(one for one in entries if one.address in PAGES)) for title, entries in GROUPS]
    context = {
        "groups": groups_for(request, there),
        "days": days_ahead(CITY, request.as_of),
        "nav_current": "desk:foresight",
    }
    return render(request, "desk/foresight/home.html", context)
