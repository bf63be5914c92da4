"""Guards of the kernel's own acts, and conditions on clocks that chapters share."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard


def clock_is_over(context: GuardContext, key: str) -> bool:
    """Whether the clock's last day lies before the day of the act."""
    clock = context.projection.clocks.get(key)
    return clock is not None and context.on > date.fromisoformat(clock.due)


def lack_until_over(context: GuardContext, key: str, missing: Text) -> Text | None:
    """Nothing once the clock has run out; before that, the sentence with its last day."""
    clock = context.projection.clocks.get(key)
    return None if clock_is_over(context, key) else missing.format(due=clock.due if clock else "—")


def lack_when_over(context: GuardContext, key: str, missing: Text) -> Text | None:
    """Nothing while the clock still runs; after its last day, the sentence with that day."""
    clock = context.projection.clocks.get(key)
    return missing.format(due=clock.due) if clock and clock_is_over(context, key) else None


@guard(
    "voidable",
    Text("只能作废最后一个改变状态的动作，或不改变状态的动作", "only the last moving act, or one that moves nothing"),
    needs_fields=True,
    needs_world=("voidable",),
)
def voidable(context: GuardContext) -> Text | None:
    number, allowed = context.fields["number"], context.world.get("voidable", ())
    if number in allowed:
        return None
    numbers = "、".join(str(n) for n in allowed) or "—"
    return Text(
        f"第 {number} 个动作不能作废。能作废的：{numbers}。后面的动作先更正。",
        f"Act {number} cannot be voided. Can be voided: {numbers}. Correct the later acts first.",
    )


LONGEST_SAFE_TITLE = 60  # characters; a longer one would tell what the paper says


@guard("safe_title_is_short", Text("题名不写内容", "the title tells nothing of the content"), needs_fields=True)
def safe_title_is_short(context: GuardContext) -> Text | None:
    title = str(context.fields["safe_title"])
    if len(title) <= LONGEST_SAFE_TITLE and "\n" not in title:
        return None
    return Text(
        f"题名写一行、{LONGEST_SAFE_TITLE} 字以内，不写内容。",
        f"Keep the title to one line of {LONGEST_SAFE_TITLE} characters, without the content.",
    )


@guard("kept_not_after_today", Text("存放日期不在以后", "in the safe by the day of the act"), needs_fields=True)
def kept_not_after_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["kept_on"]) <= context.on:
        return None
    return Text("存放日期不能在这一动作之后。", "The day cannot lie after the act.")


@guard(
    "own_act_or_below",
    Text("本单位或下属单位的动作", "an act of the chief's own organ or of one below it"),
    needs_fields=True,
    needs_world=("acted_by",),
)
def own_act_or_below(context: GuardContext) -> Text | None:
    if context.actor.organ in context.world.get("acted_by", {}).get(context.fields["number"], ()):
        return None
    return Text(
        "那是别的单位的动作，由那个单位或它上级的负责人更正。",
        "That is another organ's act; its chief, or one above it, corrects it.",
    )


@guard(
    "edition_has_state",
    Text("新版程序里要有现在这个状态", "the other edition must know the present state"),
    needs_fields=True,
    needs_world=("editions",),
)
def edition_has_state(context: GuardContext) -> Text | None:
    states = context.world.get("editions", {}).get(context.fields["edition"])
    if states and context.projection.state in states:
        return None
    return Text("没有这一版，或那一版没有现在的状态。", "No such edition, or it does not know the present state.")
