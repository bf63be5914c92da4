"""Evaluation (预警评估): computed from the record and the air, never typed: times of steps, predicted against measured,
share of units that answered; where the air was not measured it says so and claims nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qingtian.apps.air_warnings.models import AirWarning, Response
from qingtian.apps.air_warnings.sources.measured import measured_days
from qingtian.apps.air_warnings.tables import table_in_force
from qingtian.apps.proceedings.models import Act
from qingtian.foresight.warning import SHANGHAI, TIERS, find
from qingtian.language import Text

#: acts whose time is told, in order
STEPS: Mapping[str, Text] = {
    "suggest": Text("提示", "suggested"),
    "propose": Text("报建议", "proposed"),
    "approve": Text("批准", "approved"),
    "issue": Text("发布", "issued"),
    "tell": Text("首次通知单位", "units first told"),
    "lift": Text("解除", "lifted"),
}


@dataclass(frozen=True, slots=True)
class DayCompared:
    """One day of the warning: forecast and measured AQI, None where there is none; ``within``: inside the range, None
    where either is missing."""

    day: date
    predicted: int | None
    low: int | None
    high: int | None
    measured: int | None
    within: bool | None


@dataclass(frozen=True, slots=True)
class Shares:
    """Units told, and of them those that acknowledged (in time), carried out and were found to have done so."""

    told: int
    acknowledged: int
    in_time: int
    done: int
    checked: int
    fulfilled: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """``reached``: the tier the measured days reach by the table, empty for none, None where a day was not measured."""

    steps: tuple[tuple[str, datetime], ...]
    days: tuple[DayCompared, ...]
    reached: str | None
    shares: Shares

    def as_record(self) -> dict[str, Any]:
        """As it is frozen."""
        shares = self.shares
        return {
            "steps": [[act, at.isoformat()] for act, at in self.steps],
            "days": [
                {"day": one.day.isoformat(), "predicted": one.predicted, "low": one.low, "high": one.high,
                 "measured": one.measured, "within": one.within}
                for one in self.days
            ],
            "reached": self.reached,
            "shares": {name: getattr(shares, name) for name in Shares.__dataclass_fields__},
        }  # fmt: skip


def computed(warning: AirWarning) -> Evaluation:
    """As the air of record stands now: a day without a valid index, such as one not over, is not measured."""
    windows = measured_days(warning.area.code, warning.first_day, warning.last_day)
    held = {window.day: window.aqi for window in windows}
    predicted = {row["day"]: row for row in warning.predicted}
    days = tuple(
        _compared(window.day, predicted.get(window.day.isoformat(), {}), held.get(window.day)) for window in windows
    )
    known = [window for window in windows if held.get(window.day) is not None]
    reached = find(windows, table_in_force(warning.first_day)).tier if len(known) == len(windows) and windows else None
    return Evaluation(_steps(warning), days, reached, _shares(warning.responses.all()))


def _compared(day: date, row: Mapping[str, Any], measured: int | None) -> DayCompared:
    predicted, low, high = row.get("aqi"), row.get("low"), row.get("high")
    within = None
    if measured is not None and low is not None and high is not None:
        within = low <= measured <= high
    return DayCompared(day, predicted, low, high, measured, within)


def _steps(warning: AirWarning) -> tuple[tuple[str, datetime], ...]:
    rows = Act.objects.filter(proceeding=warning.proceeding, act__in=STEPS).order_by("seq")
    first: dict[str, datetime] = {}
    for act, at in rows.values_list("act", "recorded_at"):
        first.setdefault(act, at.astimezone(SHANGHAI))
    return tuple(first.items())


def _shares(rows: Sequence[Response] | Any) -> Shares:
    held = list(rows)
    answered = [row for row in held if row.acknowledged_at]
    return Shares(
        told=len(held),
        acknowledged=len(answered),
        in_time=sum(row.acknowledged_at <= row.answer_by for row in answered),
        done=sum(row.done_at is not None for row in held),
        checked=sum(bool(row.result) for row in held),
        fulfilled=sum(row.result == Response.Result.FULFILLED for row in held),
    )


def summary(found: Evaluation) -> str:
    """The same in words, as the act keeps them (Chinese, the language of the file)."""
    steps = "，".join(f"{STEPS[act].zh} {at:%m-%d %H:%M}" for act, at in found.steps)
    days = "，".join(f"{one.day:%m-%d} 预报{_range(one)}、实测{_figure(one.measured)}" for one in found.days)
    compared = [one for one in found.days if one.within is not None]
    hits = (
        f"预报范围命中 {sum(bool(one.within) for one in compared)}/{len(compared)} 天"
        if compared
        else "预报和实测对不上日子，命中率没有数"
    )
    shares = found.shares
    answered = (
        f"通知 {shares.told} 家，回执 {shares.acknowledged} 家（按时 {shares.in_time} 家），落实 {shares.done} 家，"
        f"核查 {shares.checked} 家、落实了 {shares.fulfilled} 家"
        if shares.told
        else "没有通知任何单位"
    )
    return f"各步：{steps}。\n逐日：{days}。{hits}。\n{reached_words(found.reached).zh}\n单位：{answered}。"


def reached_words(reached: str | None) -> Text:
    """What the measured days reach."""
    if reached is None:
        return Text(
            "有日子没有实测，不说达没达到级别。", "Some day was not measured: whether a tier was reached is not said."
        )
    if not reached:
        return Text("实测没有达到任何一级。", "The measured days reach no tier.")
    return Text("实测达到{tier}。", "The measured days reach {tier}.").format(tier=TIERS[reached])


def _range(one: DayCompared) -> str:
    if one.low is not None and one.high is not None:
        return f" {one.low}–{one.high}"
    return _figure(one.predicted)


def _figure(value: int | None) -> str:
    return "没有数" if value is None else f" {value}"
