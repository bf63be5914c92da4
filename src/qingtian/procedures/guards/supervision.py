"""Conditions of the supervision ladder (督办阶梯): whose power a step is, its days, its publication.

The bureau's own steps rest on city rules; the suspension of approvals (限批办法, code article 158), the special
inspection and the interview of code article 159 are powers of the province and above: a city proposes or carries out.
"""

from __future__ import annotations

from datetime import date, timedelta

from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

POWERS: dict[str, Text] = {
    "issued_here": Text("本机关发出的", "issued by this organ"),
    "proposed_upward": Text("建议上级采取的，权限在上级", "proposed to the higher organ, whose power it is"),
    "received_from_above": Text("上级发来的，权限在上级", "received from the higher organ, whose power it is"),
}
#: levels of organs that may suspend approvals or hold a special inspection
HIGHER_LEVELS = frozenset({"central", "provincial"})
QUARTER_MONTHS = 3


def _power(context: GuardContext) -> str:
    return str(context.projection.facts.get("power") or "")


def _higher(context: GuardContext) -> Text:
    """The higher organ by its name, where it is recorded."""
    name = (context.projection.relations.get("higher") or {}).get("name")
    return Text.of(name) if name else Text("上级机关", "the higher organ")


@guard("issued_here", Text("本机关发出的才行", "only of what this organ issues"))
def issued_here(context: GuardContext) -> Text | None:
    power = _power(context)
    if power == "issued_here":
        return None
    organ = _higher(context)
    return Text(
        f"这一件是{POWERS[power].zh}（{organ.zh}）。这一步由{organ.zh}做，我方只登记它的决定。",
        f"This one is {POWERS[power].en} ({organ.en}). This step is theirs; only their decision is recorded here.",
    )


@guard("not_the_drafter", Text("签发的不是拟稿的人", "issued by another person than the drafter"))
def not_the_drafter(context: GuardContext) -> Text | None:
    """Two pairs of eyes on every paper of the ladder: a house rule and no law."""
    if not took_part(context.actor, context.projection.done.get("draft", ())):
        return None
    return Text("这一稿是您拟的，换一个人签发。", "You drafted this paper; somebody else issues it.")


@guard("proposed_upward", Text("建议上级采取的才行", "only of what is proposed upward"))
def proposed_upward(context: GuardContext) -> Text | None:
    power = _power(context)
    if power == "proposed_upward":
        return None
    return Text(
        f"这一件是{POWERS[power].zh}，不用报上级决定。", f"This one is {POWERS[power].en}; nothing is proposed upward."
    )


@guard("power_above", Text("权限在上级的才行", "only of what a higher organ decides"))
def power_above(context: GuardContext) -> Text | None:
    power = _power(context)
    if power in ("proposed_upward", "received_from_above"):
        return None
    return Text(
        "这一件是本机关发出的，解除、延期由本机关自己决定，不登记上级的。",
        "This one was issued by this organ, which lifts or extends it itself; there is no higher decision to record.",
    )


@guard(
    "power_is_told", Text("上级的要写明是谁、什么文号", "what is from above names organ and number"), needs_fields=True
)
def power_is_told(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["power"] == "issued_here":
        return None
    if not fields.get("higher"):
        return Text("写明是哪个上级机关。", "Name the higher organ.")
    if fields["power"] == "received_from_above" and not fields.get("higher_number"):
        return Text("上级发来的，写明它的文号。", "Give the number of the paper received.")
    return None


@guard(
    "issued_by_its_level",
    Text("有这项权限的一级才能发", "issued only at the level that has the power"),
    needs_fields=True,
)
def issued_by_its_level(context: GuardContext) -> Text | None:
    power = context.fields.get("power") or _power(context)
    if power != "issued_here" or context.actor.extra.get("organ_level") in HIGHER_LEVELS:
        return None
    return Text(
        "这是省级以上的权限，本机关不能自己发，可以建议上级采取。",
        "This is a power of the province and above: this organ cannot issue it and may propose it upward.",
    )


@guard("decided_by_today", Text("决定日期不在以后", "the decision is not in the future"), needs_fields=True)
def decided_by_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["decided_on"]) <= context.on:
        return None
    return Text("上级的决定日期不能在以后。", "The day of the decision cannot lie in the future.")


@guard(
    "figures_with_air", Text("空气变差的，附数字和措施", "worsening air: with figures and measures"), needs_fields=True
)
def figures_with_air(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["trigger"] != "air" or (fields.get("figures") and fields.get("measures")):
        return None
    return Text(
        "空气变差的提醒函，要附数字和措施清单。",
        "A letter on worsening air carries the figures and a list of measures.",
    )


@guard("reply_day_after_today", Text("回复日期在今天以后", "the day to reply lies ahead"), needs_fields=True)
def reply_day_after_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["reply_by"]) > context.on:
        return None
    return Text("回复日期要在今天以后。", "The day to reply by must lie after today.")


def end_of_next_quarter(day: date) -> date:
    """The last day of the quarter after the one ``day`` lies in."""
    index = day.year * 4 + (day.month - 1) // QUARTER_MONTHS + 2
    return date(index // 4, index % 4 * QUARTER_MONTHS + 1, 1) - timedelta(days=1)


@guard(
    "next_quarter_is_named",
    Text("评估的，写下季度最后一天", "a review names the end of the next quarter"),
    needs_fields=True,
)
def next_quarter_is_named(context: GuardContext) -> Text | None:
    fields, end = context.fields, end_of_next_quarter(context.on).isoformat()
    if fields["review"] == "none":
        if context.projection.facts.get("trigger") != "air":
            return None
        return Text("空气变差的，下季度必须评估效果。", "Of worsening air, the effect is always reviewed next quarter.")
    if fields.get("next_quarter_ends") == end:
        return None
    return Text(f"下季度最后一天是 {end}。", f"The next quarter ends on {end}.")


@guard("next_quarter_is_over", Text("下季度过完了", "the next quarter is over"))
def next_quarter_is_over(context: GuardContext) -> Text | None:
    end = context.projection.facts.get("next_quarter_ends")
    if not end:
        return Text("这份提醒函没有定效果评估。", "This letter set no review of its effect.")
    if context.on > date.fromisoformat(end):
        return None
    return Text(f"下季度到 {end} 才过完。", f"The next quarter is over after {end}.")


@guard(
    "effect_is_reviewed",
    Text("该评估的评估过了", "the effect was reviewed where one was set"),
    rests_on=("review_effect",),
)
def effect_is_reviewed(context: GuardContext) -> Text | None:
    if context.projection.facts.get("review") != "next_quarter" or context.projection.has_done("review_effect"):
        return None
    return Text("先评估下季度的效果，再办结。", "Review the effect of the next quarter first.")


@guard("interview_day_after_today", Text("约谈日期在今天以后", "the interview lies ahead"), needs_fields=True)
def interview_day_after_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["planned_on"]) > context.on:
        return None
    return Text("约谈日期要在今天以后。", "The day of the interview must lie after today.")


@guard("new_deadline_when_returned", Text("退回的定新时限", "a return sets a new deadline"), needs_fields=True)
def new_deadline_when_returned(context: GuardContext) -> Text | None:
    if context.fields["result"] != "returned":
        return None
    deadline = context.fields.get("deadline")
    if deadline and date.fromisoformat(deadline) > context.on:
        return None
    return Text("退回的，写今天以后的新时限。", "A return names a new deadline after today.")


@guard("made_public", Text("整改情况公开了", "the rectification was made public"), rests_on=("publish",))
def made_public(context: GuardContext) -> Text | None:
    if context.projection.has_done("publish"):
        return None
    return Text("先公开整改情况，再办结。", "Make the rectification public first.")


@guard("listing_extended_once", Text("到期前、只一次", "before the end, once"), needs_fields=True)
def listing_extended_once(context: GuardContext) -> Text | None:
    done, clock = context.projection, context.projection.clocks.get("supervision.listed")
    if done.has_done("extend") or done.has_done("record_extension"):
        return Text("已经延期过一次。", "It has been extended once already.")
    if clock is None or context.on > date.fromisoformat(clock.due):
        due = clock.due if clock else "—"
        return Text(f"期限 {due} 已过，不能再延。", f"It ended on {due} and cannot be extended any more.")
    if context.fields["until"] > clock.due:
        return None
    return Text(f"要延到 {clock.due} 以后。", f"The new day must lie after {clock.due}.")
