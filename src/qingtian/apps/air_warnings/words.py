"""A finding in words: which days, which AQI, which row of which table; what was told apart and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qingtian.foresight.warning import TIERS, Finding, Release, TierTable, Window
from qingtian.foresight.warning.tables import CAUSES, Condition
from qingtian.language import Text
from qingtian.standards.declared import CERTAINTIES

SOURCES = {"forecast": Text("预报", "forecast"), "measured": Text("实测", "measured")}
UNKNOWN = Text("没有", "none")
POLLUTANT = {"PM2_5": "PM2.5"}
REACHED = Text(
    "达到{tier}：{days}；{table}第 {row} 行“{row_words}”，共 {hours} 小时。",
    "Reaches {tier}: {days}; row {row} of {table}, “{row_words}”, {hours} h in all.",
)
NOT_REACHED = Text("没有达到任何一级：{days}；{table}。", "Reaches no tier: {days}; {table}.")
NOTHING = Text("没有预报，也没有实测，不作判断。", "There is no forecast and nothing measured: not judged.")
JOINED = Text(
    "中间有 {n} 段间隔不足以清除，按一次过程，从严。",
    "{n} gaps too short to clear it lie inside: one spell, on the strict side.",
)
UPPER = Text("按预报范围的上限会达到{tier}。", "By the upper ends of the ranges it would reach {tier}.")
APART = Text("另行应对、不计颜色：{days}。", "Told apart, without a colour: {days}.")
MISSING = Text("没有数、不作推断：{days}。", "Without a figure, nothing concluded: {days}.")
BASIS = Text("依据：{instrument}（{certainty}）。", "After {instrument} ({certainty}).")
SHOWN = Text("AQI 不大于 {most} 已经或者预计持续 {hours} 小时，达到解除条件（{need} 小时）。",
             "AQI at most {most} for {hours} h, measured or forecast: enough to lift ({need} h).")  # fmt: skip
NOT_SHOWN = Text("AQI 不大于 {most} 只看到 {hours} 小时，不到解除条件的 {need} 小时；{stop}。",
                 "AQI at most {most} for only {hours} of the {need} h that lifting needs; {stop}.")  # fmt: skip
STOPPED = Text("断在 {day}（{aqi}）", "it ends at {day} ({aqi})")
NO_MORE = Text("以后的没有数", "nothing is known beyond")


def window_words(window: Window) -> Text:
    """``01-06 预报 215（PM2.5）``."""
    source = SOURCES[window.source]
    cause = CAUSES.get(window.cause)
    names = [POLLUTANT.get(one, one) for one in window.primary]
    zh = "、".join([*names, *([cause.zh] if cause else [])])
    en = ", ".join([*names, *([cause.en] if cause else [])])
    figure = Text(str(window.aqi), str(window.aqi)) if window.aqi is not None else UNKNOWN
    day = f"{window.day:%m-%d}"
    tail_zh, tail_en = (f"（{zh}）", f" ({en})") if zh else ("", "")
    return Text(f"{day} {source.zh} {figure.zh}{tail_zh}", f"{day} {source.en} {figure.en}{tail_en}")


def windows_words(windows: Iterable[Window]) -> Text:
    words = [window_words(one) for one in windows]
    return Text("，".join(one.zh for one in words), ", ".join(one.en for one in words))


def condition_words(condition: Condition) -> Text:
    if condition.above is None:
        return Text(f"AQI 达到 {condition.reaches}", f"AQI reaches {condition.reaches}")
    zh, en = (
        f"AQI 大于 {condition.above}，持续 {condition.hours} 小时",
        f"AQI over {condition.above} for {condition.hours} h",
    )
    return Text(zh, en)


def row_words(row: Sequence[Condition]) -> Text:
    words = [condition_words(one) for one in row]
    return Text("，并且".join(one.zh for one in words), " and ".join(one.en for one in words))


def basis_words(table: TierTable) -> Text:
    return BASIS.format(instrument=table.basis.instrument, certainty=CERTAINTIES[table.basis.certainty])


def explained(finding: Finding, windows: Sequence[Window], upper: str = "") -> Text:
    """The whole reason, one paragraph. ``upper``: the tier the upper ends of the ranges would reach."""
    if not windows:
        return NOTHING
    met = finding.met
    said = [
        REACHED.format(
            tier=TIERS[met.tier], days=windows_words(met.spell.windows), table=finding.table.title, row=met.row,
            row_words=row_words(met.conditions), hours=met.spell.hours,
        )
        if met
        else NOT_REACHED.format(days=windows_words(windows), table=finding.table.title)
    ]  # fmt: skip
    if met and met.spell.joined:
        said.append(JOINED.format(n=met.spell.joined))
    if upper and upper != finding.tier:
        said.append(UPPER.format(tier=TIERS[upper]))
    if finding.apart:
        said.append(APART.format(days=windows_words(finding.apart)))
    if finding.unknown:
        said.append(MISSING.format(days=windows_words(finding.unknown)))
    said.append(basis_words(finding.table))
    return Text("".join(one.zh for one in said), " ".join(one.en for one in said))


def release_words(found: Release) -> Text:
    """What measured and forecast air say about lifting."""
    figures = {"most": found.rule.at_most, "hours": found.hours, "need": found.rule.hours}
    if found.shown:
        return SHOWN.format(**figures)
    stop = found.stopped_by
    words = (
        STOPPED.format(day=f"{stop.day:%m-%d}", aqi=stop.aqi if stop.aqi is not None else UNKNOWN) if stop else NO_MORE
    )
    return NOT_SHOWN.format(**figures, stop=words)


def kept(windows: Iterable[Window]) -> list[dict[str, Any]]:
    """Windows as a record keeps them."""
    return [
        {
            "day": one.day.isoformat(), "hours": one.hours, "aqi": one.aqi, "low": one.low, "high": one.high,
            "source": one.source, "primary": list(one.primary), "cause": one.cause,
        }
        for one in windows
    ]  # fmt: skip
