"""Conditions of a damage claim up to its assessment (损害赔偿：线索、立案、评估)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from qingtian.enforcement.compensation_ledger import sum_or_zero
from qingtian.enforcement.losses import read_sheet, total
from qingtian.enforcement.money import yuan
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.periods import months_after
from qingtian.procedures.guards.common import lack_when_over
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: codes of the governments that may claim
CLAIMANTS = "claimant_governments"
#: given by the chapter: numbers of other claims on the same matter
SAME_CLAIMS = "claims_on_the_same_matter"
#: given by the chapter: days of earlier damages by the same obligor
EARLIER = "earlier_damages"
#: given by the chapter from the law room, for the day of the act
FIGURES = "compensation_figures"
#: given by the chapter: the day the limitation ends
LIMITATION = "limitation_ends"
#: given by the chapter: what the obligor is called, where a party is known
OBLIGOR_NAMES = "obligor_names"
_PLACE = re.compile(r"(-?\d{1,3}(?:\.\d{1,8})?)\s*[,，]\s*(-?\d{1,2}(?:\.\d{1,8})?)")
SIMPLE = ("experts", "files")


def place_of(words: str) -> tuple[Decimal, Decimal] | None:
    """Longitude and latitude of ``102.712345,25.012345``; None where that is no place on earth.

    >>> place_of("102.7,25.01")
    (Decimal('102.7'), Decimal('25.01'))
    """
    found = _PLACE.fullmatch(words.strip())
    if found is None:
        return None
    longitude, latitude = Decimal(found[1]), Decimal(found[2])
    return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None


def not_a_sum(words: object, *, zero: bool = False) -> Text | None:
    """The sentence why these words are no sum of money; nothing where they are one or are left out."""
    if words in (None, ""):
        return None
    try:
        (sum_or_zero if zero else yuan)(str(words).replace(",", ""))
    except UnusableInput as wrong:
        return wrong.message
    return None


def lies_ahead_of(context: GuardContext, name: str, words: Text) -> Text | None:
    """The sentence where the day entered lies after the day of the act."""
    return None if context.fields[name] <= context.on.isoformat() else words


def lies_behind_of(context: GuardContext, name: str, words: Text) -> Text | None:
    """The sentence where the day entered does not lie after the day of the act."""
    return None if context.fields[name] > context.on.isoformat() else words


@guard("clue_found_by_today", Text("发现线索的日期不在以后", "found by today"), needs_fields=True)
def clue_found_by_today(context: GuardContext) -> Text | None:
    words = Text("发现线索的日期不能在以后。", "The clue cannot be found in the future.")
    return lies_ahead_of(context, "found_on", words)


@guard(
    "claimant_is_government",
    Text("权利人是省级、市级政府", "the claimant is a provincial or city government"),
    needs_fields=True,
    needs_world=(CLAIMANTS,),
)
def claimant_is_government(context: GuardContext) -> Text | None:
    if context.fields["claimant"]["chain"][-1] in context.world.get(CLAIMANTS, ()):
        return None
    return Text(
        "赔偿权利人是省级或市级人民政府，部门受它指定办理。",
        "The claimant is a provincial or city government, which designates the bureau.",
    )


@guard("site_is_a_place", Text("坐标写得对", "the place is on earth"), needs_fields=True)
def site_is_a_place(context: GuardContext) -> Text | None:
    given = context.fields.get("site_at")
    if not given or place_of(given):
        return None
    return Text("坐标写成“经度,纬度”，如 102.712345,25.012345。", "Write the place as longitude,latitude.")


@guard("estimate_is_a_sum", Text("估计数是金额", "the estimate is a sum"), needs_fields=True)
def estimate_is_a_sum(context: GuardContext) -> Text | None:
    return not_a_sum(context.fields.get("estimate"), zero=True)


@guard("earlier_damage_lies_before", Text("前次损害在这次以前", "the earlier damage lies before"), needs_fields=True)
def earlier_damage_lies_before(context: GuardContext) -> Text | None:
    earlier, found = context.fields.get("earlier_on"), context.projection.facts["found_on"]
    if not earlier or earlier < found:
        return None
    return Text(f"前次损害要在 {found} 以前。", f"The earlier damage lies before {found}.")


@guard("checked_in_time", Text("在初步核查期限内", "within the time for the preliminary check"))
def checked_in_time(context: GuardContext) -> Text | None:
    over = Text("初步核查应当在 {due} 前完成。", "The preliminary check was due by {due}.")
    return lack_when_over(context, "compensation.preliminary_check", over)


@guard("another_than_who_checked", Text("审批的不是核查的人", "approved by another than who checked"))
def another_than_who_checked(context: GuardContext) -> Text | None:
    if not took_part(context.actor, context.projection.done.get("check_clue", ())):
        return None
    return Text("这条线索是您核查的，换一个人审批。", "You checked this clue; somebody else approves.")


@guard("not_claimed_already", Text("没有另案索赔", "not claimed in another case"), needs_world=(SAME_CLAIMS,))
def not_claimed_already(context: GuardContext) -> Text | None:
    """No double claim: one damage is claimed in one case."""
    others = context.world.get(SAME_CLAIMS, ())
    if not others:
        return None
    numbers = "、".join(others)
    return Text(f"同一件已在索赔：{numbers}。", f"The same matter is claimed already: {numbers}.")


@guard("limitation_runs", Text("诉讼时效没过", "the limitation still runs"), needs_world=(LIMITATION,))
def limitation_runs(context: GuardContext) -> Text | None:
    ends: date | None = context.world.get(LIMITATION)
    if ends is None or context.on <= ends:
        return None
    return Text(f"诉讼时效到 {ends} 已经届满。", f"The limitation ended on {ends}.")


@guard("slight_says_of_which_kind", Text("显著轻微的写明哪一种", "clearly slight names its kind"), needs_fields=True)
def slight_says_of_which_kind(context: GuardContext) -> Text | None:
    if context.fields["ground"] != "clearly_slight" or context.fields.get("slight_as"):
        return None
    return Text("显著轻微的，选金额很小还是没有明显影响。", "Say whether the amount is tiny or no effect is visible.")


def in_red_line(context: GuardContext) -> Text | None:
    """Why a damage in a red-line area is never clearly slight."""
    if context.projection.facts.get("red_line") != "yes":
        return None
    return Text("在生态保护红线区域内的，不算显著轻微。", "In a red-line area no damage is clearly slight.")


def second_in_the_window(context: GuardContext) -> Text | None:
    """Why a second damage by one obligor within the window is not clearly slight; the last day counts in."""
    found = date.fromisoformat(context.projection.facts["found_on"])
    known = context.projection.facts.get("earlier_on")
    earlier: Iterable[date] = (*context.world.get(EARLIER, ()), *([date.fromisoformat(known)] if known else ()))
    years = context.world[FIGURES]["slight_years"]
    within = sorted(day for day in earlier if day <= found <= months_after(day, 12 * years))
    if not within:
        return None
    day = within[-1]
    return Text(
        f"同一义务人 {day} 有过损害，{years} 年内第二次，不算显著轻微。",
        f"The same obligor did damage on {day}: a second time within {years} years is not clearly slight.",
    )


@guard("not_slight_in_a_red_line_area", Text("红线区域内不算轻微", "not slight in a red-line area"), needs_fields=True)
def not_slight_in_a_red_line_area(context: GuardContext) -> Text | None:
    return in_red_line(context) if context.fields["ground"] == "clearly_slight" else None


@guard(
    "not_slight_the_second_time",
    Text("规定年限内第二次不算轻微", "not slight the second time within the years"),
    needs_fields=True,
    needs_world=(EARLIER, FIGURES),
)
def not_slight_the_second_time(context: GuardContext) -> Text | None:
    return second_in_the_window(context) if context.fields["ground"] == "clearly_slight" else None


@guard(
    "end_not_slight_where_it_counts",
    Text("红线区域内、规定年限内第二次不算轻微", "not slight in a red-line area or the second time"),
    needs_fields=True,
    needs_world=(EARLIER, FIGURES),
)
def end_not_slight_where_it_counts(context: GuardContext) -> Text | None:
    if context.fields["ended_as"] != "clearly_slight":
        return None
    return in_red_line(context) or second_in_the_window(context)


@guard(
    "procurator_is_told", Text("检察机关移送的要告知结果", "the procuratorate is told of its clue"), needs_fields=True
)
def procurator_is_told(context: GuardContext) -> Text | None:
    if context.projection.facts["source"] != "procurator" or context.fields.get("told_procurator"):
        return None
    return Text("检察机关移送的线索，写明怎样告知它结果。", "The procuratorate sent this clue: say how it was told.")


@guard("assessment_day_lies_ahead", Text("评估期限在以后", "the assessment is due later"), needs_fields=True)
def assessment_day_lies_ahead(context: GuardContext) -> Text | None:
    return lies_behind_of(context, "assess_by", Text("评估期限要在今天以后。", "The assessment is due after today."))


@guard("losses_readable", Text("损失清单写得完整", "each head of loss is complete"), needs_fields=True)
def losses_readable(context: GuardContext) -> Text | None:
    try:
        read_sheet(context.fields["losses"])
    except UnusableInput as wrong:
        where = wrong.where or ""
        return Text(f"{wrong.message.zh}（{where}）", f"{wrong.message.en} ({where})")
    return None


@guard("losses_add_up", Text("合计分毫不差", "the sum is exact"), needs_fields=True)
def losses_add_up(context: GuardContext) -> Text | None:
    try:
        exact, given = total(read_sheet(context.fields["losses"])), yuan(context.fields["total"].replace(",", ""))
    except UnusableInput as wrong:
        return wrong.message
    if exact == given:
        return None
    return Text(f"各项相加是 {exact}，不是 {given}。", f"The heads add up to {exact}, not {given}.")


@guard(
    "investigation_reported", Text("调查报告写过", "the investigation was reported"), rests_on=("report_investigation",)
)
def investigation_reported(context: GuardContext) -> Text | None:
    if context.projection.has_done("report_investigation"):
        return None
    return Text("先写调查报告。", "Report the investigation first.")


@guard("sheet_of_losses_entered", Text("损失清单填过", "the sheet of losses is entered"), rests_on=("enter_losses",))
def sheet_of_losses_entered(context: GuardContext) -> Text | None:
    if context.projection.has_done("enter_losses"):
        return None
    return Text("先填损失清单。", "Enter the sheet of losses first.")


@guard(
    "appraiser_unrelated",
    Text("评估的和义务人没有利害关系", "the appraiser is unrelated to the obligor"),
    needs_fields=True,
)
def appraiser_unrelated(context: GuardContext) -> Text | None:
    own = context.fields["appraiser"].strip() in context.world.get(OBLIGOR_NAMES, ())
    if context.fields["unrelated"] == "yes" and not own:
        return None
    return Text("评估机构和专家不能和赔偿义务人有利害关系。", "The appraiser must be unrelated to the obligor.")


@guard("appraiser_qualified", Text("机构有资质", "the body is qualified"), needs_fields=True)
def appraiser_qualified(context: GuardContext) -> Text | None:
    if context.fields["way"] in SIMPLE or context.fields.get("qualification"):
        return None
    return Text("委托鉴定评估的，写明机构的资质。", "Name the qualification of the appraising body.")


@guard(
    "simple_within_limit",
    Text("简易评估不超过限额", "a simple assessment stays within its limit"),
    needs_fields=True,
    needs_world=(FIGURES,),
)
def simple_within_limit(context: GuardContext) -> Text | None:
    """The limit itself is within it; the province may raise it, up to another limit, by a paper that is named."""
    fields, figures = context.fields, context.world[FIGURES]
    if fields["way"] not in SIMPLE or "total" not in context.projection.facts:
        return None
    if wrong := _adjustment(context):
        return wrong
    limit = yuan(fields["adjusted_limit"].replace(",", "")) if fields.get("adjusted_limit") else figures["simple"]
    loss = yuan(str(context.projection.facts["total"]).replace(",", ""))
    if loss <= limit:
        return None
    return Text(
        f"损害 {loss} 元，超过简易评估上限 {limit} 元。",
        f"The damage of {loss} yuan is above the limit for a simple assessment, {limit} yuan.",
    )


def _adjustment(context: GuardContext) -> Text | None:
    given, most = context.fields.get("adjusted_limit"), context.world[FIGURES]["adjusted"]
    if not given:
        return None
    if wrong := not_a_sum(given):
        return wrong
    if not context.fields.get("adjusted_by"):
        return Text("写明省里哪份文件调整了上限。", "Name the paper by which the province adjusted the limit.")
    if yuan(given.replace(",", "")) <= most:
        return None
    return Text(f"调整后的上限不能超过 {most} 元。", f"The adjusted limit is at most {most} yuan.")


@guard("simple_is_undisputed", Text("简易评估要事实简单、无争议", "simple only where undisputed"), needs_fields=True)
def simple_is_undisputed(context: GuardContext) -> Text | None:
    if context.fields["way"] not in SIMPLE or context.projection.facts.get("undisputed") == "yes":
        return None
    return Text(
        "简易评估要事实简单、责任认定无争议。",
        "A simple assessment needs simple facts and undisputed liability.",
    )


@guard(
    "experts_enough_and_odd",
    Text("专家够数、单数", "enough experts, an odd number"),
    needs_fields=True,
    needs_world=(FIGURES,),
)
def experts_enough_and_odd(context: GuardContext) -> Text | None:
    least, number = context.world[FIGURES]["experts"], context.fields.get("experts") or 0
    if context.fields["way"] != "experts" or (number >= least and number % 2):
        return None
    return Text(f"专家不少于 {least} 人、单数。", f"At least {least} experts, an odd number.")
