"""Conditions of sealing and seizure (查封、扣押): MEP Order 29 of 2014 and the Administrative Compulsion Law.

``SEALED`` are the objects under other seals now, by party; ``WIDER`` says whether the law of the day allows more than
facilities and equipment (the Code does, art. 52; the law before it did not).
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta

from qingtian.language import Text
from qingtian.procedures.guards.common import clock_is_over
from qingtian.procedures.guards.measures import (
    FIGURES,
    day,
    figure,
    lines,
    measure_about_a_penalty_case,
    of_another_person,
)
from qingtian.procedures.guards.registry import GuardContext, guard

SEALED, WIDER = "sealed_objects", "wider_objects"
TERM = "seizure.term"
MOMENT = "%Y-%m-%d %H:%M"


def plain_name(line: str) -> str:
    """An object however wide its characters are and wherever blanks stand."""
    return "".join(unicodedata.normalize("NFKC", line).split()).casefold()


def moment(words: object) -> datetime | None:
    """2026-03-02 14:30 as a moment of the city's own clock; None where it is none."""
    try:
        return datetime.strptime(str(words).strip(), MOMENT)  # noqa: DTZ007  (two moments of one city are compared)
    except ValueError:
        return None


@guard(
    "seizure_about_a_penalty_case",
    Text("写了编号的，是处罚案件", "a number given is a penalty case"),
    needs_fields=True,
)
def seizure_about_a_penalty_case(context: GuardContext) -> Text | None:
    """A seizure may come before the case is filed; a number that is given names a penalty case."""
    return measure_about_a_penalty_case(context) if context.fields.get("about") else None


@guard(
    "objects_of_the_law_of_the_day",
    Text("对象是当天的法律允许的", "objects the law of the day allows"),
    needs_fields=True,
    needs_world=(WIDER,),
)
def objects_of_the_law_of_the_day(context: GuardContext) -> Text | None:
    if context.fields["object_kind"] == "equipment" or context.world[WIDER]:
        return None
    return Text(
        "法典施行前只能查封、扣押造成污染物排放的设施、设备。",
        "Before the Code only facilities and equipment that cause the discharge may be sealed or seized.",
    )


@guard(
    "not_sealed_already",
    Text("没有被查封扣押过", "none of the objects is under a seal already"),
    needs_fields=True,
    needs_world=(SEALED,),
)
def not_sealed_already(context: GuardContext) -> Text | None:
    party = (context.fields.get("party") or context.projection.facts.get("party") or {}).get("number")
    sealed = context.world[SEALED].get(party, {})
    twice = [line for line in lines(context.fields["objects"]) if plain_name(line) in sealed]
    if not twice:
        return None
    number = sealed[plain_name(twice[0])]
    return Text(
        f"“{twice[0]}”已在 {number} 里查封扣押，不能重复。",
        f"“{twice[0]}” is sealed or seized already in {number}; it cannot be done twice.",
    )


@guard("grave_is_discussed", Text("重大复杂的集体讨论", "what is grave is discussed collectively"), needs_fields=True)
def grave_is_discussed(context: GuardContext) -> Text | None:
    if not context.projection.facts.get("grave") or lines(context.fields.get("discussion")):
        return None
    return Text(
        "案情重大、复杂的，由案件审议委员会集体讨论，写明记录。", "Grave or complex: write the collective discussion."
    )


@guard("seizure_approved_by_another", Text("批准的不是提出的人", "approved by another person than proposed it"))
def seizure_approved_by_another(context: GuardContext) -> Text | None:
    if of_another_person(context, "propose", "execute"):
        return None
    return Text("这一件是您提出或实施的，换一个人批准。", "You proposed it or carried it out; somebody else approves.")


@guard(
    "approved_within_its_hours",
    Text("实施后二十四小时内补办", "approved within its hours"),
    needs_fields=True,
    needs_world=(FIGURES,),
)
def approved_within_its_hours(context: GuardContext) -> Text | None:
    """To the minute: the same moment of the next day is still in time. What is late can only be released."""
    done, approved = moment(context.projection.facts.get("executed_at")), moment(context.fields["approved_at"])
    if approved is None:
        return Text("批准时刻写成 2026-03-03 09:30。", "Write the moment of the approval as 2026-03-03 09:30.")
    if approved.date() != context.on:
        return Text("批准时刻是这一动作的当天。", "The moment of the approval lies on the day of this act.")
    if done is None:
        return None
    last = done + timedelta(hours=int(figure(context, "approval_hours")))
    if done <= approved <= last:
        return None
    said = last.strftime(MOMENT)
    return Text(
        f"应在 {said} 前补办批准；已经过了，立即解除。",
        f"Approval was due by {said}; it is too late: release at once.",
    )


@guard(
    "party_or_witness_present", Text("当事人或者见证人在场", "the party or a witness was present"), needs_fields=True
)
def party_or_witness_present(context: GuardContext) -> Text | None:
    if context.fields["present"] != "nobody":
        return None
    return Text(
        "通知当事人到场；不到场的，邀请见证人，由见证人和执法人员签名。",
        "The party is called; where it does not come, a witness is asked and signs with the officers.",
    )


@guard("list_within_the_decision", Text("清单不超出决定", "nothing beyond the decision is taken"), needs_fields=True)
def list_within_the_decision(context: GuardContext) -> Text | None:
    decided = {plain_name(line) for line in lines(context.projection.facts.get("objects"))}
    beyond = [line for line in lines(context.fields["objects"]) if plain_name(line) not in decided]
    if not beyond:
        return None
    return Text(
        f"“{beyond[0]}”不在决定里，不能查封扣押。", f"“{beyond[0]}” is not in the decision and cannot be taken."
    )


@guard("handed_over_on_the_spot", Text("决定书和清单当场交付", "decision and list handed over"), needs_fields=True)
def handed_over_on_the_spot(context: GuardContext) -> Text | None:
    if context.fields.get("handed_over"):
        return None
    return Text("决定书和清单要当场交付当事人。", "Decision and list are handed to the party on the spot.")


@guard("executed_on_this_day", Text("实施时刻在当天", "the moment lies on the day of the act"), needs_fields=True)
def executed_on_this_day(context: GuardContext) -> Text | None:
    done = moment(context.fields["executed_at"])
    if done and done.date() == context.on:
        return None
    return Text(
        f"实施时刻写成 {context.on} 14:30，是这一动作的当天。",
        f"Write the moment as {context.on} 14:30, on the day of this act.",
    )


def _last_day(context: GuardContext) -> date | None:
    clock = context.projection.clocks.get(TERM)
    return day(clock.due) if clock and clock.status == "running" else None


@guard("seizure_not_expired", Text("还没有期满", "its time is not over"))
def seizure_not_expired(context: GuardContext) -> Text | None:
    last = _last_day(context)
    if last is None or context.on <= last:
        return None
    return Text(
        f"查封扣押 {last} 已期满，不能再延长，应当立即解除。",
        f"It expired on {last}; it cannot be extended any more and must be released at once.",
    )


@guard("seizure_expired", Text("期满了", "its time is over"))
def seizure_expired(context: GuardContext) -> Text | None:
    last = _last_day(context)
    if last and clock_is_over(context, TERM):
        return None
    return Text(f"到 {last or '—'} 才期满。", f"Its time runs to {last or '—'}.")


@guard("testing_goes_on", Text("正在检测、鉴定", "testing goes on"))
def testing_goes_on(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(TERM)
    if clock and clock.status == "suspended":
        return None
    return Text("现在没有在检测、鉴定。", "No testing goes on now.")


@guard("release_asked_by_today", Text("申请日期不在以后", "the application came by today"), needs_fields=True)
def release_asked_by_today(context: GuardContext) -> Text | None:
    if day(context.fields["asked_on"]) <= context.on:
        return None
    return Text("收到申请的日期不能在以后。", "The day the application came cannot lie in the future.")


@guard("release_was_asked", Text("有没答复的解除申请", "an application waits for its answer"))
def release_was_asked(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get("seizure.release_decision")
    if clock and clock.status == "running":
        return None
    return Text("没有等着答复的解除申请。", "No application for release waits.")


@guard("corrected_is_released", Text("改正的解除，没改正的维持", "corrected is released, else kept"), needs_fields=True)
def corrected_is_released(context: GuardContext) -> Text | None:
    corrected, answer = bool(context.fields.get("corrected")), context.fields["answer"]
    if corrected == (answer == "release"):
        return None
    return Text(
        "核实已经改正的，应当解除；没有改正的，维持。",
        "What was found corrected is released; what was not is kept.",
    )


@guard("expired_only_at_its_end", Text("期满的理由到期才有", "expiry is a ground at its end only"), needs_fields=True)
def expired_only_at_its_end(context: GuardContext) -> Text | None:
    last = _last_day(context)
    if context.fields["release_ground"] != "expired" or last is None or context.on >= last:
        return None
    return Text(f"到 {last} 才期满，写别的理由。", f"It runs to {last}; give another ground.")


@guard(
    "claimed_or_sixty_days_over",
    Text("有人认领，或者公告期满", "claimed, or the announcement is over"),
    needs_fields=True,
)
def claimed_or_sixty_days_over(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get("seizure.unclaimed")
    if context.fields["settled"] == "claimed" or (clock and context.on > day(clock.due)):
        return None
    due = clock.due if clock else "—"
    return Text(f"公告到 {due}，过了才能处理。", f"The announcement runs to {due}; deal with the things after it.")


@guard("party_told_of_the_transfer", Text("已书面告知当事人", "the party was told in writing"), needs_fields=True)
def party_told_of_the_transfer(context: GuardContext) -> Text | None:
    if context.fields.get("told_party"):
        return None
    return Text("移送并书面告知当事人。", "The transfer is told to the party in writing.")
