"""Conditions of publishing (信息公开发布): different persons, no marks, no leader's name without a decision."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.secrecy import Mark, mark_in_text

#: acts that set the text anew: what was read before them was read of another text
FRESH_TEXT = ("draft", "revise", "amend")
READINGS = ("read_1", "read_2", "read_3")
ONE_PERSON = Text("拟稿、三审、保密审查要由不同的人", "drafting, three readings and the review by different people")


def _last(context: GuardContext, acts: tuple[str, ...]) -> int:
    """The number of the latest of these acts; 0 when none was done."""
    return max((mark["seq"] for act in acts for mark in context.projection.done.get(act, ())), default=0)


def _persons(context: GuardContext, acts: tuple[str, ...], since: int) -> list[tuple[str, int | None]]:
    """Who did these acts from that number on: act and person."""
    done = context.projection.done
    return [(a, m["by"].get("person_id")) for a in acts for m in done.get(a, ()) if m["seq"] >= since]


def _drafters(context: GuardContext) -> list[int | None]:
    """Everybody who wrote the text now being read."""
    start = _last(context, ("draft", "amend"))
    return [person for _, person in _persons(context, FRESH_TEXT, start)]


@guard("another_person", ONE_PERSON, rests_on=FRESH_TEXT)
def another_person(context: GuardContext) -> Text | None:
    me = context.actor.person_id
    if me in _drafters(context):
        return Text("拟稿的人不能审自己的稿，请换一个人。", "Who drafted does not read it: somebody else must.")
    if me in [person for _, person in _persons(context, READINGS, _last(context, FRESH_TEXT))]:
        return Text("您已经审过这一稿，下一道要换一个人。", "You have read this text; the next step is another's.")
    return None


@guard("approver_neither_drafted_nor_reviewed", Text("核准人没有拟稿、没有做保密审查", "neither drafter nor reviewer"))
def approver_neither_drafted_nor_reviewed(context: GuardContext) -> Text | None:
    reviewers = [person for _, person in _persons(context, ("review",), _last(context, FRESH_TEXT))]
    if context.actor.person_id not in [*_drafters(context), *reviewers]:
        return None
    return Text("拟稿和保密审查的人不能核准，请换一个人。", "Who drafted or reviewed does not approve.")


@guard("read_and_reviewed", Text("这一稿三审三校和保密审查都有", "this very text read three times and reviewed"))
def read_and_reviewed(context: GuardContext) -> Text | None:
    """Asked again at every gate of the road, whatever state the matter claims to be in."""
    steps = [marks[-1] for act in (*READINGS, "review") if (marks := context.projection.done.get(act))]
    order = [_last(context, FRESH_TEXT), *(step["seq"] for step in steps)]
    people = {step["by"].get("person_id") for step in steps}
    whole = len(steps) == len(people) == len(READINGS) + 1
    if whole and order == sorted(set(order)):
        return None
    return Text("这一稿还没有走完三审三校和保密审查。", "This text lacks three readings or the confidentiality review.")


@guard("text_without_mark", Text("文中没有密级、内部标志", "no secrecy or internal mark"), needs_fields=True)
def text_without_mark(context: GuardContext) -> Text | None:
    texts = [str(context.fields.get(name) or "") for name in ("subject", "text")]
    if all(mark_in_text(text) in (None, Mark.OPEN) for text in texts):
        return None
    return Text("文中有密级或“内部”标志，不能公开。", "The text carries a secrecy or internal mark.")


@guard(
    "leaders_by_decision",
    Text("领导姓名要有记录的决定", "a leader's name needs a recorded decision"),
    needs_fields=True,
    needs_world=("leaders",),
)
def leaders_by_decision(context: GuardContext) -> Text | None:
    decided = context.fields.get("leader_decision") or context.projection.facts.get("leader_decision")
    text = "\n".join(str(context.fields.get(name) or "") for name in ("subject", "text"))
    named = sorted({name for name in context.world.get("leaders", ()) if name in text})
    if not named or decided:
        return None
    return Text(
        f"写了领导姓名（{'、'.join(named)}），没有记录的决定不能公开。写岗位，或填是哪份决定。",
        f"A leader is named ({', '.join(named)}) without a recorded decision. Write the post, or give the decision.",
    )


def _is_standing(context: GuardContext) -> bool:
    return (context.fields.get("kind") or context.projection.facts.get("kind")) == "standing"


@guard("standing_says_what", Text("长期公开决定要写清数据", "a standing decision names its data"), needs_fields=True)
def standing_says_what(context: GuardContext) -> Text | None:
    if _is_standing(context) == bool(context.fields.get("kinds")):
        return None
    return Text(
        "长期公开决定要选公开哪些数据，别的稿子不选。",
        "A standing decision names its data; others name none.",
    )


@guard("is_standing", Text("是长期公开决定", "a standing decision"))
def is_standing(context: GuardContext) -> Text | None:
    return None if _is_standing(context) else Text("这份稿子用“发布”。", "Use “Publish” for this one.")


@guard("not_standing", Text("不是长期公开决定", "no standing decision"))
def not_standing(context: GuardContext) -> Text | None:
    return (
        Text("长期公开决定用“长期公开生效”。", "A standing decision is put in force.")
        if _is_standing(context)
        else None
    )


@guard("ground_given", Text("隐去、不公开要写依据", "a ground for masking or withholding"), needs_fields=True)
def ground_given(context: GuardContext) -> Text | None:
    conclusion, ground = context.fields["conclusion"], context.fields.get("ground")
    if conclusion in ("masked", "withheld") and not ground:
        return Text("隐去或不公开，要选依据哪一条。", "Masking or withholding needs its ground.")
    return None


@guard(
    "masks_occur",
    Text("要隐去的词在文中", "the words to be masked occur in the text"),
    needs_fields=True,
    needs_world=("text",),
)
def masks_occur(context: GuardContext) -> Text | None:
    masks = [line.strip() for line in str(context.fields.get("masks") or "").splitlines() if line.strip()]
    if (context.fields["conclusion"] == "masked") != bool(masks):
        return Text("结论是隐去的，逐行写要隐去的词；别的结论不写。", "List the words to be masked, and only then.")
    absent = [mask for mask in masks if mask not in context.world.get("text", "")]
    if not absent:
        return None
    return Text(f"文中没有：{'、'.join(absent)}。", f"Not in the text: {', '.join(absent)}.")


@guard(
    "told_decision_in_force", Text("公开的决定有效", "the decision it tells of is in force"), needs_world=("told_lack",)
)
def told_decision_in_force(context: GuardContext) -> Text | None:
    """Asked of publications about a penalty or a measure; of others the world holds nothing."""
    lack: Text | None = context.world.get("told_lack")
    return lack
