"""Conditions of joint meetings with police, procuratorate and court (联席会议)."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: numbers of agreed items that were fed back; given by the chapter
FED_BACK = "items_fed_back"


@guard("item_was_agreed", Text("议定过这一项", "the item was agreed"), needs_fields=True)
def item_was_agreed(context: GuardContext) -> Text | None:
    agreed = context.projection.facts.get("agreed") or ()
    if 1 <= context.fields["item"] <= len(agreed):
        return None
    return Text(f"议定事项共 {len(agreed)} 项。", f"{len(agreed)} item(s) were agreed.")


@guard("every_item_fed_back", Text("议定事项都有反馈", "every item was fed back"), needs_world=(FED_BACK,))
def every_item_fed_back(context: GuardContext) -> Text | None:
    agreed = context.projection.facts.get("agreed") or ()
    lacking = sorted(set(range(1, len(agreed) + 1)) - set(context.world.get(FED_BACK, ())))
    if not lacking:
        return None
    numbers = ", ".join(str(one) for one in lacking)
    return Text(f"还没有反馈：第 {numbers} 项。", f"No feedback yet: item(s) {numbers}.")
