"""The home of monitoring (监测): every stream of evidence with a sentence and a count."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.page_groups import Entry, Groups, groups_for
from qingtian.web.desk.seat import DeskRequest, officer

GROUPS: Groups = (
    (
        Text("先看", "To begin with"),
        (
            Entry(
                "desk:alerts",
                Text("监测告警", "Alerts"),
                Text(
                    "各种介质同一套规则：谁该知道，多快，谁认领了。",
                    "One language of rules for all media: who is told, how soon, who took it up.",
                ),
            ),
            Entry(
                "desk:integrity",
                Text("数据真实性", "Integrity of data"),
                Text(
                    "看起来太好的数据：值得去看的理由，不是结论。",
                    "Data that look too good: a reason to look, never a verdict.",
                ),
            ),
        ),
    ),
    (
        Text("污染源", "Sources"),
        (
            Entry(
                "desk:outlets",
                Text("排放口", "Outlets"),
                Text(
                    "许可限值、小时值、标记、超标和督办。",
                    "Permit limits, hour values, marks, exceedances and notices.",
                ),
            ),
            Entry(
                "desk:loggers",
                Text("数采仪", "Data loggers"),
                Text(
                    "谁在线、时钟差多少、缺什么、拒收了什么，未登记的设备。",
                    "Who is on the line, clock deviation, gaps, refused frames, unknown devices.",
                ),
            ),
            Entry(
                "desk:field_commands",
                Text("反控指令", "Commands to the field"),
                Text(
                    "对时、间隔、密码、补取历史数据：一人提出，另一人批准。",
                    "Clock, intervals, password, data of the past: one proposes, another approves.",
                ),
            ),
        ),
    ),
    (
        Text("环境质量", "Quality of the environment"),
        (
            Entry(
                "desk:water",
                Text("水环境", "Water"),
                Text(
                    "断面类别、目标、超标倍数、湖泊营养状态、月报和排名。",
                    "Classes of sections, targets, exceedances, trophic state of lakes, monthly report, ranking.",
                ),
            ),
            Entry(
                "desk:soil",
                Text("土壤", "Soil"),
                Text(
                    "按用途分的风险类别、高背景说明、超标点位。",
                    "Risk classes by land use, high background, exceedances.",
                ),
            ),
            Entry(
                "desk:noise",
                Text("声环境", "Noise"),
                Text("功能区昼夜达标、施工和厂界。", "Zones by day and night, construction sites, boundaries."),
            ),
        ),
    ),
    (
        Text("气象", "Weather"),
        (
            Entry(
                "desk:weather",
                Text("气象交换", "Exchange with the weather bureau"),
                Text(
                    "双向交换的时效和完整率、产品、联系人、联合预报。",
                    "Latency and completeness both ways, products, contact points, joint forecasts.",
                ),
            ),
        ),
    ),
    (
        Text("标准", "Standards"),
        (
            Entry(
                "desk:entered_tables",
                Text("自行录入的表", "Tables entered here"),
                Text(
                    "没有对照过原文的限值：谁录入的，依据什么，哪天起用；缺了什么就不能判断。",
                    "Limits nobody read in the text: entered by whom, after what, since when; what lacks them.",
                ),
            ),
        ),
    ),
)


@officer
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """The pages this officer may open, under their headings."""
    there = [(title, tuple(one for one in entries if one.address in PAGES)) for title, entries in GROUPS]
    context = {"groups": groups_for(request, there), "nav_current": "desk:monitoring"}
    return render(request, "desk/monitoring/home.html", context)
