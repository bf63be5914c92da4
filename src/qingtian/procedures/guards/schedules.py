"""Conditions of the monthly schedule (整改月调度) and of leaders' instructions (批示督办)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from qingtian.language import Text
from qingtian.procedures.guards.common import lack_until_over
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: codes of the organs that still owe a row of the month
OWING = "owing_organs"
#: given by the chapter: SM3 of the table as it would be merged now
TABLE = "table_sm3"
#: given by the chapter: sets of columns that are declared
COLUMNS = "column_sets"
WHOLE = 100
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def first_of(month: str) -> date | None:
    """The first day of a month written ``2026-11``; None for anything else.

    >>> first_of("2026-11")
    datetime.date(2026, 11, 1)
    """
    return date.fromisoformat(f"{month}-01") if _MONTH.fullmatch(month) and month > "0001" else None


@guard("this_month_or_the_last", Text("本月或上个月", "this month or the one before"), needs_fields=True)
def this_month_or_the_last(context: GuardContext) -> Text | None:
    first = first_of(str(context.fields["month"]))
    if first is None:
        return Text("月份写成 2026-11 这样。", "Write the month as 2026-11.")
    this = context.on.replace(day=1)
    if first in (this, (this - timedelta(days=1)).replace(day=1)):
        return None
    return Text("只能调度本月或上个月。", "A schedule is opened for this month or the one before.")


@guard("system_names_the_office", Text("系统开始的写明汇总单位", "the system names the office"), needs_fields=True)
def system_names_the_office(context: GuardContext) -> Text | None:
    """An officer opens a month for the own office and no other; the system goes on for one that it names."""
    if (context.actor.kind == "system") == bool(context.fields.get("office")):
        return None
    return Text("人开始的，汇总单位就是本单位。", "Opened by an officer, the merging office is the officer’s own.")


@guard(
    "the_unit_owes", Text("该单位还有没填的", "that organ still owes a row"), needs_fields=True, needs_world=(OWING,)
)
def the_unit_owes(context: GuardContext) -> Text | None:
    if context.fields["unit"]["chain"][-1] in context.world.get(OWING, ()):
        return None
    return Text("这个单位没有欠填的，不用催。", "That organ owes nothing: there is nothing to chase.")


@guard("fill_day_is_over", Text("填报日已过", "the day to fill in by is over"))
def fill_day_is_over(context: GuardContext) -> Text | None:
    words = Text("填报日是 {due}，还没有过。", "The day to fill in by is {due}; it is not over.")
    return lack_until_over(context, "schedules.filling", words)


@guard(
    "table_is_what_was_filled",
    Text("汇总的正是填报的", "the table holds what was filled in"),
    needs_fields=True,
    needs_world=(TABLE,),
)
def table_is_what_was_filled(context: GuardContext) -> Text | None:
    files = context.fields["table"]
    if len(files) == 1 and files[0].get("sm3") == context.world.get(TABLE):
        return None
    words = "预览以后又有人填了，或者表不是系统汇总的。请重新打开汇总页。"
    return Text(words, "Somebody filled in after the preview, or the table is another one. Open the preview again.")


@guard(
    "columns_are_declared", Text("表样有声明", "a declared set of columns"), needs_fields=True, needs_world=(COLUMNS,)
)
def columns_are_declared(context: GuardContext) -> Text | None:
    known = context.world.get(COLUMNS, ())
    if context.fields["columns"] in known:
        return None
    said = "、".join(known)
    return Text(f"没有这个表样。有的是：{said}", f"No such set of columns. There are: {said}")


@guard("percent_of_a_hundred", Text("完成比例在 0 到 100 之间", "a percentage from 0 to 100"), needs_fields=True)
def percent_of_a_hundred(context: GuardContext) -> Text | None:
    percent = context.fields.get("percent")
    if percent is None or 0 <= percent <= WHOLE:
        return None
    return Text("完成比例写 0 到 100。", "Give the percentage from 0 to 100.")


@guard("behind_says_why", Text("滞后的写明困难", "who is behind says why"), needs_fields=True)
def behind_says_why(context: GuardContext) -> Text | None:
    if context.fields.get("pace") != "behind" or context.fields.get("difficulty"):
        return None
    return Text("进度滞后的，写明困难。", "Behind the plan: say what the difficulty is.")


def _by_today(context: GuardContext, field: str, lack: Text) -> Text | None:
    return lack if date.fromisoformat(context.fields[field]) > context.on else None


@guard("instructed_by_today", Text("批示日期不在以后", "instructed by the day of the act"), needs_fields=True)
def instructed_by_today(context: GuardContext) -> Text | None:
    return _by_today(
        context, "instructed_on", Text("批示日期不能在以后。", "The instruction cannot lie in the future.")
    )


@guard("reported_by_today", Text("报告日期不在以后", "reported by the day of the act"), needs_fields=True)
def reported_by_today(context: GuardContext) -> Text | None:
    return _by_today(context, "reported_on", Text("报告日期不能在以后。", "The report cannot lie in the future."))


@guard("returned_has_a_day", Text("退回的有新的办理时限", "what is returned has a new day"), needs_fields=True)
def returned_has_a_day(context: GuardContext) -> Text | None:
    if context.fields["result"] != "returned":
        return None
    day = context.fields.get("deadline")
    if day and date.fromisoformat(day) > context.on:
        return None
    return Text("退回的写明新的办理时限，在今天之后。", "Give a new day after today for what is returned.")
