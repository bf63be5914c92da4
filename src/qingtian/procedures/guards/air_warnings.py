"""Conditions of a warning of heavy pollution (重污染天气预警)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from qingtian.foresight.warning.typed import typed_days
from qingtian.language import Text
from qingtian.procedures.guards.persons import took_part
from qingtian.procedures.guards.registry import Check, GuardContext, guard

#: given by the chapter: steps of each unit on the list by its number; what the lifting lacks; the figures computed
UNITS, RELEASE, FIGURES = "warning_units", "warning_release", "warning_figures"
#: from the mildest
ORDER = ("yellow", "orange", "red")
WRITTEN = "%Y-%m-%d %H:%M"


@guard("warning_days_in_order", Text("日子有先后", "its days are in order"), needs_fields=True)
def warning_days_in_order(context: GuardContext) -> Text | None:
    if str(context.fields.get("last_day") or "") >= str(context.fields.get("first_day") or ""):
        return None
    return Text("最后一天不能早于第一天。", "The last day cannot lie before the first.")


@guard("typed_forecast_is_understood", Text("逐日预报写得清楚", "the typed forecast is understood"), needs_fields=True)
def typed_forecast_is_understood(context: GuardContext) -> Text | None:
    try:
        typed_days(str(context.fields.get("forecast") or ""))
    except ValueError as error:
        words = Text("逐日预报这一行没看懂：{line}。", "This line of the forecast is not understood: {line}.")
        return words.format(line=str(error))
    return None


@guard("not_the_proposer", Text("批准的不是报建议的人", "approved by another person than the proposer"))
def not_the_proposer(context: GuardContext) -> Text | None:
    if not took_part(context.actor, list(context.projection.done.get("propose", ()))):
        return None
    return Text("建议是您报的，由别人批准。", "You proposed it; somebody else approves.")


def _step(way: int, lacks: Text) -> Check:
    def check(context: GuardContext) -> Text | None:
        held = ORDER.index(str(context.projection.facts["tier"]))
        wanted = ORDER.index(str(context.fields["tier"]))
        return None if (wanted - held) * way > 0 else lacks

    return check


guard("tier_is_higher", Text("比现在高", "above the present tier"), needs_fields=True)(
    _step(1, Text("升级要选比现在高的级别。", "Choose a tier above the present one."))
)
guard("tier_is_lower", Text("比现在低", "below the present tier"), needs_fields=True)(
    _step(-1, Text("降级要选比现在低的级别。", "Choose a tier below the present one."))
)


def _written(name: str) -> Check:
    def check(context: GuardContext) -> Text | None:
        try:
            found = datetime.strptime(str(context.fields.get(name) or ""), WRITTEN)  # noqa: DTZ007  (the city's own time, as written)
        except ValueError:
            return Text("时间写成 2026-01-06 18:00。", "Write the time as 2026-01-06 18:00.")
        if found.date() <= context.on:
            return None
        return Text("时间不能在这一动作的日子以后。", "The time cannot lie after the day of the act.")

    return check


_MEANS = Text("时间写清楚、不在以后", "its time is written and not ahead")
guard("moment_is_written_and_not_ahead", _MEANS, needs_fields=True)(_written("begins"))
guard("change_is_written_and_not_ahead", _MEANS, needs_fields=True)(_written("changed_at"))
guard("step_is_written_and_not_ahead", _MEANS, needs_fields=True)(_written("at"))
guard("lifting_is_written_and_not_ahead", _MEANS, needs_fields=True)(_written("ends"))


def _units(stage: str, lacks: Text) -> Check:
    def check(context: GuardContext) -> Text | None:
        known: Mapping[str, frozenset[str]] = context.world.get(UNITS, {})
        named = [one.strip() for one in str(context.fields.get("units") or "").split(",") if one.strip()]
        wrong = [one for one in named if stage not in known.get(one, frozenset())]
        if named and not wrong:
            return None
        return lacks.format(which=", ".join(wrong) or "—")

    return check


guard(
    "units_are_on_the_list",
    Text("单位在名单上、本级有措施", "the units are on the list and have measures for the tier"),
    needs_fields=True,
    needs_world=(UNITS,),
)(
    _units(
        "listed",
        Text(
            "名单上没有这些编号，或者这一级没有措施：{which}。",
            "Not on the list, or without measures for this tier: {which}.",
        ),
    )
)
guard(
    "units_were_told", Text("通知过这些单位", "the units were told"), needs_fields=True, needs_world=(UNITS,),
    rests_on=("tell",),
)(_units("told", Text("还没有通知：{which}。", "Not told yet: {which}.")))  # fmt: skip
guard(
    "units_acknowledged", Text("这些单位回执过", "the units acknowledged"), needs_fields=True, needs_world=(UNITS,),
    rests_on=("acknowledge",),
)(_units("acknowledged", Text("还没有回执：{which}。", "No acknowledgement yet: {which}.")))  # fmt: skip


@guard("release_is_shown", Text("达到解除条件", "the condition of lifting is shown"), needs_world=(RELEASE,))
def release_is_shown(context: GuardContext) -> Text | None:
    """Empty where measured and forecast air show it; else the sentence of what they show."""
    found = context.world.get(RELEASE)
    return found if isinstance(found, Text) else None


@guard(
    "figures_are_those_computed",
    Text("数字是系统算的", "the figures are those computed"),
    needs_fields=True,
    needs_world=(FIGURES,),
)
def figures_are_those_computed(context: GuardContext) -> Text | None:
    if str(context.fields.get("figures") or "").strip() == str(context.world.get(FIGURES) or "").strip():
        return None
    return Text(
        "评估的数字由系统算，不能改；请重新打开这一步。", "The figures are computed and stay; open the step again."
    )
