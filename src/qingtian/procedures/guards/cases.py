"""Conditions of the five-ones case (五个一包案)."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.common import lack_until_over
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.procedures.positions import is_whole
from qingtian.procedures.projection import Projection

PERSONAL_ACTS: dict[str, Text] = {
    "inquire": Text("亲自过问", "inquire"),
    "coordinate": Text("亲自协调", "coordinate"),
    "inspect": Text("亲自督查", "inspect"),
    "handle": Text("亲自处理", "handle"),
}
#: rank of a county leader (县处级) in the scale of the people app
COUNTY_RANK = "county"


@guard(
    "no_other_open_case",
    Text("同一问题没有另一个在办的案", "no other open case on the problem"),
    needs_world=("same_problem",),
)
def no_other_open_case(context: GuardContext) -> Text | None:
    others = context.world.get("same_problem", ())
    if not others:
        return None
    numbers = "、".join(others)
    return Text(f"同一问题已有在办的案：{numbers}。", f"There is an open case on the same problem: {numbers}.")


@guard("leader_of_county_rank", Text("县级以上领导", "a leader of county rank or above"), needs_fields=True)
def leader_of_county_rank(context: GuardContext) -> Text | None:
    if context.fields["leader"].get("county_rank_or_above"):
        return None
    return Text("包案领导要是县级以上领导。", "The leader must be of county rank or above.")


@guard("leader_in_office", Text("当天在任", "in office that day"), needs_fields=True)
def leader_in_office(context: GuardContext) -> Text | None:
    if context.fields["leader"].get("person"):
        return None
    title = context.fields["leader"].get("post_title", {"zh": "这个岗位", "en": "this post"})
    return Text(
        f"{context.on} 没有人担任{title['zh']}，不能包案。", f"Nobody held the post “{title['en']}” on {context.on}."
    )


@guard("leader_is_another", Text("接任的是另一个人", "the successor is somebody else"), needs_fields=True)
def leader_is_another(context: GuardContext) -> Text | None:
    before = context.projection.relations.get("leader") or {}
    if (before.get("post"), before.get("person")) != (
        context.fields["leader"].get("post"),
        context.fields["leader"].get("person"),
    ):
        return None
    return Text("接任的就是现在的领导。", "That is the present leader.")


@guard("accepting_unit_differs", Text("验收单位不是整改单位", "accepting unit ≠ implementing unit"), needs_fields=True)
def accepting_unit_differs(context: GuardContext) -> Text | None:
    accepting, implementing = (context.fields[n]["chain"] for n in ("accepting", "implementing"))
    if implementing[-1] not in accepting:
        return None
    return Text(
        "缺验收单位：要与整改单位不同，也不能是它的下属。",
        "Missing: an accepting unit other than the implementing unit and not below it.",
    )


@guard("deadline_after_today", Text("时限在今天之后", "the deadline lies ahead"), needs_fields=True)
def deadline_after_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["deadline"]) > context.on:
        return None
    return Text("完成时限要在今天之后。", "The deadline must lie after the day of the act.")


@guard("new_deadline_when_relapsed", Text("反弹的要定新时限", "a relapse gets a new deadline"), needs_fields=True)
def new_deadline_when_relapsed(context: GuardContext) -> Text | None:
    if context.fields["relapse"] != "yes":
        return None
    deadline = context.fields.get("deadline")
    if not deadline or date.fromisoformat(deadline) <= context.on:
        return Text("反弹的要定一个今天之后的新时限。", "It has come back: set a new deadline after today.")
    return None


@guard(
    "dereliction_answered_when_relapsed",
    Text("反弹的要答有没有失职失责", "a relapse answers for dereliction"),
    needs_fields=True,
)
def dereliction_answered_when_relapsed(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["relapse"] != "yes" or (fields.get("dereliction") and fields.get("dereliction_reason")):
        return None
    return Text(
        "反弹的要答有没有发现失职失责，并写理由。", "It has come back: say whether a dereliction was found, and why."
    )


@guard("looker_is_another_unit", Text("不是整改单位", "not the implementing unit"), needs_fields=True)
def looker_is_another_unit(context: GuardContext) -> Text | None:
    if context.projection.organ("implementing") not in context.fields["looker"]["chain"]:
        return None
    return Text(
        "不能由整改单位自己或它的下属回头看。", "Neither the implementing unit nor one below it looks at its own work."
    )


def assigned_looker(projection: Projection) -> str | None:
    """The unit a look-back was assigned to since the case was last closed."""
    closed, assigned = (projection.done.get(act, ()) for act in ("close", "assign_look_back"))
    if not assigned or (closed and assigned[-1]["seq"] < closed[-1]["seq"]):
        return None
    return projection.organ("looker")


@guard("by_the_assigned_looker", Text("派给哪个单位就由哪个单位看", "by the unit it was assigned to"))
def by_the_assigned_looker(context: GuardContext) -> Text | None:
    looker = assigned_looker(context.projection)
    if looker is None or looker in context.actor.organ_chain:
        return None
    name = (context.projection.relations.get("looker") or {}).get("name") or {"zh": looker, "en": looker}
    return Text(f"回头看派给了{name['zh']}。", f"The look-back was assigned to: {name['en']}.")


@guard("after_photos_placed", Text("整改后照片有位置和时间", "photos after with position and time"), needs_fields=True)
def after_photos_placed(context: GuardContext) -> Text | None:
    photos, placed = context.fields.get("after") or [], context.fields.get("after_placed") or []
    if not photos:
        return Text("没有整改后的照片。", "There are no photos after.")
    whole = sum(1 for one in placed[: len(photos)] if is_whole(one))
    if whole >= len(photos):
        return None
    left = len(photos) - whole
    return Text("{n} 张整改后照片没有位置或时间。", "{n} photo(s) after without position or time.").format(n=left)


@guard("milestones_before_deadline", Text("节点不晚于时限", "milestones not after the deadline"), needs_fields=True)
def milestones_before_deadline(context: GuardContext) -> Text | None:
    deadline = context.fields.get("deadline") or context.projection.facts.get("deadline")
    late = [m["due"] for m in context.fields["milestones"] if deadline and m["due"] > deadline]
    if not late:
        return None
    return Text(f"节点 {late[0]} 晚于时限 {deadline}。", f"Milestone {late[0]} lies after the deadline {deadline}.")


@guard("liaison_brings_the_paper", Text("联络员代录要附纸", "a liaison brings the paper"), needs_fields=True)
def liaison_brings_the_paper(context: GuardContext) -> Text | None:
    actor = context.actor
    # a substitute acts from the post itself and signs for it; only a liaison writes down what another has done
    if not actor.for_post or actor.substitution or context.fields.get("evidence") or context.fields.get("signed"):
        return None
    return Text("联络员代录，要附领导签字的纸。", "Entered by a liaison: add the paper the leader signed.")


@guard("four_personal_acts", Text("四个亲自都有", "all four personal acts exist"), rests_on=tuple(PERSONAL_ACTS))
def four_personal_acts(context: GuardContext) -> Text | None:
    lacking = [title for act, title in PERSONAL_ACTS.items() if not context.projection.has_done(act)]
    if not lacking:
        return None
    return Text(
        "还缺：" + "、".join(t.zh for t in lacking) + "。",
        "Missing personal acts: " + ", ".join(t.en for t in lacking) + ".",
    )


def _is_higher(context: GuardContext) -> bool:
    return context.projection.facts.get("source_level") in ("central", "provincial")


@guard("higher_item", Text("中央或省级问题", "a central or provincial item"))
def higher_item(context: GuardContext) -> Text | None:
    return (
        None
        if _is_higher(context)
        else Text("市级问题不用初验，直接公示。", "A city item needs no preliminary acceptance.")
    )


@guard("announced_after_the_right_check", Text("该走的核查、初验都走了", "after the check its level asks for"))
def announced_after_the_right_check(context: GuardContext) -> Text | None:
    if not _is_higher(context) or context.projection.state == "preliminarily_accepted":
        return None
    return Text("中央、省级问题先要市里初验。", "A higher item needs the city's preliminary acceptance first.")


@guard(
    "cleared_for_the_public",
    Text("公示稿三审三校、保密审查、核准都过了", "the notice is read three times, reviewed and approved"),
    needs_world=("cleared",),
)
def cleared_for_the_public(context: GuardContext) -> Text | None:
    """A notice is published like everything else: through the one gate (唯一出口)."""
    if context.world.get("cleared"):
        return None
    return Text(
        "先在“公开”里拟“整改公示”稿，写明这个案的编号，走完三审三校、保密审查和核准。",
        "Draft the notice under Publishing first, with this case’s number, and take it through three readings, "
        "the review and the approval.",
    )


@guard(
    "says_what_was_cleared",
    Text("公示内容和核准的公示稿一字不差", "the notice says what was approved, word for word"),
    needs_fields=True,
    needs_world=("cleared",),
)
def says_what_was_cleared(context: GuardContext) -> Text | None:
    said, passed = str(context.fields["notice"]), str(context.world.get("cleared") or "")
    if not passed or said.split() == passed.split():
        return None
    return Text(
        "公示内容要和核准的公示稿一样；要改，先在“公开”里更正那份稿。",
        "The notice must say what was approved; to change it, correct the publication first.",
    )


def _open_objections(context: GuardContext) -> int:
    done = context.projection.done
    return len(done.get("object", ())) - len(done.get("answer_objection", ()))


@guard("objections_answered", Text("异议都答复了", "every objection is answered"))
def objections_answered(context: GuardContext) -> Text | None:
    open_ = _open_objections(context)
    if open_ <= 0:
        return None
    return Text("还有 {n} 条异议没有答复。", "{n} objection(s) not answered yet.").format(n=open_)


@guard("an_objection_is_open", Text("有没答复的异议", "an objection is open"))
def an_objection_is_open(context: GuardContext) -> Text | None:
    return None if _open_objections(context) > 0 else Text("没有待答复的异议。", "No objection awaits an answer.")


@guard("notice_period_over", Text("公示期满", "the notice period is over"))
def notice_period_over(context: GuardContext) -> Text | None:
    return lack_until_over(
        context,
        "cases.public_notice",
        Text("公示到 {due}，期满才能验收。", "On notice until {due}; acceptance comes after."),
    )


@guard("extended_once_before_deadline", Text("到期前、只一次", "before the deadline, once"))
def extended_once_before_deadline(context: GuardContext) -> Text | None:
    if context.projection.has_done("extend"):
        return Text("只能延期一次，已经延过。", "It may be extended once only, and has been.")
    deadline = context.projection.facts.get("deadline")
    if deadline and context.on > date.fromisoformat(deadline):
        return Text(
            f"时限 {deadline} 已过，不能再延期。", f"The deadline {deadline} has passed; it cannot be extended."
        )
    return None


@guard("accepting_authority", Text("中央、省级问题由省级部门验收", "a provincial department accepts higher items"))
def accepting_authority(context: GuardContext) -> Text | None:
    if not _is_higher(context) or context.actor.extra.get("organ_level") == "provincial":
        return None
    return Text("中央、省级问题由省级主管部门验收。", "A provincial department accepts central and provincial items.")


@guard("closing_authority", Text("按来源级别的销号机关", "the authority that closes at this level"))
def closing_authority(context: GuardContext) -> Text | None:
    wanted = "provincial" if _is_higher(context) else "city"
    if context.actor.extra.get("organ_level") == wanted:
        return None
    return (
        Text("中央、省级问题由省级督察办销号。", "The provincial office closes central and provincial items.")
        if wanted == "provincial"
        else Text("市级问题由市督察办销号。", "The city's inspection office closes city items.")
    )


@guard(
    "linked_petitions_answered",
    Text("相连的信访都答复了，没有不满意的", "linked petitions are answered, none dissatisfied"),
    needs_world=("open_petitions",),
)
def linked_petitions_answered(context: GuardContext) -> Text | None:
    open_ = context.world.get("open_petitions", ())
    if not open_:
        return None
    return Text(
        "相连的信访还没答复：" + "、".join(open_) + "。", "Linked petitions not answered: " + ", ".join(open_) + "."
    )
