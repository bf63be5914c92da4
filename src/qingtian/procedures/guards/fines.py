"""Conditions of paying a fine later or in parts (延期、分期缴纳罚款, 行政处罚法 66)."""

from __future__ import annotations

from decimal import Decimal

from qingtian.enforcement.money import yuan
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: asked, it answers what of the fine is not paid, None where none is due
FINE_LEFT = "fine_left"


@guard(
    "fine_instalments_only_when_approved",
    Text("批准的写明每期，不批准的不写", "instalments where approved, none where not"),
    needs_fields=True,
)
def fine_instalments_only_when_approved(context: GuardContext) -> Text | None:
    approved = context.fields["instalments_decision"] == "approved"
    if approved and not (context.fields.get("instalments") and context.fields.get("pay_by")):
        return Text(
            "批准的，写明每期的日期和金额，以及最后一期是哪天。", "If approved, give each instalment and the last day."
        )
    if not approved and (context.fields.get("instalments") or context.fields.get("pay_by")):
        return Text("没有批准，就没有分期。", "Not approved: there are no instalments.")
    return None


@guard(
    "fine_instalments_add_up",
    Text("各期合计等于没有缴的罚款", "the instalments add up to what is left of the fine"),
    needs_fields=True,
    needs_world=(FINE_LEFT,),
)
def fine_instalments_add_up(context: GuardContext) -> Text | None:
    lines = context.fields.get("instalments") or ()
    asked = context.world.get(FINE_LEFT)
    left: Decimal | None = asked() if asked else None
    if left is None or left == 0:
        return Text("没有要缴的罚款。", "No fine is left to pay.")
    try:
        whole = sum((yuan(line["title"]) for line in lines), Decimal(0))
    except UnusableInput as refused:
        return refused.message
    if not lines or whole == left:
        return None
    return Text(
        f"各期合计 {whole:.2f} 元，没有缴的罚款是 {left:.2f} 元。",
        f"The instalments make {whole:.2f} yuan; {left:.2f} of the fine are left.",
    )


@guard("fine_instalments_after_today", Text("每期在今天之后", "every instalment lies after today"), needs_fields=True)
def fine_instalments_after_today(context: GuardContext) -> Text | None:
    days = [line["due"] for line in context.fields.get("instalments") or ()]
    if not days:
        return None
    if min(days) <= context.on.isoformat():
        return Text(f"{min(days)} 不在今天之后。", f"{min(days)} does not lie after today.")
    if max(days) != context.fields.get("pay_by"):
        return Text(f"最后一期是 {max(days)}。", f"The last instalment is on {max(days)}.")
    return None


@guard("fine_instalments_asked_for", Text("当事人申请在先", "the party applied first"), needs_fields=True)
def fine_instalments_asked_for(context: GuardContext) -> Text | None:
    served = str(context.projection.facts.get("served_on") or context.projection.opened_on)
    if served <= context.fields["applied_on"] <= context.on.isoformat():
        return None
    return Text("申请日期要在决定书送达以后、今天以前。", "The application lies between service and today.")
