"""Conditions of the people's congress' supervision (人大监督): whose congress, which meeting, how many signers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: codes of areas that have no congress
NO_CONGRESS = "areas_without_congress"
#: given by the chapter: organ code of each congress → code of its area
CONGRESSES = "congresses"
#: given by the chapter: (year, area) that have an annual report which is not cancelled
REPORTED = "annual_reports_of"
#: given by the chapter: SM3 of the drafts frozen for this matter
DRAFTS = "drafts_of_the_report"
#: given by the chapter: area code → how many must sign an interpellation, as the law says on the day
SIGNERS = "interpellation_signers"


def _area(context: GuardContext) -> str:
    return str(context.fields["area"]["chain"][-1])


def _day(context: GuardContext, name: str) -> date | None:
    found = context.fields.get(name)
    return date.fromisoformat(found) if found else None


@guard(
    "area_has_a_congress",
    Text("这个地方有人大", "the area has a congress"),
    needs_fields=True,
    needs_world=(NO_CONGRESS,),
)
def area_has_a_congress(context: GuardContext) -> Text | None:
    if _area(context) not in context.world.get(NO_CONGRESS, ()):
        return None
    name = Text.of(context.fields["area"]["name"])
    return Text(
        f"{name.zh}是园区，没有人大，也就没有这项职责；由所在的县级以上政府报告。",
        f"{name.en} is a zone: it has no congress and so no such duty; the government of the area it lies in reports.",
    )


@guard(
    "addressed_to_the_congress_of_the_area",
    Text("送这个地方自己的人大", "the congress of that very area"),
    needs_fields=True,
    needs_world=(CONGRESSES,),
)
def addressed_to_the_congress_of_the_area(context: GuardContext) -> Text | None:
    congresses: Mapping[str, str] = context.world.get(CONGRESSES, {})
    if congresses.get(context.fields["congress"]["chain"][-1]) == _area(context):
        return None
    return Text("人大常委会要选这个地方本级的。", "Choose the standing committee of that very area.")


@guard(
    "department_beside_the_government",
    Text("责任部门不是政府本级", "the department is not the government"),
    needs_fields=True,
)
def department_beside_the_government(context: GuardContext) -> Text | None:
    """The government sets the tasks and has them verified: it is neither the department nor below it."""
    if context.fields["department"]["chain"][-1] not in context.fields["government"]["chain"]:
        return None
    return Text("责任部门要写具体部门，不能写政府本级。", "Name the department itself, not the government.")


@guard("heard_within_the_year", Text("在自然年度内听取", "heard within the calendar year"), needs_fields=True)
def heard_within_the_year(context: GuardContext) -> Text | None:
    by, year = _day(context, "hear_by"), context.fields["year"]
    if by is not None and by.year == year:
        return None
    return Text(f"要在 {year} 年内听取，最晚 {year}-12-31。", f"It is heard within {year}: by {year}-12-31.")


@guard(
    "one_report_a_year",
    Text("一个地方一年一份", "one report a year and area"),
    needs_fields=True,
    needs_world=(REPORTED,),
)
def one_report_a_year(context: GuardContext) -> Text | None:
    number = context.world.get(REPORTED, {}).get((context.fields["year"], _area(context)))
    if number is None:
        return None
    return Text(f"这一年的报告已经立项：{number}。", f"The report of that year is open already: {number}.")


@guard("digest_of_a_draft", Text("是这一件的草稿", "a draft of this matter"), needs_fields=True, needs_world=(DRAFTS,))
def digest_of_a_draft(context: GuardContext) -> Text | None:
    if context.fields["digest"] in context.world.get(DRAFTS, ()):
        return None
    return Text("没有这份草稿；请在起草页上冻结。", "There is no such draft; freeze one on the drafting page.")


@guard("a_draft_is_frozen", Text("草稿数字已冻结", "a draft is frozen"), rests_on=("freeze_draft",))
def a_draft_is_frozen(context: GuardContext) -> Text | None:
    if context.projection.has_done("freeze_draft"):
        return None
    return Text("先在起草页上冻结草稿的数字。", "Freeze the figures of the draft first, on the drafting page.")


@guard("delegated_in_writing", Text("委托报告的附书面委托", "a delegate brings the delegation"), needs_fields=True)
def delegated_in_writing(context: GuardContext) -> Text | None:
    if context.fields["reporter"] != "delegate" or context.fields.get("delegation"):
        return None
    return Text("部门负责人作报告要附政府的书面委托。", "A department reports only with the delegation in writing.")


@guard("meeting_not_before_today", Text("会议不早于今天", "the meeting is not past"), needs_fields=True)
def meeting_not_before_today(context: GuardContext) -> Text | None:
    day = _day(context, "meeting_on")
    if day is not None and day >= context.on:
        return None
    return Text("日期不能早于今天。", "The day cannot lie before today.")


@guard("meeting_is_another_day", Text("和原来的日期不同", "another day than before"), needs_fields=True)
def meeting_is_another_day(context: GuardContext) -> Text | None:
    if context.fields["meeting_on"] != context.projection.facts.get("meeting_on"):
        return None
    return Text("新日期和原来一样。", "That is the day it has already.")


@guard("held_on_the_day_of_the_meeting", Text("会议当天或之后记录", "on the day of the meeting or after"))
def held_on_the_day_of_the_meeting(context: GuardContext) -> Text | None:
    day = context.projection.facts.get("meeting_on")
    if day is None or context.on.isoformat() >= day:
        return None
    return Text(
        f"会议定在 {day}，还没有开；改期请先记“改期”。",
        f"It is set for {day} and has not been held; if it was moved, say so first.",
    )


@guard("items_after_today", Text("要办的事期限在今天之后", "what is to be done is due after today"), needs_fields=True)
def items_after_today(context: GuardContext) -> Text | None:
    early = [one["due"] for one in context.fields.get("items") or () if one["due"] <= context.on.isoformat()]
    if not early:
        return None
    return Text(f"期限 {early[0]} 不在今天之后。", f"The day {early[0]} does not lie after today.")


@guard("resolution_names_its_day", Text("决议写明报告期限", "a resolution names the day to report"), needs_fields=True)
def resolution_names_its_day(context: GuardContext) -> Text | None:
    day, decided = _day(context, "report_by"), bool(context.fields.get("resolution"))
    if decided and (day is None or day <= context.on):
        return Text("有决议的，写明决议规定的报告期限，在今天之后。", "Give the day the resolution sets, after today.")
    if day is not None and not decided:
        return Text("没有决议就没有决议期限。", "Without a resolution there is no such day.")
    return None


@guard("answer_not_before_today", Text("答复日期不早于今天", "the day of the answer is not past"), needs_fields=True)
def answer_not_before_today(context: GuardContext) -> Text | None:
    day = _day(context, "answer_by")
    return (
        None
        if day is not None and day >= context.on
        else Text("日期不能早于今天。", "The day cannot lie before today.")
    )


@guard("enough_signers", Text("联名人数够", "enough signers"), needs_fields=True, needs_world=(SIGNERS,))
def enough_signers(context: GuardContext) -> Text | None:
    needed: Any = context.world.get(SIGNERS, {}).get(_area(context))
    if needed is None or context.fields["signers"] >= needed:
        return None
    return Text(
        f"这一级的质询案要 {needed} 人以上联名。", f"At this level an interpellation needs {needed} signers or more."
    )


@guard("majority_of_the_signers", Text("提出者过半数不满意", "a majority of the signers"), needs_fields=True)
def majority_of_the_signers(context: GuardContext) -> Text | None:
    signers = int(context.projection.facts["signers"])
    said = context.fields["dissatisfied"]
    if said > signers:
        return Text(f"提出者只有 {signers} 人。", f"There are only {signers} signers.")
    if 2 * said > signers:
        return None
    return Text(f"{signers} 名提出者要过半数不满意。", f"More than half of the {signers} signers must be dissatisfied.")
