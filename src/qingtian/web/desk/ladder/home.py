"""The home of supervision (督导): every page of what is followed to the end, with a sentence and a count each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.clues.actions.look import open_count
from qingtian.apps.clues.policy import may_keep, may_see_ageing, may_see_count
from qingtian.apps.oversight.queries import PROCEDURES as OVERSIGHT
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.supervision.steps import STEPS
from qingtian.language import Text
from qingtian.web.desk.page_groups import Count, Entry, Groups, groups_for
from qingtian.web.desk.seat import DeskRequest, officer

OPEN = Text("在办 {count} 件", "{count} open")


def open_of(*procedures: str) -> Count:
    """Counts the matters of these procedures that are not ended and that the reader may see."""

    def counted(request: DeskRequest) -> Text:
        found = visible(request.actor).filter(procedure__in=procedures, ended_on__isnull=True)
        return OPEN.format(count=found.count())

    return counted


def clues_of(request: DeskRequest) -> Text | None:
    """The bare number of open clues, for those of the office that keeps the register."""
    return OPEN.format(count=open_count()) if may_see_count(request.actor) else None


GROUPS: Groups = (
    (
        Text("问题和整改", "Problems and rectification"),
        (
            Entry(
                "desk:problem_lists",
                Text("问题清单", "Problem lists"),
                Text("各地每年确认的问题清单和版本。", "The yearly lists of each area, with their versions."),
                open_of("problem_list"),
            ),
            Entry(
                "desk:rectification",
                Text("督察整改", "Rectification"),
                Text("督察反馈的编号问题、措施和销号。", "Numbered findings of inspections, measures, close-out."),
                open_of("inspection_feedback"),
            ),
            Entry(
                "desk:tasks",
                Text("任务跟踪", "Tracked tasks"),
                Text("承诺和任务，一件一件盯到底。", "Promises and tasks, each followed to its end."),
                open_of("tracked_task"),
            ),
            Entry(
                "desk:look_backs",
                Text("回头看", "Look-backs"),
                Text("销号以后抽签再看，看有没有反弹。", "Drawn after close-out, to see what has come back."),
                open_of("look_back_draw"),
            ),
        ),
    ),
    (
        Text("领导和调度", "Leaders and schedules"),
        (
            Entry(
                "desk:leader",
                Text("领导页", "Leader’s page"),
                Text("一名领导自己包的案和该办的事。", "One leader’s own cases and what is due."),
            ),
            Entry(
                "desk:schedules",
                Text("月调度", "Monthly schedules"),
                Text("每月谁该报进度，报了没有。", "Who owes this month’s progress, and who has reported."),
                open_of("monthly_schedule"),
            ),
            Entry(
                "desk:instructions",
                Text("批示", "Instructions"),
                Text("领导批示交给谁、办到哪一步。", "Leaders’ instructions: to whom, and how far."),
            ),
        ),
    ),
    (
        Text("督办阶梯", "The ladder"),
        (
            Entry(
                "desk:wall",
                Text("督办大屏", "Wall"),
                Text("现在哪里着急：按区域、按单位。", "What is burning now, by area and by unit."),
            ),
            Entry(
                "desk:ladder",
                Text("督办措施", "Steps of the ladder"),
                Text(
                    "提醒函、督办单、通报、约谈、挂牌、限批、专项督察。",
                    "Reminder, order, circular, interview, listing, suspension, special inspection.",
                ),
                open_of(*STEPS),
            ),
            Entry(
                "desk:supervision_proposals",
                Text("建议采取的措施", "Proposed steps"),
                Text(
                    "规则算出来的建议和理由；发不发由人定。", "What the rules propose, with reasons; a person decides."
                ),
            ),
        ),
    ),
    (
        Text("责任", "Responsibility"),
        (
            Entry(
                "desk:responsibility",
                Text("职责和追责", "Duties and accountability"),
                Text(
                    "责任清单、履责情况、没有找到职责的问题。", "Duty lists, what is done and owed, duties not found."
                ),
            ),
        ),
    ),
    (
        Text("数字", "Figures"),
        (
            Entry(
                "desk:indicators",
                Text("指标", "Indicators"),
                Text("按地方、单位和月份，定义印在旁边。", "By area, unit and month, with the definition beside."),
            ),
        ),
    ),
    (
        Text("外面看得见", "Seen from outside"),
        (
            Entry(
                "desk:oversight",
                Text("人大监督", "Congress oversight"),
                Text(
                    "年度报告、执法检查、专题询问、质询、视察。",
                    "Annual report, inspection, inquiry, interpellation, visit.",
                ),
                open_of(*OVERSIGHT),
            ),
            Entry(
                "desk:suggestions",
                Text("建议和提案", "Suggestions and proposals"),
                Text("代表建议、政协提案的办理和答复。", "Deputies’ suggestions and CPPCC proposals, and the answers."),
                open_of("suggestion", "proposal"),
            ),
        ),
    ),
)


@officer
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """The pages this officer may open, under their headings."""
    context = {
        "groups": groups_for(request, GROUPS),
        "clues": clues_of(request),
        "keeps_clues": may_keep(request.actor),
        "sees_ageing": may_see_ageing(request.actor),
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/ladder/home.html", context)
