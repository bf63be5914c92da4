"""Conditions of a notice on automatic monitoring (自动监控异常督办). What the records know arrives as world facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from qingtian.language import Text
from qingtian.procedures.guards.common import lack_until_over
from qingtian.procedures.guards.registry import GuardContext, guard

#: a function: number of an outlet → number of its unit, None where there is no such outlet
UNIT_OF = "unit_of_outlet"
#: kinds of marks the unit declared that touch the hours of the notice
MARKED = "declared_marks"
#: numbers of cases and visits that came from this notice
CAME_FROM = "came_from_this"
#: how the form writes a moment
HOURS_FORM = "%Y-%m-%d %H:%M"

#: reasons that explain; every other one says that it stands
EXPLAINS = frozenset({"declared_start", "declared_stop", "declared_device", "transmission_fault", "our_side"})
#: kinds of marks one of which must have been declared for such a reason
MARKS_FOR: dict[str, frozenset[str]] = {
    "declared_start": frozenset({"start_up", "shut_down"}),
    "declared_stop": frozenset({"stop"}),
    "declared_device": frozenset({"maintenance", "fault"}),
}


def hour_of(written: object) -> datetime | None:
    """A moment as the form writes it, in the city's own time; None where it is none."""
    try:
        return datetime.strptime(str(written).strip(), HOURS_FORM)  # noqa: DTZ007 - local by meaning
    except ValueError:
        return None


@guard(
    "outlet_of_the_unit",
    Text("排放口属于这个单位", "the outlet is the unit's"),
    needs_fields=True,
    needs_world=(UNIT_OF,),
)
def outlet_of_the_unit(context: GuardContext) -> Text | None:
    unit_of: Callable[[str], str | None] = context.world[UNIT_OF]
    number = str(context.fields["outlet"]).strip()
    unit = unit_of(number)
    if unit is None:
        return Text("没有编号“{n}”的排放口。", "There is no outlet “{n}”.").format(n=number)
    if unit != context.fields["party"].get("number"):
        return Text("排放口 {n} 不是这个单位的。", "Outlet {n} is not this unit’s.").format(n=number)
    return None


@guard("hours_are_read", Text("时段写清楚、已经过去", "the hours are given and over"), needs_fields=True)
def hours_are_read(context: GuardContext) -> Text | None:
    begins, ends = hour_of(context.fields["from_hour"]), hour_of(context.fields["to_hour"])
    if begins is None or ends is None:
        return Text("时段写成 2026-11-20 02:00。", "Write the hours like 2026-11-20 02:00.")
    if begins >= ends:
        return Text("时段的终点要在起点之后。", "The hours must end after they begin.")
    if begins.date() > context.on:
        return Text("时段不能在发通知那天之后。", "The hours cannot lie after the day of the notice.")
    return None


@guard(
    "answer_after_service",
    Text("答复不早于送达、不晚于今天", "answered after service, by today"),
    needs_fields=True,
    rests_on=("serve",),
)
def answer_after_service(context: GuardContext) -> Text | None:
    received = date.fromisoformat(context.fields["received_on"])
    served = context.projection.done.get("serve", ())
    if received > context.on:
        return Text("收到日期不能在今天之后。", "The answer cannot come after today.")
    if served and received < date.fromisoformat(served[-1]["on"]):
        return Text("答复早于送达，日期对不上。", "The answer lies before the service.")
    return None


@guard("time_to_answer_is_over", Text("答复期过完", "the time to answer is over"), rests_on=("serve",))
def time_to_answer_is_over(context: GuardContext) -> Text | None:
    missing = Text("答复期到 {due}，过完才能记没有答复。", "The time to answer ends on {due}; only then is there none.")
    return lack_until_over(context, "monitors.answer", missing)


@guard("reason_fits_the_verdict", Text("理由与结论一致", "the reason fits the verdict"), needs_fields=True)
def reason_fits_the_verdict(context: GuardContext) -> Text | None:
    explained = context.fields["verdict"] == "explained"
    if (context.fields["ground"] in EXPLAINS) == explained:
        return None
    return Text(
        "理由和结论对不上：说明的理由配“已说明”，成立的理由配“成立”。", "The reason does not go with the verdict."
    )


@guard(
    "explained_by_a_declared_mark",
    Text("说是启停、停运、维护的，要有企业申报的标记", "a start, stop or maintenance needs the mark the unit declared"),
    needs_fields=True,
    needs_world=(MARKED,),
)
def explained_by_a_declared_mark(context: GuardContext) -> Text | None:
    wanted = MARKS_FOR.get(context.fields["ground"])
    if wanted is None or wanted & frozenset(context.world.get(MARKED, ())):
        return None
    return Text(
        "这个时段没有企业申报的相应标记，不能据此判定“已说明”。",
        "The unit declared no such mark for these hours; they are not explained by it.",
    )


@guard(
    "silence_explains_nothing",
    Text("没有答复的，只有我方差错才算已说明", "without an answer only an error on our side explains"),
    needs_fields=True,
)
def silence_explains_nothing(context: GuardContext) -> Text | None:
    answered = context.projection.has_done("enter_answer")
    if answered or context.fields["verdict"] == "stands" or context.fields["ground"] == "our_side":
        return None
    return Text("企业没有答复，不能判定“已说明”。", "The unit did not answer; nothing is explained.")


@guard(
    "matter_comes_from_this",
    Text("那一件写明来自本件", "that matter says it comes from this notice"),
    needs_fields=True,
    needs_world=(CAME_FROM,),
)
def matter_comes_from_this(context: GuardContext) -> Text | None:
    if context.fields["became"].get("number") in context.world.get(CAME_FROM, ()):
        return None
    return Text(
        "那一件没有写来自本件。先从本件登记线索或者检查。",
        "That matter does not say it comes from this notice. Register the clue or the visit from here first.",
    )
