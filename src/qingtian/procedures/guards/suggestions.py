"""Conditions of deputies' suggestions and CPPCC proposals (建议提案办理)."""

from __future__ import annotations

from collections.abc import Mapping

from qingtian.language import Text
from qingtian.procedures.guards.common import lack_when_over
from qingtian.procedures.guards.registry import GuardContext, guard

WRONG_ADDRESSEE = "cppcc.wrong_addressee"
#: the first deadline of either kind; one of them runs
FIRST_DEADLINES = ("congress.suggestion_reply", "cppcc.proposal_reply")
#: given by the chapter: names of the co-handling units whose view is not in
VIEWS_MISSING = "views_missing"
#: given by the chapter: numbers of the publications about this item
PUBLICATIONS = "publications_of_the_item"


@guard("returned_in_time", Text("在可以退回的期限内", "within the time to return it"))
def returned_in_time(context: GuardContext) -> Text | None:
    over = Text(
        "退回要在 {due} 以前，已经过了，由本单位办理。", "It could be returned until {due}; the unit handles it."
    )
    return lack_when_over(context, WRONG_ADDRESSEE, over)


@guard("assigned_by_another_organ", Text("交办机关不是主办单位", "assigned by another organ"), needs_fields=True)
def assigned_by_another_organ(context: GuardContext) -> Text | None:
    assigner = context.fields.get("assigner") or context.projection.relations.get("assigner") or {}
    if context.fields["lead"]["chain"][-1] not in assigner.get("chain", ()):
        return None
    return Text(
        "主办单位不能是交办机关自己或它的上级。", "The lead unit cannot be the assigning organ or one above it."
    )


@guard("difficult_once_before_the_deadline", Text("原期限届满前、只一次", "before the first deadline, once"))
def difficult_once_before_the_deadline(context: GuardContext) -> Text | None:
    if context.projection.has_done("declare_difficult"):
        return Text("已经定过一次。", "It was declared once already.")
    over = Text("原期限 {due} 已过，不能再定为难办件。", "The first deadline, {due}, has passed.")
    lacks = (lack_when_over(context, key, over) for key in FIRST_DEADLINES)
    return next((lack for lack in lacks if lack), None)


@guard(
    "talk_between_assignment_and_today", Text("面商在交办以后", "the talk came after the assignment"), needs_fields=True
)
def talk_between_assignment_and_today(context: GuardContext) -> Text | None:
    held, opened = context.fields["held_on"], context.projection.opened_on or ""
    if opened <= held <= context.on.isoformat():
        return None
    return Text(
        f"面商要在交办（{opened}）以后、登记这天以前。", f"The talk lies between {opened} and the day of entry."
    )


@guard(
    "talked_before_the_answer",
    Text("答复前面商过", "the proposer was talked with before the answer"),
    rests_on=("talk",),
)
def talked_before_the_answer(context: GuardContext) -> Text | None:
    """Before a second answer there is another talk: what was said before the dissatisfaction does not count."""
    done = context.projection.done
    dissatisfied = max((mark["seq"] for mark in done.get("feedback", ())), default=0)
    if any(mark["seq"] > dissatisfied for mark in done.get("talk", ())):
        return None
    if dissatisfied:
        return Text("反馈不满意以后还没有再面商。", "There was no talk since the dissatisfaction.")
    return Text("答复前还没有面商。", "There was no talk with the proposer yet.")


@guard("co_handlers_heard", Text("会办意见都到了", "every co-handler's view is in"), needs_world=(VIEWS_MISSING,))
def co_handlers_heard(context: GuardContext) -> Text | None:
    missing: tuple[Mapping[str, str], ...] = context.world.get(VIEWS_MISSING, ())
    if not missing:
        return None
    zh, en = "、".join(name["zh"] for name in missing), ", ".join(name["en"] for name in missing)
    return Text(f"会办意见还没到：{zh}。", f"Views still missing: {en}.")


@guard("class_a_has_evidence", Text("A 类要有依据", "class A has evidence"), needs_fields=True)
def class_a_has_evidence(context: GuardContext) -> Text | None:
    if context.fields["class"] != "A" or context.fields.get("evidence"):
        return None
    return Text("定为 A（已解决）的，写明解决的依据。", "Class A (solved) needs the evidence.")


@guard("class_b_has_commitments", Text("B 类写明承诺", "class B has dated commitments"), needs_fields=True)
def class_b_has_commitments(context: GuardContext) -> Text | None:
    if context.fields["class"] != "B" or context.fields.get("commitments"):
        return None
    return Text("定为 B（逐步解决）的，写明哪天做到什么。", "Class B (planned) says what is done by which day.")


@guard("commitments_lie_ahead", Text("承诺的日期在以后", "commitments lie ahead"), needs_fields=True)
def commitments_lie_ahead(context: GuardContext) -> Text | None:
    past = [one["due"] for one in context.fields.get("commitments") or () if one["due"] <= context.on.isoformat()]
    if not past:
        return None
    return Text(f"承诺的日期 {past[0]} 已经过了。", f"The commitment of {past[0]} does not lie ahead.")


@guard("less_than_open_has_a_reason", Text("不公开的有理由", "less than open has a reason"), needs_fields=True)
def less_than_open_has_a_reason(context: GuardContext) -> Text | None:
    if context.fields["publicity"] == "open" or context.fields.get("publicity_reason"):
        return None
    return Text("不公开或部分公开的，写明理由。", "If it is not fully open, give the reason.")


@guard("answer_is_open", Text("公开属性是公开或部分公开", "the answer is open or partly open"))
def answer_is_open(context: GuardContext) -> Text | None:
    if context.projection.facts.get("publicity") in ("open", "partly"):
        return None
    return Text("这一件的公开属性是不公开。", "This answer is marked not open.")


@guard(
    "answer_through_the_gate",
    Text("公开稿已经发布", "its publication is on the public pages"),
    needs_fields=True,
    needs_world=(PUBLICATIONS,),
)
def answer_through_the_gate(context: GuardContext) -> Text | None:
    reference = context.fields["publication"]
    if reference.get("procedure") != "publication" or reference.get("state") != "published":
        return Text("要写一份已经发布的公开稿的编号。", "Give the number of a publication on the public pages.")
    if reference.get("number") in context.world.get(PUBLICATIONS, ()):
        return None
    return Text("那份公开稿不是关于这一件的。", "That publication is not about this item.")


@guard("feedback_recorded", Text("反馈登记过", "the feedback is recorded"), rests_on=("feedback",))
def feedback_recorded(context: GuardContext) -> Text | None:
    if context.projection.state == "fed_back":
        return None
    return Text("还没有登记反馈；征询意见表收不回来的写明情况。", "No feedback is recorded; say why there is none.")
