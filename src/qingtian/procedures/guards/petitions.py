"""Conditions of the petition procedure (信访举报)."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.common import lack_until_over, lack_when_over
from qingtian.procedures.guards.registry import GuardContext, guard

#: 信访工作条例第20条 sets the number; it stands in the law room as ``petitions.visit_representatives``
REPRESENTATIVES = "representatives_at_most"


@guard(
    "no_more_representatives_than_allowed",
    Text("多人走访，代表不超过规定人数", "a group visit has no more representatives than the rule allows"),
    needs_fields=True,
    needs_world=(REPRESENTATIVES,),
)
def no_more_representatives_than_allowed(context: GuardContext) -> Text | None:
    number, most = context.fields.get("representatives"), context.world.get(REPRESENTATIVES)
    if number is None or most is None or number <= most:
        return None
    return Text(
        f"代表最多 {most} 人，现填 {number} 人；来访照收，请改代表人数。",
        f"At most {most} representatives, {number} entered; the visit is still received, change the number.",
    )


@guard(
    "direction_when_diverted", Text("导入其他途径要写明去哪里", "where to go, when led elsewhere"), needs_fields=True
)
def direction_when_diverted(context: GuardContext) -> Text | None:
    if context.fields["class"] != "divert" or context.fields.get("where_to_go"):
        return None
    return Text("导入其他途径，要写明可以去哪里办。", "Led elsewhere: say where the person can go.")


#: a petition can carry others until its opinion is issued: they are answered with it
MAIN_STATES = frozenset({"received", "registered", "suggestion", "duty", "proper", "assigned", "accepted"})


@guard(
    "main_is_another_open_petition",
    Text("主件是另一件没办结、没并案的信访", "the main petition is another open, unmerged petition"),
    needs_fields=True,
)
def main_is_another_open_petition(context: GuardContext) -> Text | None:
    main = context.fields["main"]
    if main.get("same"):
        return Text("不能并入自己。", "A petition cannot be merged into itself.")
    if main.get("procedure") == "petition" and main.get("state") in MAIN_STATES:
        return None
    return Text(
        "主件要是一件还没有出意见、没并案的信访。",
        "The main must be an open petition without an opinion yet that is not merged itself.",
    )


@guard("objection_in_time", Text("在异议期内", "within the clock for objections"))
def objection_in_time(context: GuardContext) -> Text | None:
    return lack_when_over(
        context,
        "petitions.objection_to_assignment",
        Text("异议期 {due} 已过，应当受理。", "The time to object ended on {due}; it must be accepted."),
    )


@guard("raised_is_not_a_petition", Text("引出的是案件，不是信访", "what arises is a case"), needs_fields=True)
def raised_is_not_a_petition(context: GuardContext) -> Text | None:
    if context.fields["raised"].get("procedure") != "petition":
        return None
    return Text("这是信访件；同一件事请用并案。", "That is a petition; for the same matter use merge.")


@guard(
    "investigated", Text("承办单位至少有一次调查记录", "at least one inquiry by the handler"), rests_on=("investigate",)
)
def investigated(context: GuardContext) -> Text | None:
    handler = context.projection.organ("handler")
    if any(mark["organ"] == handler for mark in context.projection.done.get("investigate", ())):
        return None
    return Text("还缺：承办单位的一次调查记录。", "Missing: an inquiry by the handling organ on record.")


@guard("rating_period_over", Text("评价期已满", "the rating period is over"))
def rating_period_over(context: GuardContext) -> Text | None:
    return lack_until_over(
        context, "petitions.rating", Text("反映人 {due} 前可以评价。", "The reporter may rate until {due}.")
    )


@guard(
    "another_unit_than_before",
    Text("换一个没办过这件事的单位", "a unit that has not handled it before"),
    needs_fields=True,
    needs_world=("earlier_handlers",),
)
def another_unit_than_before(context: GuardContext) -> Text | None:
    earlier = {context.projection.organ("handler"), *context.world.get("earlier_handlers", ())}
    if context.fields["handler"]["chain"][-1] not in earlier:
        return None
    return Text("再办要换单位，办过这件事的不能再办。", "A second look goes to a unit that has not handled it before.")


@guard("review_request_in_time", Text("在期限内申请复查", "review asked for in time"))
def review_request_in_time(context: GuardContext) -> Text | None:
    return lack_when_over(
        context,
        "petitions.review_request",
        Text("申请复查的期限 {due} 已过。", "The time to ask for a review ended on {due}."),
    )


@guard("re_review_request_in_time", Text("在期限内申请复核", "re-review asked for in time"))
def re_review_request_in_time(context: GuardContext) -> Text | None:
    return lack_when_over(
        context,
        "petitions.re_review_request",
        Text("申请复核的期限 {due} 已过。", "The time to ask for a re-review ended on {due}."),
    )


@guard("re_review_request_over", Text("申请复核的期限已过", "the time to ask for a re-review is over"))
def re_review_request_over(context: GuardContext) -> Text | None:
    return lack_until_over(
        context,
        "petitions.re_review_request",
        Text("{due} 前还可以申请复核。", "A re-review may still be asked for until {due}."),
    )


#: open, and yet its reporter has the answer: the same trouble now is a new one, before the rating period is over, too
ANSWERED_STATES = frozenset({"replied", "second_look"})


@guard(
    "earlier_is_answered_or_over",
    Text("旧件是已答复或者已办结的信访", "the earlier petition is answered or closed"),
    needs_fields=True,
)
def earlier_is_answered_or_over(context: GuardContext) -> Text | None:
    earlier = context.fields["earlier"]
    over = not earlier.get("open") or earlier.get("state") in ANSWERED_STATES
    if earlier.get("procedure") == "petition" and over and not earlier.get("same"):
        return None
    return Text(
        "旧件要是另一件已答复或者已办结的信访。", "The earlier one must be another petition, answered or closed."
    )


@guard(
    "earlier_is_another_petition",
    Text("先前那件是另一件信访", "the earlier one is another petition"),
    needs_fields=True,
)
def earlier_is_another_petition(context: GuardContext) -> Text | None:
    earlier = context.fields["earlier"]
    if earlier.get("procedure") == "petition" and not earlier.get("same"):
        return None
    return Text("先前那件要是另一件信访。", "The earlier one must be another petition.")


@guard(
    "working_copy_alone", Text("只出示遮盖过的工作副本", "the covered working copy alone is shown"), needs_fields=True
)
def working_copy_alone(context: GuardContext) -> Text | None:
    if context.fields["copy"] == "working":
        return None
    return Text(
        "不得把反映人的身份和原话透露、转给被反映的人员或者单位；出示工作副本。",
        "Neither identity nor raw words may be passed to whoever is reported; show the working copy.",
    )
