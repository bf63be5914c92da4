"""Conditions of a penalty decision: notice, defence, hearing, review, discussion, bounds, days (处罚法 44–73)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from qingtian.enforcement.hearing import SEVERE, doubt, hearing_owed, is_doubtful
from qingtian.language import Text
from qingtian.procedures.guards.common import clock_is_over, lack_until_over, lack_when_over
from qingtian.procedures.guards.penalties import INVESTIGATING, NUMBERS, TEAM, day_of, known, sum_of
from qingtian.procedures.guards.registry import GuardContext, guard
from qingtian.procedures.projection import Projection

#: given by the chapter: the first day a hearing told today may be held
EARLIEST_HEARING = "earliest_hearing"
#: given by the chapter: other cases in which this party was fined, as number, violation and day of the act
FINED = "fined_before"
SUMS = ("fine", "confiscation", "fine_minimum", "fine_maximum")
MITIGATED = ("removed_harm", "coerced", "confessed", "merit", "by_law")
ANNOUNCEMENT = "penalty.service_by_announcement"
#: clocks of the party's own time
DEFENCE, REQUEST = "penalty.statement_and_defence", "penalty.hearing_request"


def only_at_the_border(context: GuardContext) -> bool:
    """Whether it is owed for the disputed figure itself alone."""
    return is_doubtful(_kinds(context), _sums(context), threshold_of(context))


def _kinds(context: GuardContext) -> list[str]:
    return list(known(context, "kinds") or ())


def _sums(context: GuardContext) -> list[Decimal]:
    """The fine and what is confiscated, of the act or else as notified."""
    return [found for name in ("fine", "confiscation") if (found := sum_of(known(context, name))) is not None]


def party_kind(context: GuardContext) -> str:
    """``unit`` or ``person``."""
    return str((context.projection.facts.get("party") or {}).get("kind") or "unit")


def threshold_of(context: GuardContext) -> Decimal:
    """The sum that earns this party a hearing."""
    return Decimal(context.world[NUMBERS]["hearing_threshold"][party_kind(context)])


def owes_hearing(context: GuardContext) -> bool:
    """Whether the penalty notified earns the party a hearing."""
    return hearing_owed(_kinds(context), _sums(context), threshold_of(context))


# ---- sums and kinds


@guard("fine_is_a_sum", Text("金额精确到分", "sums are exact to the fen"), needs_fields=True)
def fine_is_a_sum(context: GuardContext) -> Text | None:
    for name in SUMS:
        written = context.fields.get(name)
        if written and sum_of(written) is None:
            return Text(
                f"“{written}”不是金额，写成 100000 或 100000.50。", f"“{written}” is no sum; write 100000 or 100000.50."
            )
    return None


@guard("fine_goes_with_its_kind", Text("有罚款才有金额，有金额才是罚款", "a fine has its sum"), needs_fields=True)
def fine_goes_with_its_kind(context: GuardContext) -> Text | None:
    kinds = context.fields["kinds"]
    for kind, zh, en in (("fine", "罚款", "fine"), ("confiscation", "没收", "confiscation")):
        written = context.fields.get(kind)
        if kind in kinds and kind == "fine" and sum_of(written) is None:
            return Text("写明罚款数额。", "State the fine.")
        if written and kind not in kinds:
            return Text(f"写了{zh}数额，种类里没有{zh}。", f"A sum is given, but the {en} is not among the kinds.")
    return None


@guard(
    "fine_within_its_range",
    Text("罚款在法定幅度以内，有减轻理由的除外", "the fine is within its range"),
    needs_fields=True,
)
def fine_within_its_range(context: GuardContext) -> Text | None:
    fine = sum_of(context.fields.get("fine"))
    low, high = sum_of(known(context, "fine_minimum")), sum_of(known(context, "fine_maximum"))
    if fine is None:
        return None
    if low is None and high is None:
        return Text("写明法定罚款的下限或者上限。", "State the lowest or the highest fine by law.")
    if high is not None and fine > high:
        return Text(
            f"罚款 {fine} 元超过法定上限 {high} 元。", f"The fine of {fine} is above the highest of {high} yuan."
        )
    if low is not None and fine < low and known(context, "mitigation") not in MITIGATED:
        return Text(
            f"罚款 {fine} 元低于法定下限 {low} 元，没有减轻处罚的法定理由。",
            f"The fine of {fine} is below the lowest of {low} yuan, without a legal ground to mitigate.",
        )
    return None


@guard(
    "small_enough_for_the_spot",
    Text("警告，或者不超过当场处罚的限额", "a warning, or a fine small enough"),
    needs_fields=True,
    needs_world=(NUMBERS,),
)
def small_enough_for_the_spot(context: GuardContext) -> Text | None:
    most = Decimal(context.world[NUMBERS]["on_the_spot"][party_kind(context)])
    fine = sum_of(context.fields.get("fine"))
    if context.fields.get("fine") and fine is None:
        return fine_is_a_sum(context)
    if fine is None or fine <= most:
        return None
    return Text(
        f"当场罚款不超过 {most} 元，这一笔走普通程序。",
        f"On the spot at most {most} yuan; this takes the ordinary procedure.",
    )


@guard("to_pay_says_the_decision", Text("要不要缴款与决定一致", "money to pay as decided"), needs_fields=True)
def to_pay_says_the_decision(context: GuardContext) -> Text | None:
    owed = bool({"fine", "confiscation"} & set(_kinds(context)))
    if (context.fields["to_pay"] == "yes") == owed:
        return None
    return Text(
        "决定有罚款或者没收的选“有”，没有的选“没有”。", "Yes where a fine or confiscation was decided, else no."
    )


def _fined(context: GuardContext) -> list[tuple[str, str]]:
    """Numbers and violations of other cases that fined this party for an act of the same day."""
    if sum_of(context.fields.get("fine")) is None:
        return []
    day = known(context, "act_on")
    return [(number, violation) for number, violation, on in context.world.get(FINED, ()) if on == day]


@guard(
    "not_fined_for_the_same_act",
    Text("一事不再罚款", "no second fine for the same act"),
    needs_fields=True,
    needs_world=(FINED,),
)
def not_fined_for_the_same_act(context: GuardContext) -> Text | None:
    same = [number for number, violation in _fined(context) if violation == known(context, "violation")]
    if not same:
        return None
    return Text(
        f"{same[0]} 已经对同一当事人的同一违法行为罚款，不得再罚。",
        f"{same[0]} fined this party for the same act already; no second fine.",
    )


@guard(
    "not_fined_for_an_act_of_that_day",
    Text("同日另案罚款的，不是同一个违法行为", "a fine of the same day is for another act"),
    needs_fields=True,
    needs_world=(FINED,),
)
def not_fined_for_an_act_of_that_day(context: GuardContext) -> Text | None:
    other = [number for number, violation in _fined(context) if violation != known(context, "violation")]
    if not other:
        return None
    return Text(
        f"{other[0]} 对当事人同一天的行为罚过款：同一行为违反几项规定的，只按罚款高的罚一次。",
        f"{other[0]} fined an act of the same day: one act against several norms is fined once, by the higher.",
    )


# ---- notice and defence


@guard(
    "hearing_is_offered_where_owed",
    Text("该告知听证的告知了", "the hearing is offered where owed"),
    needs_fields=True,
    needs_world=(NUMBERS,),
)
def hearing_is_offered_where_owed(context: GuardContext) -> Text | None:
    if context.fields.get("hearing_offered") or not owes_hearing(context):
        return None
    threshold = threshold_of(context)
    words = Text("这样的处罚应当告知听证权利。", "With such a penalty the right to a hearing must be told.")
    if not only_at_the_border(context):
        return words
    border = doubt(threshold)
    return Text(words.zh + border.zh, f"{words.en} {border.en}")


@guard(
    "no_heavier_notice_without_new_facts",
    Text("再次告知更重的，有新查明的事实", "a heavier notice rests on new facts"),
    needs_fields=True,
)
def no_heavier_notice_without_new_facts(context: GuardContext) -> Text | None:
    if not context.projection.has_done("notify") or context.fields.get("new_facts"):
        return None
    return _heavier(context)


@guard("penalty_not_heavier_than_notified", Text("不比告知的更重", "no heavier than notified"), needs_fields=True)
def penalty_not_heavier_than_notified(context: GuardContext) -> Text | None:
    return _heavier(context)


def _heavier(context: GuardContext) -> Text | None:
    """AP Law 45: a defence or a hearing never makes it heavier; what was not notified cannot be decided (44)."""
    facts = context.projection.facts
    added = set(context.fields.get("kinds", ())) - set(facts.get("kinds") or ())
    before, now = sum_of(facts.get("fine")) or Decimal(0), sum_of(context.fields.get("fine")) or Decimal(0)
    taken = sum_of(facts.get("confiscation")) or Decimal(0)
    taking = sum_of(context.fields.get("confiscation")) or Decimal(0)
    if now <= before and taking <= taken and not added:
        return None
    return Text(
        f"比告知的重（告知罚款 {before} 元、没收 {taken} 元）：不得因陈述申辩、听证加重，没有告知的不能决定。",
        f"Heavier than notified (fine {before}, confiscation {taken} yuan): a defence or hearing never adds, and what "
        "was not notified cannot be decided.",
    )


@guard(
    "notice_is_served", Text("告知书送达了", "the notice is served"), rests_on=("serve_notice", "deem_notice_served")
)
def notice_is_served(context: GuardContext) -> Text | None:
    if context.projection.facts.get("notice") == "given" and _fresh(context):
        return None
    return Text("告知书还没有送达当事人。", "The notice has not been served on the party.")


def _fresh(context: GuardContext) -> bool:
    """The party's days began with the latest notice, not with one that was given anew since."""
    clock = context.projection.clocks.get(DEFENCE)
    return clock is not None and clock.opened_by > last_done(context, ("notify",))


def last_done(context: GuardContext, acts: Iterable[str]) -> int:
    """The number of the last of these acts; 0 where none was done."""
    return max((mark["seq"] for act in acts for mark in context.projection.done.get(act, ())), default=0)


@guard("notice_not_served_yet", Text("这份告知书还没有送达", "this notice is not served yet"))
def notice_not_served_yet(context: GuardContext) -> Text | None:
    if last_done(context, ("serve_notice",)) < last_done(context, ("notify",)):
        return None
    return Text("这份告知书已经送达，或者正在公告。", "This notice is served already, or being announced.")


@guard("defence_in_its_days", Text("在陈述申辩期内", "within the days for the defence"))
def defence_in_its_days(context: GuardContext) -> Text | None:
    words = Text("陈述申辩期 {due} 已满。", "The days for the defence ended on {due}.")
    return lack_when_over(context, DEFENCE, words)


@guard("defence_is_over", Text("陈述申辩期满，或者书面放弃", "the days for the defence are over, or waived"))
def defence_is_over(context: GuardContext) -> Text | None:
    if not _fresh(context):
        return Text("告知书还没有送达当事人。", "The notice has not been served on the party.")
    if context.projection.facts.get("defence_waived") == "yes":
        return None
    words = Text("陈述申辩期到 {due}，满期以后才能往下走。", "The party has until {due}; go on only after that day.")
    return lack_until_over(context, DEFENCE, words)


@guard("defence_was_made", Text("有陈述申辩要复核", "there is a defence to answer"))
def defence_was_made(context: GuardContext) -> Text | None:
    if context.projection.facts.get("defence") == "made":
        return None
    return Text("没有陈述申辩要复核。", "There is no defence to answer.")


@guard("defence_is_answered", Text("陈述申辩复核过了", "the defence was answered"), rests_on=("answer_defence",))
def defence_is_answered(context: GuardContext) -> Text | None:
    facts = context.projection.facts
    if facts.get("defence") != "made" or facts.get("defence_answered") == "yes":
        return None
    return Text("陈述申辩还没有复核。", "The defence has not been answered.")


# ---- hearing


@guard("hearing_was_offered", Text("告知过听证权利", "the right to a hearing was told"))
def hearing_was_offered(context: GuardContext) -> Text | None:
    if context.projection.facts.get("hearing_offered"):
        return None
    return Text(
        "这件案子没有告知听证权利；依法应当听证的，重新告知。",
        "No hearing was offered; where one is owed, give notice anew.",
    )


@guard("hearing_asked_in_time", Text("在期限以内提出", "asked in time"), needs_fields=True)
def hearing_asked_in_time(context: GuardContext) -> Text | None:
    asked, clock = date.fromisoformat(context.fields["asked_on"]), context.projection.clocks.get(REQUEST)
    if asked > context.on:
        return Text("提出日期不能在今天以后。", "The day it was asked cannot lie in the future.")
    if asked.isoformat() < str(context.projection.facts.get("notice_served_on") or ""):
        return Text("提出日期不能早于告知书送达。", "It cannot be asked for before the notice was served.")
    if clock and asked <= date.fromisoformat(clock.due):
        return None
    due = clock.due if clock else "—"
    return Text(f"要求听证的期限到 {due}，已过。", f"A hearing could be asked for until {due}.")


@guard("hearing_was_asked", Text("当事人要求听证", "the party asked for a hearing"), rests_on=("request_hearing",))
def hearing_was_asked(context: GuardContext) -> Text | None:
    if context.projection.facts.get("hearing") == "asked":
        return None
    return Text("当事人没有要求听证。", "The party did not ask for a hearing.")


@guard(
    "told_ahead_of_the_hearing",
    Text("提前法定工作日通知", "told its working days ahead"),
    needs_fields=True,
    needs_world=(EARLIEST_HEARING,),
)
def told_ahead_of_the_hearing(context: GuardContext) -> Text | None:
    earliest = context.world[EARLIEST_HEARING]
    if context.fields["planned_on"] >= earliest:
        return None
    return Text(f"今天通知的，最早 {earliest} 举行。", f"Told today, it is held on {earliest} at the earliest.")


@guard("chair_is_no_investigator", Text("主持人不是本案调查人员", "the chair did not investigate"), needs_fields=True)
def chair_is_no_investigator(context: GuardContext) -> Text | None:
    chair, relations, done = context.fields["chair"], context.projection.relations, context.projection.done
    posts = {mark["by"].get("post") for act in INVESTIGATING for mark in done.get(act, ())}
    team = {(relations.get(name) or {}).get("person") for name in TEAM}
    if chair.get("person") and chair["post"] not in posts and chair["person"] not in team:
        return None
    return Text("主持人不能是本案调查人员，也不能空缺。", "The chair is somebody in office who did not investigate.")


@guard("on_the_day_of_the_hearing", Text("通知的那一天起", "not before the day told"))
def on_the_day_of_the_hearing(context: GuardContext) -> Text | None:
    planned = context.projection.facts.get("planned_on")
    if not planned or context.on.isoformat() >= planned:
        return None
    return Text(f"通知的听证日期是 {planned}。", f"The hearing was called for {planned}.")


@guard(
    "not_too_many_agents",
    Text("代理人不超过法定人数", "not too many agents"),
    needs_fields=True,
    needs_world=(NUMBERS,),
)
def not_too_many_agents(context: GuardContext) -> Text | None:
    most = context.world[NUMBERS]["agents"]
    if 0 <= context.fields["agents"] <= most:
        return None
    return Text(f"代理人最多 {most} 人。", f"At most {most} agents.")


@guard("hearing_is_settled", Text("听证办过、放弃，或者没有要求", "the hearing is settled"), needs_world=(NUMBERS,))
def hearing_is_settled(context: GuardContext) -> Text | None:
    facts = context.projection.facts
    state = facts.get("hearing")
    if state in ("asked", "called"):
        return Text("当事人要求了听证，还没有举行。", "The party asked for a hearing; it has not been held.")
    if state in ("held", "abandoned") or facts.get("waiver_covers") == "both" or not facts.get("hearing_offered"):
        return None
    clock = context.projection.clocks.get(REQUEST)
    if clock is None or clock_is_over(context, REQUEST):
        return None
    return Text(f"要求听证的期限到 {clock.due}。", f"The party may ask for a hearing until {clock.due}.")


# ---- legal review, collective discussion, days


def review_owed(context: GuardContext) -> bool:
    return review_owed_by(context.projection)


def review_owed_by(projection: Projection) -> bool:
    """AP Law 58: major public interest, after a hearing, complex, or where the law says so."""
    weight = set(projection.facts.get("weight") or ())
    return projection.has_done("hold_hearing") or bool(weight & {"public_interest", "complex", "by_law"})


def discussion_owed(context: GuardContext) -> bool:
    """AP Law 57, Measures 51: severe kinds, large sums, mitigation, complex or grave cases, public interest."""
    weight = set(context.projection.facts.get("weight") or ())
    return bool(
        weight & {"public_interest", "complex", "major"}
        or SEVERE & set(_kinds(context))
        or known(context, "mitigation") in MITIGATED
        or any(sum_ >= threshold_of(context) for sum_ in _sums(context))
    )


@guard(
    "legally_reviewed_where_owed",
    Text("该法制审核的审核通过", "legally reviewed where owed"),
    rests_on=("legal_review",),
)
def legally_reviewed_where_owed(context: GuardContext) -> Text | None:
    after = last_done(context, ("legal_review",)) > last_done(context, ("notify",))
    if not review_owed(context) or (after and context.projection.facts.get("legal_result") == "passed"):
        return None
    return Text(
        "这件案子应当法制审核，未经审核或者未通过的，不得作出决定。",
        "Legal review is owed here; without a pass there is no decision.",
    )


@guard(
    "discussed_where_owed",
    Text("该集体讨论的讨论过", "collectively discussed where owed"),
    needs_world=(NUMBERS,),
    rests_on=("discuss",),
)
def discussed_where_owed(context: GuardContext) -> Text | None:
    if not discussion_owed(context) or last_done(context, ("discuss",)) > last_done(context, ("notify",)):
        return None
    return Text("这件案子应当由负责人集体讨论决定。", "The heads decide this case collectively.")


@guard("decided_within_its_days", Text("在办案期限以内", "within the days to decide"))
def decided_within_its_days(context: GuardContext) -> Text | None:
    words = Text(
        "办案期限 {due} 已满，没有延长，不能作出决定。", "The days to decide ended on {due} without extension."
    )
    return lack_when_over(context, "penalty.decision", words)


@guard("conditions_of_no_penalty", Text("不予处罚的条件齐了", "the conditions of no penalty hold"), needs_fields=True)
def conditions_of_no_penalty(context: GuardContext) -> Text | None:
    fields = context.fields
    corrected, harm = bool(fields.get("corrected")), fields["harm"]
    holds = {
        "no_penalty_minor": corrected and harm == "none",
        "no_penalty_first": corrected and harm in ("none", "slight") and bool(fields.get("first_offence")),
    }
    if holds.get(fields["outcome"], True):
        return None
    return Text(
        "条件不齐：轻微的要已改正、没有后果；初次的要初次、后果轻微、已改正。",
        "The conditions are missing: minor asks for correction and no harm, first offence for slight harm.",
    )


@guard("party_is_educated", Text("教育了当事人", "the party was educated"), needs_fields=True)
def party_is_educated(context: GuardContext) -> Text | None:
    if not context.fields["outcome"].startswith("no_penalty") or context.fields.get("education"):
        return None
    return Text("不予处罚的，写明怎样教育当事人。", "Where there is no penalty, say how the party was educated.")


# ---- service, performance, closing


@guard("correction_is_ordered", Text("作出过责令改正决定", "a correction was ordered"), rests_on=("order_correction",))
def correction_is_ordered(context: GuardContext) -> Text | None:
    if context.projection.has_done("order_correction"):
        return None
    return Text("还没有作出责令改正决定。", "No correction has been ordered.")


#: the fact that holds the day of the paper each act of service serves
PAPER_DAYS = {
    "serve_notice": "notified_on",
    "serve_decision": "decided_on",
    "serve_correction": "correction_ordered_on",
}


@guard(
    "served_between_paper_and_today",
    Text("送达不早于文书，不晚于今天", "served after the paper, by today"),
    needs_fields=True,
)
def served_between_paper_and_today(context: GuardContext) -> Text | None:
    served = date.fromisoformat(context.fields["served_on"])
    paper = context.projection.facts.get(PAPER_DAYS.get(context.transition.act, ""))
    if served <= context.on and (not paper or served.isoformat() >= paper):
        return None
    return Text(f"送达日期在 {paper} 至今天之间。", f"The day of service lies between {paper} and today.")


@guard(
    "electronic_with_consent",
    Text("电子送达有签名的确认书", "electronic service has signed consent"),
    needs_fields=True,
)
def electronic_with_consent(context: GuardContext) -> Text | None:
    if context.fields["mode"] != "electronic" or context.fields.get("consent"):
        return None
    return Text("电子送达要有当事人签名的确认书。", "Electronic service needs the party’s signed consent.")


@guard("not_announced_yet", Text("没有在公告期内", "not within an announcement"))
def not_announced_yet(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(ANNOUNCEMENT)
    if clock is None or clock.status != "running":
        return None
    return Text(f"正在公告送达，{clock.due} 届满。", f"Being served by announcement until {clock.due}.")


@guard("announcement_is_over", Text("公告期满", "the announcement ended"), rests_on=("serve_notice", "serve_decision"))
def announcement_is_over(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(ANNOUNCEMENT)
    if clock is None or clock.status != "running":
        return Text("没有公告送达。", "Nothing is being served by announcement.")
    if context.on > date.fromisoformat(clock.due):
        return None
    return Text(f"公告期到 {clock.due}。", f"The announcement runs until {clock.due}.")


@guard("deemed_on_its_last_day", Text("视为送达日期是公告届满日", "deemed served on its last day"), needs_fields=True)
def deemed_on_its_last_day(context: GuardContext) -> Text | None:
    clock = context.projection.clocks.get(ANNOUNCEMENT)
    if clock is None or context.fields["served_on"] == clock.due:
        return None
    return Text(f"视为送达日期是公告届满日 {clock.due}。", f"It is deemed served on the last day, {clock.due}.")


@guard("served_within_its_days", Text("在送达期限以内", "served within its days"))
def served_within_its_days(context: GuardContext) -> Text | None:
    words = Text("决定书应当在 {due} 以前送达，已经逾期。", "The decision was to be served by {due}.")
    clock = context.projection.clocks.get("penalty.service")
    return lack_when_over(context, "penalty.service", words) if clock and clock.status == "running" else None


@guard("performed_by_today", Text("履行日期不在以后", "performed by today"), needs_fields=True)
def performed_by_today(context: GuardContext) -> Text | None:
    day = day_of(context, "performed_on")
    if context.fields["performed"] == "yes" and "performed_on" not in context.fields:
        return Text("写明哪天履行完毕。", "Say when it was performed.")
    return (
        None
        if day is None or day <= context.on
        else Text("履行日期不能在以后。", "It cannot be performed in the future.")
    )


@guard("closed_with_its_ground", Text("结案理由与履行情况一致", "the ground fits what was recorded"), needs_fields=True)
def closed_with_its_ground(context: GuardContext) -> Text | None:
    facts, ground = context.projection.facts, context.fields["closing_ground"]
    if ground == "performed" and facts.get("performed") != "yes":
        return Text("还没有登记全部履行。", "Full performance has not been recorded.")
    if ground == "revoked" and not facts.get("decision_revoked_on"):
        return Text("决定没有被撤销。", "The decision was not revoked.")
    return None
