"""What a page of petition figures is asked for: a period, an area, a kind, a channel; read from its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from qingtian.apps.petition_figures.changes import period_before
from qingtian.apps.petition_figures.counting import KINDS
from qingtian.apps.petition_figures.questions import Asked, scope
from qingtian.apps.places.models import Area
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.standards import periods
from qingtian.standards.periods import Period
from qingtian.web.design.fields import Choice as Option
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.figures.words import channel_words, kind_words
from qingtian.web.desk.reporting import channels
from qingtian.web.templatetags.words import name

MADE: Mapping[str, Callable[[date], Period]] = {
    "week": periods.week_of,
    "month": periods.month_of,
    "quarter": periods.quarter_of,
    "year": periods.year_of,
    "day": periods.day,
}
SPANS: Mapping[str, Text] = {
    "week": Text("周", "week"),
    "month": Text("月", "month"),
    "quarter": Text("季度", "quarter"),
    "year": Text("年", "year"),
    "day": Text("日", "day"),
    "span": Text("任意几天", "any run of days"),
}
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
LONGEST = 3660
UNREADABLE = Text("看不懂这个日期，写成 2026-10-31。", "This is no date; write 2026-10-31.")
BACKWARDS = Text("结束的一天早于开始的一天。", "The last day is before the first.")
TOO_LONG = Text("最多十年。", "Ten years at most.")
ALL = Text("全部", "All")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for, whole; where something could not be read, the default stands and ``faults`` says why."""

    period: Period
    area: str = ""
    kind: str = ""
    channel: str = ""
    faults: Mapping[str, Text] = field(default_factory=dict)

    def query(self, **changes: object) -> str:
        """The address of the same page with changes."""
        own = {
            "span": self.period.kind,
            "on": self.period.first.isoformat(),
            "to": self.period.last.isoformat() if self.period.kind == "span" else "",
            "area": self.area,
            "kind": self.kind,
            "channel": self.channel,
        }
        return urlencode({key: value for key, value in {**own, **changes}.items() if value not in ("", None)})

    def asked(self, actor: Actor, as_of: date) -> Asked:
        """The question to the figures, in the scope of who asks."""
        seen = scope(actor)
        return Asked(self.period.first, self.period.last, as_of, seen, self.area, self.kind, self.channel)

    @property
    def before(self) -> str:
        """The address of the period before."""
        found = period_before(self.period)
        return self.query(on=found.first, to=found.last if found.kind == "span" else "")

    @property
    def after(self) -> str:
        """The address of the period after."""
        first = date.fromordinal(self.period.last.toordinal() + 1)
        to = date.fromordinal(first.toordinal() + self.period.days - 1) if self.period.kind == "span" else ""
        return self.query(on=first, to=to)


def chosen(sent: Mapping[str, str], today: date) -> Chosen:
    """Read an address; the month of ``today`` where none is asked for."""
    faults: dict[str, Text] = {}
    wanted = sent.get("span", "month")
    on = _day(sent.get("on", ""), today, "on", faults)
    period = _run(on, sent.get("to", ""), faults) if wanted == "span" else MADE.get(wanted, periods.month_of)(on)
    area, kind, channel = (sent.get(key, "") for key in ("area", "kind", "channel"))
    known = Area.objects.filter(code=area).exists() if area else False
    return Chosen(
        period,
        area if known else "",
        kind if kind in KINDS else "",
        channel if channel in channels() else "",
        faults,
    )


def _run(on: date, to: str, faults: dict[str, Text]) -> Period:
    last = _day(to, on, "to", faults)
    if last < on:
        faults["to"] = BACKWARDS
    elif (last - on).days > LONGEST:
        faults["to"] = TOO_LONG
    return periods.span(on, on if "to" in faults else last)


def _day(written: str, otherwise: date, name_: str, faults: dict[str, Text]) -> date:
    if not written:
        return otherwise
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = date.min
    if FIRST <= found < LAST:
        return found
    faults[name_] = UNREADABLE
    return otherwise


def fields(chosen_: Chosen) -> list[FieldView]:
    """The line of choices above the figures."""
    last = chosen_.period.last.isoformat() if chosen_.period.kind == "span" else ""
    areas = [Option(area.code, name(area)) for area in Area.objects.order_by("path")]
    every = Option("", ALL)
    spans = [Option(code, words) for code, words in SPANS.items()]
    kinds = [Option(code, kind_words(code)) for code in KINDS]
    ways = [Option(code, channel_words(code)) for code in channels()]
    on, to = Text("哪一天（在时段里就行）", "Day (any in the period)"), Text("到（任意几天时）", "To (a run of days)")
    faults = chosen_.faults
    return [
        FieldView("span", Text("时段", "Period"), "select", value=chosen_.period.kind, choices=spans),
        FieldView("on", on, "date", value=chosen_.period.first.isoformat(), width="date", error=faults.get("on", "")),
        FieldView("to", to, "date", value=last, required=False, width="date", error=faults.get("to", "")),
        FieldView("area", Text("地方", "Place"), "select", value=chosen_.area, choices=[every, *areas]),
        FieldView("kind", Text("污染类型", "Kind"), "select", value=chosen_.kind, choices=[every, *kinds]),
        FieldView("channel", Text("渠道", "Channel"), "select", value=chosen_.channel, choices=[every, *ways]),
    ]
