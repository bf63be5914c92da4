"""Ways to report as everybody may see them, with when they are open: by the working-day calendar of the city."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.config.channels import DAYS, KINDS, Channel, channels, written_spans
from qingtian.language import Text
from qingtian.web.design.figures import day

UNTIL = Text("现在开着，到 {time}", "Open now, until {time}")
LATER_TODAY = Text("现在不开，今天 {time} 开", "Closed now; opens at {time} today")
NEXT = Text("现在不开，{day} {time} 开", "Closed now; opens on {day} at {time}")
ALWAYS = Text("任何时候", "At any hour")
#: how far ahead the next opening is looked for: no holiday is longer
AHEAD = 20


def channels_shown(gate: Gate, now: datetime) -> list[Shown]:
    """Those the office shows, in its order; the standing decision on offices admits them."""
    if gate.closed("office") is not None:
        return []
    return gate.admit_all(Publishable("office", _fields(one, now), one.code) for one in channels() if one.shown)


def _fields(channel: Channel, now: datetime) -> dict[str, object]:
    fields: dict[str, object] = {
        "name": channel.name,
        "kind": channel.kind,
        "heading": KINDS.get(channel.kind, KINDS["other"]),
        "phone": channel.reach if channel.reach.replace("-", "").isdigit() else "",
        "reach": channel.reach,
        "address": channel.address,
        "hours": _hours(channel),
        "now": opening(channel, now) if channel.open else None,
        "code": channel.code,
    }
    return fields | {name: words for name in ("about", "follow") if (words := getattr(channel, name)) is not None}


def _hours(channel: Channel) -> Text:
    if not channel.open:
        return DAYS["working"] if channel.days == "working" else ALWAYS
    days, spans = DAYS[channel.days], written_spans(channel.open)
    return Text(f"{days.zh} {spans.replace(', ', '、')}", f"{days.en} {spans}")


def _is_open_day(channel: Channel, on: date) -> bool:
    return channel.days == "every" or calendar().is_working(on)


def opening(channel: Channel, now: datetime) -> Text:
    """Open until when, or when it opens next."""
    clock = now.time()
    if _is_open_day(channel, now.date()):
        for begins, ends in channel.open:
            if begins <= clock < ends:
                return UNTIL.format(time=_hour(ends))
            if clock < begins:
                return LATER_TODAY.format(time=_hour(begins))
    for ahead in range(1, AHEAD):
        on = now.date() + timedelta(days=ahead)
        if _is_open_day(channel, on):
            words = Text(day(on, "zh", now.date()), day(on, "en", now.date()))
            return NEXT.format(day=words, time=_hour(channel.open[0][0]))
    return _hours(channel)


def _hour(moment: time) -> str:
    return f"{moment:%H:%M}"
