"""Conditions of an information request (政府信息公开申请): asked back once, third parties heard, grounds named."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.common import clock_is_over, lack_until_over, lack_when_over
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: last day to ask for completion, counted from the receipt
ASK_BACK_BY = "ask_back_by"
SUPPLEMENT, OPINION, ANSWER = (
    "remedies.supplement",
    "publication.third_party_opinion",
    "publication.information_request",
)
WITHHELD = ("refused", "partly")


@guard("asked_once", Text("只通知补正一次", "asked back once"))
def asked_once(context: GuardContext) -> Text | None:
    if not context.projection.has_done("ask_supplement"):
        return None
    return Text("已经通知补正过一次，补正是一次性的。", "It was asked back once already; that is done all at once.")


@guard("asked_back_in_time", Text("在通知补正的期限内", "within the time to ask back"), needs_world=(ASK_BACK_BY,))
def asked_back_in_time(context: GuardContext) -> Text | None:
    by = context.world.get(ASK_BACK_BY)
    if by is None or context.on.isoformat() <= by:
        return None
    return Text(f"通知补正的期限 {by} 已过。写明理由。", f"It could be asked back until {by}. Give the reason.")


@guard("supplement_after_today", Text("补正期限在今天之后", "the day lies after today"), needs_fields=True)
def supplement_after_today(context: GuardContext) -> Text | None:
    if context.fields["supplement_by"] > context.on.isoformat():
        return None
    return Text("补正的最后一天要在今天之后。", "The last day for it lies after today.")


@guard("supplement_is_overdue", Text("补正期限已过", "the time to complete it is over"))
def supplement_is_overdue(context: GuardContext) -> Text | None:
    still = Text("申请人可以补正到 {due}。", "The applicant may complete it until {due}.")
    return lack_until_over(context, SUPPLEMENT, still)


@guard("silent_only_after_the_time", Text("期限过了才算未提出", "silent only after the time"), needs_fields=True)
def silent_only_after_the_time(context: GuardContext) -> Text | None:
    if context.fields["opinion"] != "silent" or clock_is_over(context, OPINION):
        return None
    clock = context.projection.clocks.get(OPINION)
    due = clock.due if clock else "—"
    return Text(f"第三方可以提出意见到 {due}。", f"The third party may give its opinion until {due}.")


@guard("withheld_names_its_ground", Text("不公开的写明理由", "what is withheld names its ground"), needs_fields=True)
def withheld_names_its_ground(context: GuardContext) -> Text | None:
    withheld, ground = context.fields["outcome"] in WITHHELD, context.fields.get("ground")
    if withheld and not ground:
        return Text("全部或部分不公开的，选明理由。", "If anything is withheld, choose the ground.")
    if ground and not withheld:
        return Text("没有不公开的内容，就不选理由。", "Nothing is withheld, so there is no ground.")
    return None


@guard(
    "third_party_was_asked",
    Text("以第三方为由的，征求过意见", "a third party's harm was asked about"),
    needs_fields=True,
    rests_on=("consult",),
)
def third_party_was_asked(context: GuardContext) -> Text | None:
    if context.fields.get("ground") != "third_party" or context.projection.has_done("consult"):
        return None
    return Text("以第三方为由不公开的，先书面征求第三方意见。", "Ask the third party in writing first.")


@guard(
    "against_a_third_party_needs_public_interest",
    Text("第三方不同意仍公开的，写明公共利益", "against a third party only for the public interest"),
    needs_fields=True,
)
def against_a_third_party_needs_public_interest(context: GuardContext) -> Text | None:
    against = context.projection.facts.get("third_party_opinion") == "refuses"
    if not against or context.fields["outcome"] != "disclosed" or context.fields.get("public_interest"):
        return None
    return Text(
        "第三方有合理理由不同意；仍然公开的，写明不公开会对公共利益造成什么重大影响。",
        "The third party refuses with good reason: say what grave harm to the public withholding would do.",
    )


@guard("information_answered_in_time", Text("在答复期限内", "within the time to answer"))
def information_answered_in_time(context: GuardContext) -> Text | None:
    over = Text("答复期限 {due} 已过。写明迟延的理由。", "The time to answer ran out on {due}. Give the reason.")
    return lack_when_over(context, ANSWER, over)
