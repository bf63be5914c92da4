"""Conditions of a penalty case up to its review: filing, limitation, who investigates, evidence (处罚办法 18–40).

What the records know comes in ``world`` from the chapter: the numbers of the law on the day, the posts that enforce,
the present keeper of every item of evidence, and how limitation is reckoned.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from qingtian.enforcement.money import yuan
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures.guards.common import lack_when_over
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: numbers of the law, posts that enforce, keepers by item, and the function of limitation
NUMBERS, ENFORCERS, KEEPERS, LIMITATION = "penalty_numbers", "penalty_enforcers", "evidence_keepers", "limitation"
#: acts by which somebody investigates
INVESTIGATING = ("begin_investigation", "add_evidence", "preserve_evidence", "report_investigation")
TEAM = ("lead_officer", "second_officer")
REVIEW_POINTS = frozenset({"jurisdiction", "facts", "evidence", "procedure", "limitation", "law"})


def known(context: GuardContext, name: str) -> Any:
    """What the act says of it, else what the matter knows."""
    return context.fields.get(name, context.projection.facts.get(name))


def sum_of(written: Any) -> Decimal | None:
    """A sum of money as it was written; None where there is none or it cannot be read."""
    try:
        return yuan(str(written)) if written else None
    except QingtianError:
        return None


def day_of(context: GuardContext, name: str) -> date | None:
    """A day of the act or of the matter."""
    written = known(context, name)
    return date.fromisoformat(written) if written else None


def _not_after(context: GuardContext, name: str, zh: str, en: str) -> Text | None:
    day = day_of(context, name)
    return Text(f"{zh}不能在今天以后。", f"{en} cannot lie in the future.") if day and day > context.on else None


@guard("discovered_by_today", Text("发现日期不在以后", "discovered by today"), needs_fields=True)
def discovered_by_today(context: GuardContext) -> Text | None:
    return _not_after(context, "discovered_on", "发现日期", "The day of discovery")


@guard("act_not_after_today", Text("行为终了日不在发现之后", "the act ended by today"), needs_fields=True)
def act_not_after_today(context: GuardContext) -> Text | None:
    return _not_after(context, "act_on", "违法行为终了日", "The last day of the act")


@guard("clue_is_checked", Text("做过初步审查", "the clue was checked"), rests_on=("check_clue",))
def clue_is_checked(context: GuardContext) -> Text | None:
    if context.projection.has_done("check_clue"):
        return None
    return Text("先做初步审查，逐项写明立案条件。", "Check the clue first, condition by condition.")


@guard(
    "filing_test_is_passed",
    Text("有初步证据、应予处罚、属本机关管辖", "initial evidence, punishable, own jurisdiction"),
)
def filing_test_is_passed(context: GuardContext) -> Text | None:
    facts = context.projection.facts
    conditions = (
        ("initial_evidence", Text("没有初步证据", "no initial evidence")),
        ("punishable", Text("依法不应处罚", "not punishable")),
        ("own_jurisdiction", Text("不属于本机关管辖", "not within own jurisdiction")),
    )
    lacking = [words for name, words in conditions if not facts.get(name)]
    if not lacking:
        return None
    return Text(
        f"立案条件不齐：{'、'.join(w.zh for w in lacking)}。不予立案，或者补充后重新审查。",
        f"Conditions of filing are missing: {', '.join(w.en for w in lacking)}. Decline, or check again.",
    )


def out_of_time(context: GuardContext) -> date | None:
    """The last day the act could still be found, where it was found after it (computed; 处罚法 36, 法典 1054)."""
    act_on, found = day_of(context, "act_on"), day_of(context, "discovered_on")
    if act_on is None or found is None or act_on > context.on:
        return None
    last: date = context.world[LIMITATION](act_on, str(known(context, "harm") or "none")).last_day
    return last if found > last else None


@guard("found_within_limitation", Text("在追责时效以内发现", "found within limitation"), needs_world=(LIMITATION,))
def found_within_limitation(context: GuardContext) -> Text | None:
    last = out_of_time(context)
    if last is None:
        return None
    return Text(
        f"追责时效到 {last}，发现时已经超过，不再给予处罚。",
        f"The act could be punished where found by {last}; it was found later.",
    )


@guard(
    "really_out_of_time",
    Text("以超过时效为由的，系统算出确已超过", "out of time only where it is so reckoned"),
    needs_fields=True,
    needs_world=(LIMITATION,),
)
def really_out_of_time(context: GuardContext) -> Text | None:
    if "out_of_time" not in (context.fields.get("ground"), context.fields.get("outcome")) or out_of_time(context):
        return None
    return Text(
        "按行为终了日和发现日计算，没有超过追责时效。", "By the day of the act and of discovery it is not out of time."
    )


@guard("filed_within_its_days", Text("在立案审查期限以内", "within the days to file"))
def filed_within_its_days(context: GuardContext) -> Text | None:
    words = Text("立案审查 {due} 已经到期。", "The days to file ended on {due}.")
    return lack_when_over(context, "penalty.filing", words)


@guard("receiver_is_named", Text("移送的写明接收机关", "a hand-over names the organ"), needs_fields=True)
def receiver_is_named(context: GuardContext) -> Text | None:
    if context.fields.get("ground") != "transferred_admin" or context.fields.get("receiving_organ"):
        return None
    return Text("写明移送哪个机关。", "Name the organ it is handed to.")


def _persons(context: GuardContext, *names: str) -> list[str | None]:
    return [(context.fields.get(name) or {}).get("person") for name in names]


@guard(
    "two_qualified_officers",
    Text("两名以上有执法资格的人员", "two qualified officers or more"),
    needs_fields=True,
    needs_world=(NUMBERS, ENFORCERS),
)
def two_qualified_officers(context: GuardContext) -> Text | None:
    posts = [context.fields[name]["post"] for name in TEAM]
    persons = {person for person in _persons(context, *TEAM) if person}
    least = context.world[NUMBERS]["officers"]
    if len(persons) < least:
        return Text(f"调查人员不少于 {least} 名，且不是同一人。", f"At least {least} different officers investigate.")
    if all(post in context.world[ENFORCERS] for post in posts):
        return None
    return Text("调查人员要有行政执法资格（办案人员岗位）。", "The officers must hold posts that enforce.")


@guard("no_interest_in_the_case", Text("没有利害关系", "no interest in the case"), needs_fields=True)
def no_interest_in_the_case(context: GuardContext) -> Text | None:
    if context.fields.get("no_interest"):
        return None
    return Text(
        "与本案有直接利害关系的，应当回避，换人。", "Whoever has an interest in the case withdraws; name another."
    )


@guard("another_officer_beside", Text("有另一名执法人员在场", "another officer was there"), needs_fields=True)
def another_officer_beside(context: GuardContext) -> Text | None:
    name = "second_officer" if "second_officer" in context.fields else "with_officer"
    beside = context.fields[name]
    enforcers = context.world.get(ENFORCERS, frozenset())
    own = {context.actor.extra.get("person_code"), context.actor.extra.get("for_person_code")} - {None}
    if beside.get("person") and beside["person"] not in own and beside["post"] in enforcers:
        return None
    return Text(
        "要有另一名有执法资格的人员，一个人不能调查。", "Another qualified officer must be there; one alone cannot."
    )


@guard("cards_are_shown", Text("出示了执法证件", "cards were shown"), needs_fields=True)
def cards_are_shown(context: GuardContext) -> Text | None:
    if context.fields.get("shown_id"):
        return None
    return Text("没有出示执法证件的，不能作为合法取得。", "Nothing is taken lawfully without showing the cards.")


def is_one_of_the_investigators(context: GuardContext) -> bool:
    """The actor did an act of the investigation, or is recorded among the investigators."""
    done, relations = context.projection.done, context.projection.relations
    marks = [mark for act in INVESTIGATING for mark in done.get(act, ())]
    own = {context.actor.extra.get("person_code"), context.actor.extra.get("for_person_code")} - {None}
    team = {(relations.get(name) or {}).get("person") for name in TEAM}
    return took_part(context.actor, marks) or bool(own & team)


@guard("is_an_investigator", Text("本案的办案人员", "an investigator of this case"))
def is_an_investigator(context: GuardContext) -> Text | None:
    relations = context.projection.relations
    team = {(relations.get(name) or {}).get("person") for name in TEAM}
    if context.actor.extra.get("person_code") in team:
        return None
    return Text(
        "由本案的主办、协办人员做；换人先“更换办案人员”。", "For the investigators of this case; change them first."
    )


@guard("is_no_investigator", Text("不是本案的调查人员", "not an investigator of this case"), rests_on=INVESTIGATING)
def is_no_investigator(context: GuardContext) -> Text | None:
    if not is_one_of_the_investigators(context):
        return None
    return Text(
        "调查人员不能审查、审核自己办的案，也不能主持听证。",
        "An investigator can neither review the case nor chair its hearing.",
    )


@guard("is_simplified", Text("当场处罚的才要备案", "only a penalty on the spot"), rests_on=("punish_on_the_spot",))
def is_simplified(context: GuardContext) -> Text | None:
    if not context.projection.has_done("punish_on_the_spot"):
        return Text("普通程序的决定不用备案。", "A decision of the ordinary procedure needs no such entry.")
    if context.projection.has_done("enter_spot_decision"):
        return Text("已经备案。", "It is entered already.")
    return None


@guard(
    "spot_decision_is_entered",
    Text("当场处罚备过案", "a penalty on the spot is entered"),
    rests_on=("enter_spot_decision",),
)
def spot_decision_is_entered(context: GuardContext) -> Text | None:
    done = context.projection
    if not done.has_done("punish_on_the_spot") or done.has_done("enter_spot_decision"):
        return None
    return Text("当场处罚决定先报本机关备案。", "Enter the penalty on the spot with the organ first.")


@guard("evidence_is_in_hand", Text("取得日期不在以后", "taken by today"), needs_fields=True)
def evidence_is_in_hand(context: GuardContext) -> Text | None:
    return _not_after(context, "taken_on", "取得日期", "The day it was taken")


@guard(
    "handed_by_its_keeper",
    Text("由现在的保管人移交", "handed over by its present keeper"),
    needs_fields=True,
    needs_world=(KEEPERS,),
)
def handed_by_its_keeper(context: GuardContext) -> Text | None:
    keepers, item = context.world.get(KEEPERS, {}), context.fields["item"]
    if item not in keepers:
        return Text(f"没有第 {item} 号证据。", f"There is no item {item}.")
    giver, taker = context.fields["from_post"]["post"], context.fields["to_post"]["post"]
    if giver != keepers[item]:
        return Text(f"第 {item} 号证据现在由 {keepers[item]} 保管。", f"Item {item} is kept by {keepers[item]} now.")
    return Text("移交人和接收人是同一个岗位。", "It goes from a post to itself.") if giver == taker else None


def _preservation(context: GuardContext) -> str:
    return str(context.projection.facts.get("preservation") or "")


@guard("no_preservation_open", Text("没有未处理的先行登记保存", "no registration is open"))
def no_preservation_open(context: GuardContext) -> Text | None:
    if _preservation(context) != "standing":
        return None
    return Text("上一次登记保存还没有处理。", "The registration before it is not disposed of yet.")


@guard("preservation_is_approved", Text("已批准，或者写明紧急", "approved, or urgent"), needs_fields=True)
def preservation_is_approved(context: GuardContext) -> Text | None:
    if lack := no_preservation_open(context):
        return lack
    if context.fields["approval"] == "urgent" or _preservation(context) == "approved":
        return None
    return Text("负责人还没有批准；情况紧急的，选“事后补批”。", "The head has not approved it; where urgent, say so.")


@guard("preservation_is_standing", Text("有登记保存待处理", "a registration stands"))
def preservation_is_standing(context: GuardContext) -> Text | None:
    return None if _preservation(context) == "standing" else Text("没有待处理的登记保存。", "No registration stands.")


@guard("preservation_waits_for_approval", Text("有紧急保存待补批", "an urgent one waits for approval"))
def preservation_waits_for_approval(context: GuardContext) -> Text | None:
    urgent = context.projection.facts.get("preservation_approval") == "urgent"
    if urgent and _preservation(context) == "standing":
        return None
    return Text("没有待补批的登记保存。", "No registration waits for approval.")


@guard("preservation_approved_within_its_hours", Text("在补批期限以内", "within the hours to approve it"))
def preservation_approved_within_its_hours(context: GuardContext) -> Text | None:
    words = Text(
        "补批期限到 {due}，已过；应当立即解除。", "It was to be approved by {due}; release the things at once."
    )
    return lack_when_over(context, "penalty.preservation_approval", words)


@guard(
    "lapsed_preservation_is_released", Text("逾期的只能解除、退还", "a lapsed one is only released"), needs_fields=True
)
def lapsed_preservation_is_released(context: GuardContext) -> Text | None:
    if context.fields["measure"] in ("lapsed", "released"):
        return None
    for key in ("penalty.preservation_disposal", "penalty.preservation_approval"):
        clock = context.projection.clocks.get(key)
        if clock and clock.status == "running" and context.on > date.fromisoformat(clock.due):
            return Text(
                f"{clock.due} 已到期，登记保存已经失效，只能解除退还。",
                f"It lapsed after {clock.due}: the things can only be released.",
            )
    return None


@guard("preservation_is_settled", Text("登记保存的证据处理过了", "registered evidence is disposed of"))
def preservation_is_settled(context: GuardContext) -> Text | None:
    if _preservation(context) != "standing":
        return None
    return Text("先处理先行登记保存的证据。", "Dispose of the registered evidence first.")


@guard("evidence_was_taken", Text("收集了证据", "evidence was taken"), rests_on=("add_evidence",))
def evidence_was_taken(context: GuardContext) -> Text | None:
    if context.projection.has_done("add_evidence"):
        return None
    return Text("没有证据，不能提交调查报告。", "There is no evidence to report on.")


@guard("passed_in_every_point", Text("各项都无误才同意", "passed only in every point"), needs_fields=True)
def passed_in_every_point(context: GuardContext) -> Text | None:
    if context.fields["result"] == "returned" or set(context.fields["checked"]) >= REVIEW_POINTS:
        return None
    return Text("有一项没有审查无误的，退回补充调查。", "Where one point is not in order it goes back.")


@guard("no_interval_open", Text("没有不计入期限的期间开着", "no uncounted interval is open"))
def no_interval_open(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get("penalty.decision")
    if clock is None or clock.status != "suspended":
        return None
    return Text("先结束不计入期限的期间。", "End the interval that does not count first.")


@guard("interval_is_open", Text("有期间开着", "an interval is open"))
def interval_is_open(context: GuardContext) -> Text | None:
    if context.projection.facts.get("interval") == "open":
        return None
    return Text("没有开着的期间。", "No interval is open.")


def _extensions(context: GuardContext) -> int:
    clock = context.projection.clocks.get("penalty.decision")
    return 0 if clock is None or not clock.extension else 1 + context.projection.has_done("extend_decision_again")


@guard("not_extended_yet", Text("还没有延长过", "not extended yet"))
def not_extended_yet(context: GuardContext) -> Text | None:
    if not _extensions(context):
        return None
    return Text(
        "负责人已经延长过一次；再延长要集体讨论。", "Extended once already; again only by collective discussion."
    )


@guard("extended_once_before", Text("负责人延长过一次", "extended once before"), rests_on=("extend_decision",))
def extended_once_before(context: GuardContext) -> Text | None:
    times = _extensions(context)
    if times == 1:
        return None
    if times:
        return Text("已经延长两次，不能再延。", "Extended twice already; no more.")
    return Text("先由负责人延长，再集体讨论延长。", "The head extends first; then the collective discussion.")


@guard("report_day_is_told", Text("监测发现的写明收到报告日期", "a monitoring report has its day"), needs_fields=True)
def report_day_is_told(context: GuardContext) -> Text | None:
    if context.fields["found_by"] != "monitoring" or context.fields.get("report_received_on"):
        return _not_after(context, "report_received_on", "收到监测报告日期", "The day the report was received")
    return Text("写明收到监测报告的日期。", "Say when the monitoring report was received.")
