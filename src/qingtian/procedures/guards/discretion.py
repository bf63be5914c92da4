"""Conditions of weighing a fine (处罚法 34, 45, 57; 处罚办法 41)."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.penalties import sum_of
from qingtian.procedures.guards.registry import GuardContext, guard

#: from the prior notice on the fine may only fall; a new notice with new facts is the act ``notify``
AFTER_NOTICE = frozenset({"notified", "heard", "legally_reviewed", "discussed"})


@guard("weighed_sums_are_sums", Text("计算值和建议罚款是金额", "both are sums of money"), needs_fields=True)
def weighed_sums_are_sums(context: GuardContext) -> Text | None:
    for name in ("computed_fine", "proposed_fine"):
        if sum_of(context.fields.get(name)) is None:
            return Text("计算值和建议罚款写成金额，最多到分。", "Write both sums in yuan, to the fen at most.")
    return None


@guard(
    "departure_is_reasoned_and_deliberated",
    Text("偏离计算值有理由、经集体讨论", "a departure has reasons and was deliberated"),
    needs_fields=True,
)
def departure_is_reasoned_and_deliberated(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields.get("direction") == "as_computed":
        if sum_of(fields.get("computed_fine")) == sum_of(fields.get("proposed_fine")) or fields.get("departure"):
            return None
        return Text("按计算值的，建议罚款应当等于计算值。", "As computed means the computed sum.")
    if fields.get("departure") and fields.get("deliberated"):
        return None
    return Text(
        "偏离计算值要写明理由和哪次集体讨论。", "A departure from the computed fine needs its reasons and the meeting."
    )


@guard(
    "weighed_no_heavier_than_notified", Text("告知以后不加重", "nothing is added after the notice"), needs_fields=True
)
def weighed_no_heavier_than_notified(context: GuardContext) -> Text | None:
    if context.projection.state not in AFTER_NOTICE:
        return None
    noticed, now = sum_of(context.projection.facts.get("fine")), sum_of(context.fields.get("proposed_fine"))
    if noticed is None or now is None or now <= noticed:
        return None
    return Text(
        f"高于告知的 {noticed} 元：不得因陈述申辩、听证加重。",
        f"Above the {noticed} yuan notified: a defence or hearing never adds.",
    )
