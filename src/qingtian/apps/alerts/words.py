"""What an alert says in words: its title, and what the data say. No person is named, a unit by its outlet."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from qingtian.alerts.evaluation import Episode
from qingtian.alerts.rule import Rule
from qingtian.alerts.values import written
from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.watching import Watched
from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
TITLE = "{title}：{who}"
AND_MORE = "{names}等 {n} 处"
#: names a title has room for
NAMED = 3
SAYS = "自 {began} 起，{limit}。最突出的值 {peak}（{who}，{at}）。"
SAYS_SILENT = "自 {began} 起，{limit}。"


def title(watched: Watched, episode: Episode) -> str:
    """In Chinese, as every matter's title."""
    return TITLE.format(title=watched.rule.title.zh, who=names(watched, episode))


def names(watched: Watched, episode: Episode) -> str:
    found = [watched.subjects[code].name.zh if code in watched.subjects else code for code in episode.subjects]
    shown = "、".join(found[:NAMED])
    return shown if len(found) <= NAMED else AND_MORE.format(names=shown, n=len(found))


def what(watched: Watched, episode: Episode) -> str:
    """What the data say, with the rule's own condition and the loudest value."""
    values = {"began": moment(episode.began), "limit": condition(watched.rule).zh}
    if episode.peak is None or watched.rule.kind == "missing":
        return SAYS_SILENT.format(**values)
    subject = watched.subjects.get(episode.peak.subject)
    return SAYS.format(
        **values, peak=peak(watched, episode), who=subject.name.zh if subject else "", at=moment(episode.peak.at)
    )


def peak(watched: Watched, episode: Episode) -> str:
    """The loudest value with its unit; empty where silence is the alert."""
    if episode.peak is None or watched.rule.kind == "missing":
        return ""
    return f"{written(episode.peak.number, watched.item.scale)} {watched.item.unit}".strip()


def moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def condition(rule: Rule) -> Text:
    """The condition as people say it."""
    return CONDITIONS[rule.kind].format(periods=IN_A_ROW[rule.period].format(n=rule.for_periods), **_parts(rule))


#: counted periods
COUNTED: dict[str, Text] = {"hour": Text("{n} 个小时", "{n} hour(s)"), "day": Text("{n} 天", "{n} day(s)")}
IN_A_ROW: dict[str, Text] = {
    period: Text(f"连续 {words.zh}", f"{words.en} in a row") for period, words in COUNTED.items()
}
CONDITIONS: dict[str, Text] = {
    "threshold": Text("{item} {bound}，{periods}", "{item} {bound}, {periods}"),
    "trend": Text(
        "{item} {within}内{direction} {by} 以上，{periods}",
        "{item} {direction} by {by} or more within {within}, {periods}",
    ),
    "missing": Text("{item} 没有可用的值，{periods}", "{item} without a usable value, {periods}"),
    "pattern": Text("{item} {shape}", "{item} {shape}"),
}
BOUNDS: dict[str, Text] = {
    "at_least": Text("{n} 以上", "at least {n}"),
    "above": Text("超过 {n}", "above {n}"),
    "at_most": Text("{n} 以下", "at most {n}"),
    "below": Text("低于 {n}", "below {n}"),
}
SHAPES: dict[str, Text] = {
    "frozen": Text("连续 {times}完全相同", "the same for {times}"),
    "often": Text("最近 {out_of}里有 {times}{bound}", "{bound} for {times} of the last {out_of}"),
}
DIRECTIONS: dict[str, Text] = {"rise": Text("上升", "rising"), "fall": Text("下降", "falling")}


def _parts(rule: Rule) -> dict[str, Text | str]:
    unit, counted = f" {rule.unit}" if rule.unit else "", COUNTED[rule.period]
    source = SOURCES.get(rule.medium)
    item = source.item(rule.item) if source else None
    parts: dict[str, Text | str] = {"item": item.title if item else rule.item}
    threshold = rule.threshold or (rule.pattern.threshold if rule.pattern else None)
    if threshold:
        name = next(one for one in BOUNDS if getattr(threshold, one) is not None)
        parts["bound"] = BOUNDS[name].format(n=f"{threshold.bound}{unit}")
    if rule.trend:
        parts |= {"by": f"{rule.trend.by}{unit}", "within": counted.format(n=rule.trend.within)}
        parts["direction"] = DIRECTIONS[rule.trend.direction]
    if rule.pattern:
        shape, of = SHAPES[rule.pattern.shape], counted.format(n=rule.pattern.out_of)
        parts["shape"] = shape.format(**parts, times=counted.format(n=rule.pattern.times), out_of=of)
    return parts
