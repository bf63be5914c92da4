"""Conditions of a lawsuit (行政诉讼应诉): who stands in court, how many agents, when a judgment is in force."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.language import Text
from qingtian.procedures.guards.common import lack_until_over, lack_when_over
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.procedures.guards.remedies import FINE, fine_fits, no_heavier

#: given by the chapter: number of each reconsideration that upheld → code of the organ that did
UPHELD_BY = "upheld_by"
#: given by the chapter: how many agents a party may have
AGENTS = "agents_allowed"
APPEALS = ("court.appeal", "court.appeal_ruling")
ABSENT = ("staff", "lawyer")


@guard(
    "head_or_a_stated_reason",
    Text("负责人出席，不出席的说明理由", "the head attends, or the reason is stated"),
    needs_fields=True,
)
def head_or_a_stated_reason(context: GuardContext) -> Text | None:
    if context.fields["who"] not in ABSENT or context.fields.get("absent_because"):
        return None
    return Text("负责人应当出席；不能出席的，写明理由。", "The head attends; if not, state the reason.")


@guard("never_a_lawyer_alone", Text("不只由律师出席", "never a lawyer alone"), needs_fields=True)
def never_a_lawyer_alone(context: GuardContext) -> Text | None:
    if context.fields["who"] != "lawyer":
        return None
    return Text("不得只委托律师出席，应当有工作人员。", "A lawyer alone will not do; the organ's staff attends.")


@guard(
    "absent_head_has_authorised",
    Text("负责人不出席的，委托过工作人员", "an absent head has authorised staff"),
    needs_fields=True,
    rests_on=("authorise",),
)
def absent_head_has_authorised(context: GuardContext) -> Text | None:
    if context.fields["who"] not in ABSENT:
        return None
    if context.projection.has_done("authorise") and context.projection.facts.get("own_staff") is True:
        return None
    return Text(
        "负责人不出席的，先办委托，代理人里要有工作人员。", "Authorise agents first, with own staff among them."
    )


@guard(
    "heard_between_opening_and_today", Text("开庭日期在期间里", "the hearing lies within the matter"), needs_fields=True
)
def heard_between_opening_and_today(context: GuardContext) -> Text | None:
    held, opened = context.fields["held_on"], context.projection.opened_on or ""
    if opened <= held <= context.on.isoformat():
        return None
    return Text(f"日期要在收到（{opened}）以后、登记这天以前。", f"The day lies between {opened} and the day of entry.")


@guard(
    "upheld_names_the_joint_defendant",
    Text("复议维持的，复议机关是共同被告", "where it was upheld, the reconsideration organ is joint defendant"),
    needs_fields=True,
    needs_world=(UPHELD_BY,),
)
def upheld_names_the_joint_defendant(context: GuardContext) -> Text | None:
    after = context.fields.get("after") or {}
    if after and after.get("procedure") != "reconsideration":
        return Text("“复议编号”要写一件行政复议。", "That number is no reconsideration.")
    upheld: Mapping[str, str] = context.world.get(UPHELD_BY, {})
    organ = upheld.get(after.get("number", ""))
    joint = (context.fields.get("co_defendant") or {}).get("chain", [""])[-1]
    if organ is None or organ == joint:
        return None
    return Text(
        "复议维持的，复议机关是共同被告，写上。", "It was upheld: name the reconsideration organ as joint defendant."
    )


@guard(
    "no_more_agents_than_the_law_allows",
    Text("代理人不超过法定人数", "no more agents than the law allows"),
    needs_fields=True,
    needs_world=(AGENTS,),
)
def no_more_agents_than_the_law_allows(context: GuardContext) -> Text | None:
    lines = [line for line in str(context.fields["agents"]).splitlines() if line.strip()]
    allowed = context.world.get(AGENTS)
    if allowed is None or len(lines) <= allowed:
        return None
    return Text(
        f"代理人最多 {allowed} 人，写了 {len(lines)} 行。", f"{allowed} agents at most; {len(lines)} are named."
    )


@guard(
    "first_fine_only_with_a_change",
    Text("变更才有新罚款（一审）", "a new fine comes with a change, first instance"),
    needs_fields=True,
)
def first_fine_only_with_a_change(context: GuardContext) -> Text | None:
    return fine_fits(context, "first_outcome", "first_fine")


@guard(
    "no_heavier_at_first_instance",
    Text("一审不加重", "no heavier at first instance"),
    needs_fields=True,
    needs_world=(FINE,),
)
def no_heavier_at_first_instance(context: GuardContext) -> Text | None:
    return no_heavier(context, "first_fine")


@guard("appealed_in_time", Text("在上诉期限内", "within the time to appeal"))
def appealed_in_time(context: GuardContext) -> Text | None:
    over = Text("上诉期限 {due} 已过。", "The time to appeal ran out on {due}.")
    lacks = (lack_when_over(context, key, over) for key in _appeals(context))
    return next((lack for lack in lacks if lack), None)


@guard("time_to_appeal_is_over", Text("上诉期限已过", "the time to appeal is over"))
def time_to_appeal_is_over(context: GuardContext) -> Text | None:
    still = Text("上诉期限到 {due}，过了才生效。", "It can be appealed until {due}; it takes effect after that.")
    lacks = (lack_until_over(context, key, still) for key in _appeals(context))
    return next((lack for lack in lacks if lack), None)


def _appeals(context: GuardContext) -> list[str]:
    """The clocks of appeal that run now: a remanded suit has one of each judgment."""
    clocks = context.projection.clocks
    return [key for key in APPEALS if key in clocks and clocks[key].status == "running"]


@guard("outcome_is_the_first_one", Text("和一审结果一致", "the same as at first instance"), needs_fields=True)
def outcome_is_the_first_one(context: GuardContext) -> Text | None:
    facts = context.projection.facts
    same_fine = (context.fields.get("new_fine") or "") == (facts.get("first_fine") or "")
    if context.fields["outcome"] == facts.get("first_outcome") and same_fine:
        return None
    return Text("没有人上诉，生效的就是一审结果。", "Nobody appealed: what takes effect is the first judgment.")


@guard("second_judgment_fits_its_outcome", Text("二审和生效结果对得上", "the outcome fits"), needs_fields=True)
def second_judgment_fits_its_outcome(context: GuardContext) -> Text | None:
    second, outcome = context.fields["second"], context.fields.get("outcome")
    first = context.projection.facts.get("first_outcome")
    if second == "remanded":
        return Text("发回重审的还没有生效结果。", "Remanded: nothing is in force yet.") if outcome else None
    if outcome is None:
        return Text("写明生效结果。", "Say which outcome is in force.")
    if second != "changed":
        return outcome_is_the_first_one(context)
    if outcome != first or context.fields.get("new_fine"):
        return None
    return Text("改判的，结果要和一审不同。", "If it was changed, the outcome differs from the first one.")
