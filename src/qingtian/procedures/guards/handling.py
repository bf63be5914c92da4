"""Conditions of handling a petition: joint handling, withdrawal, hearing, mediation, carrying out, supervision."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.procedures.guards.registry import GuardContext, guard

#: relations of the organs that help the one that stays responsible
CO_HANDLERS = ("co_handler", "co_handler_2")


def _code(reference: object) -> str | None:
    chain = reference.get("chain") if isinstance(reference, dict) else None
    return str(chain[-1]) if chain else None


@guard(
    "co_handlers_are_others",
    Text("协办单位不是承办单位，也不重复", "co-handlers are others, each named once"),
    needs_fields=True,
)
def co_handlers_are_others(context: GuardContext) -> Text | None:
    named = [_code(context.fields.get(name)) for name in CO_HANDLERS if context.fields.get(name)]
    if context.projection.organ("handler") not in named and len(set(named)) == len(named):
        return None
    return Text("协办单位要换一个：不能是承办单位，也不能写两遍。", "Name another: not the handler, and none twice.")


@guard(
    "settlement_is_named",
    Text("不是协商一致的，写明谁定的", "unless agreed, who settled it is named"),
    needs_fields=True,
)
def settlement_is_named(context: GuardContext) -> Text | None:
    if context.fields["settled"] == "agreed" or context.fields.get("decision"):
        return None
    return Text("写明上级的决定或者联席会议纪要。", "Give the superior's decision or the minutes of the conference.")


@guard(
    "co_handlers_contributed", Text("协办单位都报了意见", "every co-handler gave its opinion"), rests_on=("contribute",)
)
def co_handlers_contributed(context: GuardContext) -> Text | None:
    given = {mark["organ"] for mark in context.projection.done.get("contribute", ())}
    asked = [context.projection.relations.get(name) for name in CO_HANDLERS]
    late = [one["name"] for one in asked if one and _code(one) not in given]
    if not late:
        return None
    zh, en = "、".join(name["zh"] for name in late), ", ".join(name["en"] for name in late)
    return Text(f"还缺协办意见：{zh}。", f"Missing: the opinion of {en}.")


@guard("official_of_a_party", Text("是办这一件的单位的人", "somebody of an organ that takes part"), needs_fields=True)
def official_of_a_party(context: GuardContext) -> Text | None:
    organs = {_code(reference) for reference in context.projection.relations.values()}
    if context.fields["official"].get("person") and _code(context.fields["official"]) in organs:
        return None
    return Text("要是办这一件的单位在岗的人。", "It must be somebody in office at an organ that takes part.")


@guard(
    "withdrawal_was_asked",
    Text("对这个人提出过回避", "withdrawal of that official was asked for"),
    needs_fields=True,
    rests_on=("ask_withdrawal",),
)
def withdrawal_was_asked(context: GuardContext) -> Text | None:
    asked = context.projection.facts.get("withdrawal_asked") or {}
    if asked.get("person") and asked.get("person") == context.fields["official"].get("person"):
        return None
    return Text("没有对这个人提出过回避。", "Nobody asked that this official withdraw.")


@guard("replacement_is_named", Text("回避的，写明换谁办", "if granted, who takes over"), needs_fields=True)
def replacement_is_named(context: GuardContext) -> Text | None:
    new = context.fields.get("replacement")
    if context.fields["decision"] != "granted":
        return None
    if new and new.get("person") and new["person"] != context.fields["official"].get("person"):
        return None
    return Text("写明换谁办，要是另一个在岗的人。", "Name who takes over: another official in office.")


@guard("nobody_decides_on_oneself", Text("不能决定自己的回避", "nobody decides on oneself"), needs_fields=True)
def nobody_decides_on_oneself(context: GuardContext) -> Text | None:
    own = {context.actor.extra.get("person_code"), context.actor.extra.get("for_person_code")} - {None}
    if context.fields["official"].get("person") not in own:
        return None
    return Text("自己的回避由上一级负责人决定。", "The head of the organ above decides on one's own withdrawal.")


@guard("planned_from_the_day_on", Text("听证日期不在以前", "the hearing lies ahead"), needs_fields=True)
def planned_from_the_day_on(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["planned_on"]) >= context.on:
        return None
    return Text("听证日期不能早于通知的日期。", "The hearing cannot lie before its notice.")


@guard("held_by_the_day", Text("不在以后", "not after the day of the act"), needs_fields=True)
def held_by_the_day(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["held_on"]) <= context.on:
        return None
    return Text("日期不能在这一动作之后。", "The day cannot lie after the act.")


@guard("hearing_was_called", Text("通知过听证", "a hearing was called"), rests_on=("call_hearing",))
def hearing_was_called(context: GuardContext) -> Text | None:
    if context.projection.has_done("call_hearing"):
        return None
    return Text("先通知听证。", "Call the hearing first.")


@guard(
    "agreement_is_whole", Text("达成协议的，写内容和履行期限", "an agreement has terms and a day"), needs_fields=True
)
def agreement_is_whole(context: GuardContext) -> Text | None:
    fields = context.fields
    if fields["result"] != "agreed":
        return None
    if fields.get("terms") and fields.get("perform_by") and fields["perform_by"] >= fields["held_on"]:
        return None
    return Text("写明协议内容和履行期限。", "Give the terms and the day by which they are performed.")


@guard(
    "mediated_with_agreement",
    Text("以调解结案的，有调解协议", "an outcome by mediation rests on an agreement"),
    needs_fields=True,
    rests_on=("mediate",),
)
def mediated_with_agreement(context: GuardContext) -> Text | None:
    if context.fields["outcome"] != "mediated" or context.projection.facts.get("mediation") == "agreed":
        return None
    return Text("还没有调解协议；先记调解。", "There is no agreement yet; record the mediation first.")


@guard(
    "something_to_carry_out",
    Text("有予以支持的意见或调解协议", "an opinion in support, or an agreement"),
    needs_fields=True,
    rests_on=("mediate",),
)
def something_to_carry_out(context: GuardContext) -> Text | None:
    facts, done = context.projection.facts, context.projection.has_done
    concluded = done("conclude") or done("county_result")
    opinion = concluded and facts.get("outcome") == "supported"
    standing = opinion if context.fields["what"] == "opinion" else facts.get("mediation") == "agreed"
    if standing:
        return None
    return Text(
        "没有要落实的：意见不是“予以支持”，或者没有调解协议。",
        "Nothing to carry out: no opinion in support, or no agreement.",
    )


@guard("day_for_the_rest", Text("没有做完的，定下一个日期", "what is left gets a day"), needs_fields=True)
def day_for_the_rest(context: GuardContext) -> Text | None:
    by = context.fields.get("next_by")
    if context.fields["done"] == "wholly" or (by and date.fromisoformat(by) >= context.on):
        return None
    return Text("写明剩下的哪一天前做完。", "Say by which day the rest will be done.")


@guard("answer_after_the_day", Text("回复日期不早于督办", "the answer is due after the demand"), needs_fields=True)
def answer_after_the_day(context: GuardContext) -> Text | None:
    if date.fromisoformat(context.fields["answer_by"]) >= context.on:
        return None
    return Text("回复日期不能早于督办的日期。", "The answer cannot be due before the demand.")


@guard("supervision_stands", Text("有没回复的督办", "a supervision awaits its answer"), rests_on=("supervise",))
def supervision_stands(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get("petitions.supervision")
    if clock is not None and clock.status == "running":
        return None
    return Text("没有等回复的督办。", "No supervision awaits an answer.")


@guard("result_was_reported", Text("报过办理结果", "the result was reported"), rests_on=("report_back",))
def result_was_reported(context: GuardContext) -> Text | None:
    if context.projection.has_done("report_back"):
        return None
    return Text("承办单位还没有报结果。", "The handling organ has not reported its result.")
