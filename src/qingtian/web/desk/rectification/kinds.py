"""The three official tables this part reads: what each asks beside its columns and what it does with the rows."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from datetime import date

from django.urls import reverse

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.people.models import Organ
from qingtian.apps.rectification import action_plan, complaints, plan_columns
from qingtian.apps.rectification.actions.enter_findings import enter_findings, look_at
from qingtian.apps.rectification.deadlines import TIME_CLASSES
from qingtian.apps.rectification.models import Feedback
from qingtian.apps.rectification.reading_plan import read_plan_table
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables import Mapping, Table
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.ledger_files import Sheet
from qingtian.web.desk.rectification.import_flow import LONGEST, Importing, Outcome, of_feedback
from qingtian.web.desk.seat import DeskRequest
from qingtian.web.templatetags.words import say

SHOWN = 8
NEW, SAME = Text("新的", "New"), Text("已经有了", "Known already")
RENEWED, LINKED = Text("更新", "Renewed"), Text("对上本系统信访件", "Meet a petition here")
FINDING_HEADS = (
    *(Text("序号", "Number"), Text("整改任务", "Finding"), Text("责任单位", "Responsible unit")),
    *(Text("时限类别", "Class of time"), Text("最后一天", "Last day"), Text("措施条数", "Measures")),
)
TASK_HEADS = (
    *(Text("序号", "Number"), Text("任务", "Task"), Text("责任单位", "Responsible unit"), Text("完成时限", "Deadline")),
)
COMPLAINT_HEADS = (
    *(Text("受理编号", "Number"), Text("交办问题基本情况", "What was reported")),
    *(Text("行政区域", "Area"), Text("污染类型", "Kind of pollution")),
)
NAME_IT = Text("写明是哪个方案。", "Say which plan it is.")
NOT_A_DAY = Text("日期写成 2026-12-31。", "Write the day as 2026-12-31.")
NO_SUCH = Text("没有这个单位：{code}。", "There is no such organ: {code}.")
NOT_A_NUMBER = Text("第几批写一个整数。", "Give the number of the batch as a whole number.")
NO_FEEDBACK = Text("没有这一件督察反馈：{number}。", "There is no such feedback: {number}.")


def wrong(code: str, words: Text) -> UnusableInput:
    return UnusableInput(f"rectification.{code}", words)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"


def findings_of(number: str) -> Importing:
    """Findings of the feedback of that number."""
    return Importing(
        kind=f"findings-{number}",
        title=Text("导入反馈问题", "Import findings"),
        about=Text(
            "Word 或 Excel：一张总表、一项一张表、或“责任单位：……”这样的段落都读得懂。",
            "Word or Excel: one list, a table an item, or labelled paragraphs.",
        ),
        columns=plan_columns.COLUMNS,
        read=read_plan_table,
        run=_take_findings,
        back=reverse("desk:feedback", args=[number]),
        address="desk:findings_import",
        match="desk:findings_match",
        arguments=(number,),
    )


def _take_findings(
    request: DeskRequest, sheet: Sheet, table: Table, mapping: Mapping, asked: AnyMapping[str, str], doing: bool
) -> Outcome:
    feedback: Feedback = of_feedback(request, sheet.kind.removeprefix("findings-"))
    if doing:
        entry = enter_findings(
            feedback,
            sheet.path,
            name=sheet.name,
            by=request.actor,
            on=request.as_of,
            now=request.now,
            expected_seq=feedback.proceeding.seq,
            mapping=mapping,
        )
    else:
        entry = look_at(feedback, sheet.path, mapping)
    new = () if entry.seen else entry.new
    unknown = {name for one in new for name in one.unknown}
    counts = [(NEW, len(new)), (SAME, entry.same)]
    rows = [
        (
            one.values["number"],
            _short(one.values["text"]),
            _short(one.values["responsible"]),
            say(TIME_CLASSES[one.deadline.kind]),
            one.deadline.due.isoformat() if one.deadline.due else "",
            str(len(one.measures)),
        )
        for one in new[:SHOWN]
    ]
    href = reverse("desk:feedback", args=[feedback.proceeding.number])
    return Outcome(counts, entry.rejects, FINDING_HEADS, rows, len(new), href, sorted(unknown))


def action_plan_of(request: DeskRequest) -> Importing:
    """Tasks of an action plan, set by the actor's organ."""
    organs = [Choice(one.code, Text(one.name_zh, one.name_en)) for one in Organ.objects.order_by("path")]
    return Importing(
        kind="action-plan",
        title=Text("导入行动方案任务", "Import tasks of an action plan"),
        about=Text(
            "任务、责任单位、完成时限的分解表，Word 或 Excel；每行开一件跟踪任务。",
            "A table of tasks, responsible units and deadlines, Word or Excel; each row opens a tracked task.",
        ),
        columns=action_plan.COLUMNS,
        read=action_plan.read_table_of_tasks,
        run=_take_tasks,
        back=reverse("desk:tasks"),
        address="desk:action_plan_import",
        match="desk:action_plan_match",
        asked=(
            FieldView("plan", Text("哪个方案", "Which plan")),
            FieldView(
                "verifier",
                Text("核验单位", "Verifying unit"),
                "select",
                value=request.actor.organ or "",
                choices=organs,
            ),
            FieldView("otherwise", Text("没写到哪天的，定到", "Where no day is named, due on"), "date", required=False),
        ),
    )


def _take_tasks(
    request: DeskRequest, sheet: Sheet, table: Table, mapping: Mapping, asked: AnyMapping[str, str], doing: bool
) -> Outcome:
    plan, verifier = " ".join(asked["plan"].split()), asked["verifier"]
    if not plan:
        raise wrong("plan", NAME_IT)
    if not Organ.objects.filter(code=verifier).exists():
        raise wrong("organ", NO_SUCH.format(code=verifier))
    otherwise = _day(asked["otherwise"]) if asked["otherwise"] else None
    read = action_plan.read_tasks(table, mapping, plan=plan, otherwise=otherwise, verifier=verifier)
    taken = 0
    if doing:
        generated = kind() == DEMONSTRATION
        taken = action_plan.open_tasks(
            read, plan=plan, verifier=verifier, by=request.actor, on=request.as_of, now=request.now, generated=generated
        )
    names = organ_names([one.organ for one in read.new[:SHOWN]])
    rows = [
        (one.number, _short(one.subject), names.get(one.organ, one.organ), one.deadline.isoformat())
        for one in read.new[:SHOWN]
    ]
    counts = [(NEW, len(read.new)), (SAME, read.same)]
    return Outcome(counts, read.rejects, TASK_HEADS, rows, taken, reverse("desk:tasks"))


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise wrong("day", NOT_A_DAY) from None


def complaints_of(request: DeskRequest) -> Importing:
    """One batch of transferred complaints."""
    return Importing(
        kind="complaints",
        title=Text("导入交办信访件", "Import transferred complaints"),
        about=Text(
            "督察组每天交办一批；同一批以后的办理情况表再导入，只更新办理情况。个人信息读入时就遮盖。",
            "A batch a day; a later table of it renews only how far each is. Personal data is covered as it is read.",
        ),
        columns=complaints.COLUMNS,
        read=complaints.read_table_of_complaints,
        run=_take_complaints,
        back=reverse("desk:complaint_batches"),
        address="desk:complaints_import",
        match="desk:complaints_match",
        asked=(
            FieldView("inspection", Text("哪次督察", "Which inspection")),
            FieldView("batch", Text("第几批", "Number of the batch"), "number"),
            FieldView("day", Text("交办日期", "Transferred on"), "date", value=request.as_of.isoformat()),
            FieldView("feedback", Text("督察反馈编号", "Number of the feedback"), required=False),
        ),
    )


def _take_complaints(
    request: DeskRequest, sheet: Sheet, table: Table, mapping: Mapping, asked: AnyMapping[str, str], doing: bool
) -> Outcome:
    inspection, day = " ".join(asked["inspection"].split())[:120], _day(asked["day"])
    if not inspection:
        raise wrong("inspection", NAME_IT)
    if not asked["batch"].isdecimal() or not 1 <= int(asked["batch"]) <= 9999:
        raise wrong("batch", NOT_A_NUMBER)
    feedback = complaints.matter_of(asked["feedback"], request.actor) if asked["feedback"] else None
    if asked["feedback"] and feedback is None:
        raise wrong("feedback", NO_FEEDBACK.format(number=asked["feedback"]))
    number = int(asked["batch"])
    found = complaints.read_complaints(table, mapping, inspection=inspection, number=number, by=request.actor)
    href = reverse("desk:complaint_batches")
    if doing:
        batch = complaints.take_batch(
            found,
            sheet.path,
            inspection=inspection,
            number=number,
            transferred_on=day,
            feedback=feedback,
            name=sheet.name,
            by=request.actor,
            now=request.now,
        )
        href = reverse("desk:complaint_batch", args=[batch.pk])
    counts = [(NEW, found.counts["new"]), (RENEWED, found.counts["renewed"]), (SAME, found.counts["same"])]
    rows = [(row["number"], _short(row["text"]), row["area"], row["pollution"]) for row in found.rows[:SHOWN]]
    taken = found.counts["new"] + found.counts["renewed"]
    return Outcome([*counts, (LINKED, found.linked)], found.rejects, COMPLAINT_HEADS, rows, taken, href)
