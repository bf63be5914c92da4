"""Conditions of a reconsideration (行政复议应对) and, shared with it, a lawsuit: whose act, evidence, outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from qingtian.enforcement.money import yuan
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.procedures.guards.common import lack_when_over
from qingtian.procedures.guards.registry import GuardContext, guard

#: given by the chapter: code of each organ whose decisions can be reconsidered → codes of the organs that may
RECONSIDERERS = "reconsiderers"
#: given by the chapter: the fine of the case this is about, a decimal text; None where there is none
FINE = "fine_of_the_case"
#: clocks of the organ's own reply
REPLIES = ("court.reconsideration_answer", "court.reconsideration_answer_simplified", "court.litigation_answer")
TAKE_DOWN = "publication.take_down"
#: outcomes that correct what the organ did
CORRECTED = ("changed", "revoked", "revoked_redo", "unlawful", "void", "ordered_to_act")
#: outcomes that may bring another fine
WITH_A_FINE = ("changed", "mediated")
#: outcomes that order something by a day
ORDERING = ("revoked_redo", "ordered_to_act")


def respondent(context: GuardContext) -> list[str]:
    """Codes, from the root, of the organ that the opening act names as the one addressed."""
    named = next(one.name for one in context.transition.fields if one.relation == "office")
    return list(context.fields[named]["chain"])


@guard("respondent_is_ours", Text("是本机关或下属机关的事", "it is this organ's or one below it"), needs_fields=True)
def respondent_is_ours(context: GuardContext) -> Text | None:
    if context.actor.organ in respondent(context):
        return None
    return Text("那是别的机关的事，由那个机关登记。", "That concerns another organ, which enters it itself.")


@guard(
    "reconsidered_by_the_right_organ",
    Text("复议机关对", "the right organ reconsiders"),
    needs_fields=True,
    needs_world=(RECONSIDERERS,),
)
def reconsidered_by_the_right_organ(context: GuardContext) -> Text | None:
    may: Mapping[str, Mapping[str, Text]] = context.world.get(RECONSIDERERS, {})
    right = may.get(respondent(context)[-1], {})
    if context.fields["reviewing"]["chain"][-1] in right:
        return None
    names = list(right.values())
    zh = "或者".join(name.zh for name in names) or "上一级机关（机构表里没有登记）"
    en = " or ".join(name.en for name in names) or "the organ above (not in the register of organs)"
    return Text(f"这个机关的决定由{zh}复议。", f"Its decisions are reconsidered by {en}.")


@guard("evidence_is_listed", Text("证据、依据已列目录", "evidence and bases are listed"), rests_on=("list_evidence",))
def evidence_is_listed(context: GuardContext) -> Text | None:
    if context.projection.has_done("list_evidence"):
        return None
    return Text("先列出作出决定的证据、依据目录。", "List the evidence and bases of the decision first.")


@guard("replied_in_time", Text("在答复、答辩期限内", "within the time to reply"))
def replied_in_time(context: GuardContext) -> Text | None:
    over = Text(
        "答复、举证的期限 {due} 已过，没有正当理由的视为没有证据。写明迟延的理由。",
        "The time to reply ran out on {due}; without good reason the evidence counts as none. Give the reason.",
    )
    lacks = (lack_when_over(context, key, over) for key in REPLIES if _running(context, key))
    return next((lack for lack in lacks if lack), None)


def _running(context: GuardContext, key: str) -> bool:
    clock = context.projection.clocks.get(key)
    return clock is not None and clock.status == "running"


@guard("ordinary_road", Text("普通程序", "the ordinary procedure"))
def ordinary_road(context: GuardContext) -> Text | None:
    if context.projection.facts.get("road") == "ordinary":
        return None
    return Text(
        "简易程序不中止、不延期；先转为普通程序。", "The simplified procedure is neither suspended nor extended."
    )


@guard("remedy_filed_by_today", Text("申请、起诉日期不在以后", "it was filed by the day of entry"), needs_fields=True)
def remedy_filed_by_today(context: GuardContext) -> Text | None:
    if context.fields["filed_on"] <= context.on.isoformat():
        return None
    return Text("申请、起诉的日期不能在登记日以后。", "The day of filing cannot lie after the day of entry.")


@guard("ruled_by_today", Text("决定、裁判日期不在以后", "the ruling is not in the future"), needs_fields=True)
def ruled_by_today(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["decided_on"]) <= context.on:
        return None
    return Text("决定、裁判的日期不能在登记日以后。", "The ruling cannot lie after the day it is entered.")


def _sum(words: Any) -> Decimal | Text:
    """The sum, or the sentence why it cannot be read."""
    try:
        return yuan(str(words))
    except UnusableInput as refused:
        return refused.message


def fine_fits(context: GuardContext, outcome: str, fine: str) -> Text | None:
    """Another fine is told only with an outcome that may bring one."""
    said, told = context.fields.get(outcome), context.fields.get(fine)
    if not told:
        return None
    if said not in WITH_A_FINE:
        return Text("结果不是变更或调解的，不写新的罚款。", "Only a change or a mediation brings another fine.")
    read = _sum(told)
    return read if isinstance(read, Text) else None


def no_heavier(context: GuardContext, fine: str) -> Text | None:
    """What the party asked for does not make the party's position worse."""
    told, before = context.fields.get(fine), context.world.get(FINE)
    read = _sum(told) if told else None
    if not isinstance(read, Decimal) or before is None or read <= Decimal(before):
        return None
    return Text(
        f"新的罚款不能高于原来的 {before} 元；第三人、另一原告请求相反的除外，写明是哪一种。",
        f"The fine cannot become more than the {before} yuan it was, unless a third party or another plaintiff asked"
        " for the contrary; say which.",
    )


@guard("new_fine_only_with_a_change", Text("变更才有新罚款", "a new fine comes with a change"), needs_fields=True)
def new_fine_only_with_a_change(context: GuardContext) -> Text | None:
    return fine_fits(context, "outcome", "new_fine")


@guard(
    "no_heavier_after_a_remedy",
    Text("不因救济加重", "no heavier for having asked"),
    needs_fields=True,
    needs_world=(FINE,),
)
def no_heavier_after_a_remedy(context: GuardContext) -> Text | None:
    return no_heavier(context, "new_fine")


@guard("order_names_its_day", Text("责令重作、履行的写明期限", "an order names its day"), needs_fields=True)
def order_names_its_day(context: GuardContext) -> Text | None:
    ordered, by = context.fields.get("outcome") in ORDERING, context.fields.get("perform_by")
    if ordered and (by is None or by <= context.on.isoformat()):
        return Text("责令重作、履行的，写明限到哪天，在今天之后。", "An order names its last day, after today.")
    if by and not ordered:
        return Text("没有责令重作、履行，就没有期限。", "Without such an order there is no such day.")
    return None


@guard("take_down_is_told", Text("写明撤下还是没有公开过", "it says what became of the publication"), needs_fields=True)
def take_down_is_told(context: GuardContext) -> Text | None:
    if context.fields.get("took_down") or context.fields.get("where"):
        return None
    return Text("勾选已撤下，或者写明没有公开过。", "Say that it was taken down, or that it had not been published.")


@guard(
    "taken_down_where_published",
    Text("公开过的已经撤下", "what was published was taken down"),
    rests_on=("take_down",),
)
def taken_down_where_published(context: GuardContext) -> Text | None:
    if not _running(context, TAKE_DOWN):
        return None
    return Text(
        "决定被纠正，先登记撤下已公开的决定，或写明没有公开过。",
        "The decision was corrected: first record that it was taken down, or that it had not been published.",
    )


@guard("corrected_says_why", Text("被纠正的写明原因", "if corrected it says why"), needs_fields=True)
def corrected_says_why(context: GuardContext) -> Text | None:
    if context.projection.facts.get("outcome") not in CORRECTED or context.fields.get("cause"):
        return None
    return Text("决定被纠正的，写明原因和改进。", "The decision was corrected: write the cause and what is improved.")
