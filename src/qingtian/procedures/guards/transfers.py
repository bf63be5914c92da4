"""Conditions of transfers to the police (移送): of a suspected crime (Order 310, 衔接办法2017), up to the hand-over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: limbs that persons confirmed in this transfer
CONFIRMED = "confirmed_limbs"
#: limbs the latest sheet of facts of the case reaches; None where nobody entered one
CANDIDATES = "candidate_limbs"
#: levels of organs by code, of the office and of every organ that can be named
LEVELS = "levels_of_organs"
#: whether the case has a penalty decision
PENALTY_DECIDED = "penalty_decided"
#: numbers of open or successful criminal transfers of the same case
CRIMINAL_TRANSFERS = "criminal_transfers_of_the_case"
#: numbers of messages sent that still await a receipt
AWAITING = "messages_awaiting_a_receipt"
#: states of a penalty case that is none (0066)
NO_CASE = frozenset({"not_filed", "withdrawn"})
#: states of a penalty case that has its decision (0066)
DECIDED = frozenset({"decided", "served", "closed"})
#: what the pack may lack: the penalty that was not made, goods that are not there, and what else there is
MAY_BE_LACKING = frozenset({"penalty", "goods_list", "other"})


def is_a_case(reference: Mapping[str, Any]) -> bool:
    return reference.get("procedure") == "penalty_case" and reference.get("state") not in NO_CASE


@guard("transfer_of_a_penalty_case", Text("填的是一件处罚案", "a penalty case is named"), needs_fields=True)
def transfer_of_a_penalty_case(context: GuardContext) -> Text | None:
    if is_a_case(context.fields["about"]):
        return None
    return Text("要填一件处罚案的编号，不立案、撤案的不行。", "Name a penalty case that was filed and not withdrawn.")


@guard("opinion_is_told", Text("检察意见写明日期和文号", "an opinion has day and number"), needs_fields=True)
def opinion_is_told(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["origin"] != "opinion":
        return None
    if not (fields.get("opinion_on") and fields.get("opinion_number")):
        return Text("写明哪天收到检察意见、什么文号。", "State the day and the number of the opinion.")
    return ahead(context, "opinion_on")


@guard("team_of_two", Text("两名不同的人员", "two different officers"), needs_fields=True)
def team_of_two(context: GuardContext) -> Text | None:
    """No fewer than ``crime.officers``; the two fields are the least the law asks for."""
    one, other = context.fields["officer"].get("person"), context.fields["second_officer"].get("person")
    if one and other and one != other:
        return None
    return Text("专案组要有两名不同的在岗人员。", "The team needs two different officers in post.")


@guard(
    "limb_is_a_candidate",
    Text("认定成立的情形，登记的事实达到标准", "a confirmed limb is reached by the facts entered"),
    needs_fields=True,
    needs_world=(CANDIDATES,),
)
def limb_is_a_candidate(context: GuardContext) -> Text | None:
    if context.fields["answer"] != "confirmed":
        return None
    candidates = context.world.get(CANDIDATES)
    if candidates is None:
        return Text("还没有登记这一案的事实数据，算不出候选。", "No facts of the case are entered yet.")
    if context.fields["limb"] in candidates:
        return None
    return Text("按登记的事实，这一种没有达到标准。", "By the facts entered this limb is not reached.")


@guard("a_limb_is_confirmed", Text("至少一种情形已认定成立", "a limb is confirmed"), needs_world=(CONFIRMED,))
def a_limb_is_confirmed(context: GuardContext) -> Text | None:
    if context.world.get(CONFIRMED):
        return None
    return Text("还没有一种情形由人凭证据认定成立。", "No limb was confirmed by a person with evidence yet.")


@guard("reported_by_the_team", Text("由专案组提出", "reported by the team"))
def reported_by_the_team(context: GuardContext) -> Text | None:
    facts = context.projection.facts
    team = {(facts.get(name) or {}).get("post") for name in ("officer", "second_officer")}
    if context.actor.post in team:
        return None
    return Text("您不是专案组成员。", "You are not of the team.")


@guard("refusal_has_a_reason", Text("不移送的写明理由", "a refusal has its reason"), needs_fields=True)
def refusal_has_a_reason(context: GuardContext) -> Text | None:
    if context.fields["decision"] == "approve" or context.fields.get("reason_given"):
        return None
    return Text("不移送的，写明理由，入卷。", "Where it is not transferred, the reason goes into the file.")


def _opinion_pending(context: GuardContext) -> bool:
    clock = context.projection.clocks.get("crime.prosecutor_opinion")
    return clock is not None and clock.status == "running"


@guard("opinion_is_obeyed", Text("有检察意见的应当移送", "an opinion is obeyed"), needs_fields=True)
def opinion_is_obeyed(context: GuardContext) -> Text | None:
    if context.fields["decision"] == "approve" or not _opinion_pending(context):
        return None
    return Text("检察院提出了应当移送的意见，不能决定不移送。", "The procuratorate found that it must be transferred.")


@guard("opinion_is_not_pending", Text("没有待执行的检察意见", "no opinion is pending"))
def opinion_is_not_pending(context: GuardContext) -> Text | None:
    if not _opinion_pending(context):
        return None
    return Text("有检察意见还没有执行，不能撤销。", "An opinion of the procuratorate is pending.")


@guard("decided_by_another", Text("决定的不是报告的人", "decided by another than who reported"))
def decided_byanother(context: GuardContext) -> Text | None:
    return another(context, "report")


def another(context: GuardContext, act: str) -> Text | None:
    if not took_part(context.actor, context.projection.done.get(act, ())):
        return None
    return Text("这一件是您提出的，由另一位负责人决定。", "You brought this one; another head decides.")


@guard(
    "police_of_the_same_level",
    Text("移送同级公安机关", "to the police of the same level"),
    needs_fields=True,
    needs_world=(LEVELS,),
)
def police_of_the_same_level(context: GuardContext) -> Text | None:
    levels, own = context.world.get(LEVELS, {}), context.projection.organ("office")
    if levels.get(own) == levels.get(context.fields["police"]["chain"][-1]):
        return None
    return Text("公安机关和移送机关不是同级。", "The police are not of the level of the transferring organ.")


@guard(
    "pack_is_complete",
    Text("移送材料齐全", "the pack is complete"),
    needs_fields=True,
    needs_world=(PENALTY_DECIDED,),
)
def pack_is_complete(context: GuardContext) -> Text | None:
    """Everything but what cannot be there; the penalty decision too once made, the list where there are goods."""
    declared = context.transition.field("pack")
    wanted = set(declared.choices) - MAY_BE_LACKING if declared else set()
    wanted |= {"penalty"} if context.world.get(PENALTY_DECIDED) else set()
    wanted |= set() if context.fields["goods"].strip() in ("无", "none") else {"goods_list"}
    return missing_of(context, wanted)


def missing_of(context: GuardContext, wanted: set[str]) -> Text | None:
    declared = context.transition.field("pack")
    choices = declared.choices if declared else {}
    lacking = [title for name, title in choices.items() if name in wanted - set(context.fields["pack"])]
    if not lacking:
        return None
    zh, en = "、".join(one.zh for one in lacking), ", ".join(one.en for one in lacking)
    return Text(f"还缺：{zh}。", f"Still lacking: {en}.")


def ahead(context: GuardContext, field: str) -> Text | None:
    """The day entered lies no later than the day of the act."""
    if not context.fields.get(field) or context.fields[field] <= context.on.isoformat():
        return None
    return Text(f"{context.fields[field]} 在登记这天以后。", f"{context.fields[field]} lies after the day of entry.")


def _not_ahead(name: str, field: str) -> None:
    """A guard for a day that has come, one for each field that needs it."""

    @guard(name, Text("日期不在以后", "the day has come"), needs_fields=True)
    def not_ahead(context: GuardContext) -> Text | None:
        return ahead(context, field)


for _name, _field in (
    ("received_by_today", "opinion_on"),
    ("told_by_today", "told_on"),
    ("entered_by_today", "entered_on"),
    ("receipt_by_today", "receipt_on"),
    ("held_by_today", "held_on"),
    ("detention_day_is_past", "decided_on"),
):
    _not_ahead(_name, _field)
