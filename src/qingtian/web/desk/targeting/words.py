"""What the pages of targeting share: whose they are, the area an officer looks at, reasons and estimates in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from qingtian.apps.parties.models import Party
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.targeting.models import PlannedVisit, RankedObject, TargetEvent
from qingtian.apps.targeting.queries import events_named
from qingtian.apps.targeting.registry import kind_words
from qingtian.apps.targeting.telling import in_line
from qingtian.language import Text
from qingtian.procedures.who import ROLES
from qingtian.targeting.visits import Rate
from qingtian.web.access import TARGETING_READERS
from qingtian.web.desk.seat import DeskRequest

NAV = "desk:enforcement"
READERS = frozenset(TARGETING_READERS.split()) & ROLES.keys()
#: bars are drawn so wide, in units of the drawing
BAR = 120
TERMS: dict[str, Text] = {
    "own_events": Text("这个单位自己的线索", "Events of the unit itself"),
    "events_near": Text("附近、没有说是谁的线索", "Events near it that name nobody"),
    "since_visit": Text("多久没有去过", "Time since the last visit"),
    "size": Text("重点单位", "Key unit"),
    "base": Text("基数", "Base"),
}
CERTAINTIES: dict[str, Text] = {
    "reported": Text("有人反映", "Reported"),
    "measured": Text("监测到", "Measured"),
    "confirmed": Text("已核实", "Confirmed"),
    "explained": Text("有解释（工况、天气）", "Explained (operation, weather)"),
    "doubtful": Text("可疑（仪器）", "Doubtful (instrument)"),
    "false_alarm": Text("不属实、误报", "False alarm"),
}
RESULTS: dict[str, Text] = {
    "": Text("还没有结果", "No result yet"),
    "violation": Text("发现问题", "Something was found"),
    "none": Text("没有发现问题", "Nothing was found"),
    "left_out": Text("没有去", "Not visited"),
}
SIZES = {
    "key": Text("重点单位", "Key units"),
    "unknown": Text("其他单位", "Other units"),
    "": Text("不详", "Not known"),
}
PERCENT = Text("{n}%", "{n} %")
BETWEEN = Text("{low}%～{high}%", "{low} to {high} %")
LONG_AGO = Text("没有近期线索：很久没有去过", "No recent event: not visited for long")
NOT_LEARNT = Text("检查结果还太少，不给概率", "Too few results of visits for a probability")


@dataclass(frozen=True, slots=True)
class Reason:
    """One event as a page shows it. ``matter`` is linked only where this officer may see it."""

    event: TargetEvent
    what: Text
    certainty: Text
    share: int
    width: int
    near: bool
    matter: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability with its interval, whole per cent; ``words`` alone where none was taught."""

    words: Text
    interval: Text | None = None
    left: int = 0
    width: int = 0
    point: int = 0


def own_area(request: DeskRequest) -> Area | None:
    """The area an officer looks at: the own one of the organ; None for whoever has none."""
    chain = request.actor.area_chain
    return Area.objects.filter(code=chain[-1]).first() if chain else None


def estimate(row: RankedObject | PlannedVisit) -> Estimate:
    """What the ranking expects of a visit."""
    if row.probability is None or row.low is None or row.high is None:
        return Estimate(NOT_LEARNT)
    low, middle, high = (round(100 * one) for one in (row.low, row.probability, row.high))
    return Estimate(
        PERCENT.format(n=middle),
        BETWEEN.format(low=low, high=high),
        left=low * BAR // 100,
        width=max((high - low) * BAR // 100, 1),
        point=middle * BAR // 100,
    )


def reasons(request: DeskRequest, rows: Iterable[RankedObject | PlannedVisit]) -> dict[int, list[Reason]]:
    """The contributing events of these rows by their key; two queries for all of them."""
    told = {row.pk: list((row.reasons or {}).get("events", ())) for row in rows}
    events = events_named([one["event"] for of in told.values() for one in of])
    numbers = {event.matter for event in events.values() if event.matter}
    seen = set(visible(request.actor).filter(number__in=numbers).values_list("number", flat=True))
    return {
        key: [_reason(events[one["event"]], one, seen) for one in of if one["event"] in events]
        for key, of in told.items()
    }


def _reason(event: TargetEvent, told: dict[str, Any], seen: set[str]) -> Reason:
    return Reason(
        event=event,
        what=kind_words(event.source, event.kind, event.detail),
        certainty=CERTAINTIES[event.certainty],
        share=int(told["share"]),
        width=int(told["share"]) * BAR // 100,
        near=bool(told["near"]),
        matter=event.matter if event.matter in seen else "",
    )


def in_short(told: Sequence[Reason], most: int = 3) -> Text:
    """The first reasons in one line."""
    shown = [one for one in told[:most] if one.share]
    return in_line([(one.what, one.event.began, one.share) for one in shown]) if shown else LONG_AGO


def units_named(numbers: Iterable[str]) -> dict[str, Party]:
    """Units by number; natural persons are not there."""
    return {row.number: row for row in Party.objects.filter(number__in=set(numbers), kind=Party.Kind.UNIT)}


def rate_words(rate: Rate) -> Text:
    """3/9，33%（12%～65%）."""
    if rate.share is None or rate.interval is None:
        return Text("—", "—")
    low, high = (round(100 * one) for one in rate.interval)
    n = round(100 * rate.share)
    return Text(
        f"{rate.hits}/{rate.visits}，{n}%（{low}%～{high}%）",
        f"{rate.hits} of {rate.visits}, {n} % ({low} to {high} %)",
    )
