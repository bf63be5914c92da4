"""Conditions of the review of closed files (案卷评查)."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: of each drawn file its handling unit, whether it was reviewed and whether it has findings
SAMPLED = "sampled"
#: given by the chapter: numbers of the mendings that are not done
NOT_MENDED = "not_mended"
#: files a unit; a larger sample is a count and no sample
MOST = 100


@guard("a_time_that_is_over", Text("办结的一段时间已经过去", "a time that is over"), needs_fields=True)
def a_time_that_is_over(context: GuardContext) -> Text | None:
    first, last = (date.fromisoformat(context.fields[name]) for name in ("first_day", "last_day"))
    if first > last:
        return Text("结束的一天早于开始的一天。", "The last day is before the first.")
    if last >= context.on:
        return Text("这一段还没有过完，候选案卷还会变。", "It is not over yet: the candidates would still change.")
    if not 1 <= context.fields["per_unit"] <= MOST:
        return Text(f"每个单位抽 1 到 {MOST} 卷。", f"From 1 to {MOST} files a unit.")
    return None


@guard("file_of_this_sample", Text("是抽出来的案卷", "a file of the sample"), needs_fields=True, needs_world=(SAMPLED,))
def file_of_this_sample(context: GuardContext) -> Text | None:
    if context.fields["file"].get("number") in context.world.get(SAMPLED, {}):
        return None
    return Text("这一卷不在抽出来的里面。", "This file was not drawn.")


@guard(
    "reviewed_by_another_unit",
    Text("由承办单位以外的单位评查", "reviewed by another unit than the handler"),
    needs_fields=True,
    needs_world=(SAMPLED,),
)
def reviewed_by_another_unit(context: GuardContext) -> Text | None:
    drawn = context.world.get(SAMPLED, {}).get(context.fields["file"].get("number"))
    if drawn is None or drawn["unit"] != context.actor.organ:
        return None
    return Text("自己单位承办的案卷，由别的单位评查。", "A file of one's own unit is reviewed by another one.")


@guard(
    "every_file_reviewed",
    Text("抽出来的每一卷都评查过", "every drawn file was reviewed"),
    needs_world=(SAMPLED,),
    rests_on=("review_file",),
)
def every_file_reviewed(context: GuardContext) -> Text | None:
    left = sorted(number for number, drawn in context.world.get(SAMPLED, {}).items() if not drawn["reviewed"])
    if not left:
        return None
    shown = "、".join(left[:5])
    return Text(f"还有 {len(left)} 卷没有评查：{shown}", f"{len(left)} are not reviewed yet: {shown}")


@guard(
    "result_fits_the_findings",
    Text("结果和发现的问题一致", "the result fits the findings"),
    needs_fields=True,
    needs_world=(SAMPLED,),
)
def result_fits_the_findings(context: GuardContext) -> Text | None:
    found = any(drawn["findings"] for drawn in context.world.get(SAMPLED, {}).values())
    if found == (context.fields["result"] == "mend"):
        return None
    if found:
        return Text("有案卷发现了问题，要退回整改。", "Some files have findings: they are returned.")
    return Text("没有发现问题，不用退回。", "There are no findings: nothing is returned.")


@guard(
    "every_unit_has_mended",
    Text("各单位都整改完、核对过", "every unit has mended and was checked"),
    needs_world=(NOT_MENDED,),
)
def every_unit_has_mended(context: GuardContext) -> Text | None:
    left = context.world.get(NOT_MENDED, ())
    if not left:
        return None
    numbers = "、".join(left)
    return Text(f"还没有核对完：{numbers}", f"Not checked yet: {numbers}")
