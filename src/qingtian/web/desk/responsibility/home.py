"""The home of responsibility (责任): which duty, whose, what is owed; the restricted register for those who keep it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.responsibility.queries import UNFOUND, matters
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.desk.page_groups import Entry, Groups, groups_for
from qingtian.web.desk.seat import DeskRequest, officer

NAV = "desk:supervision"
UNFOUND_COUNT = Text("{count} 件", "{count}")


def _unfound(request: DeskRequest) -> Text:
    return UNFOUND_COUNT.format(count=matters(request.actor).filter(UNFOUND).count())


GROUPS: Groups = (
    (
        Text("职责", "Duties"),
        (
            Entry(
                "desk:duty_lists",
                Text("责任清单", "Duty lists"),
                Text(
                    "各单位、各岗位的职责，哪天用哪一版，两版差在哪里。",
                    "By unit and post, by version and day; compared.",
                ),
            ),
            Entry(
                "desk:duty_sheets",
                Text("履责情况", "Duties done and owed"),
                Text(
                    "每项职责对应的事：办结、在办、逾期；只比单位。",
                    "Matters of each duty: closed, open, overdue; by unit.",
                ),
            ),
            Entry(
                "desk:duty_gaps",
                Text("没有找到职责的", "No duty found"),
                Text(
                    "无人认领、职责不清的问题，和还没有认定的。",
                    "Matters no duty covers, and those not asked about yet.",
                ),
                _unfound,
            ),
        ),
    ),
    (
        Text("追责", "Accountability"),
        (
            Entry(
                "desk:circumstances",
                Text("追责情形", "Circumstances"),
                Text(
                    "分条编码，写明依据和把握；清单不全。", "Coded by article, with how certain each is; not complete."
                ),
            ),
            Entry(
                "desk:clues",
                Text("问题线索移送登记", "Register of transfers"),
                Text("只有指定人员能看，每次查看都留痕。", "For named officers only; every look is logged."),
            ),
        ),
    ),
)


def groups() -> Groups:
    """Those whose address there is: the register is a room of its own."""
    return tuple((title, tuple(one for one in entries if one.address in PAGES)) for title, entries in GROUPS)


@officer
@require_safe
def responsibility(request: DeskRequest) -> HttpResponse:
    """The pages this officer may open, under their headings."""
    context = {"groups": groups_for(request, groups()), "nav_current": NAV}
    return render(request, "desk/responsibility/home.html", context)
