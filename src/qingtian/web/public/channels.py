"""Ways to report as everybody may see them, with when they are open: by the working-day calendar of the city."""

from __future__ import annotations

from datetime import datetime

from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.config.channels import DAYS, KINDS, Channel, channels, written_spans
from qingtian.language import Text
from qingtian.web.design.opening import opening

ALWAYS = Text("任何时候", "At any hour")


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
        "now": opening(channel, now, calendar().is_working) if channel.open else None,
        "code": channel.code,
    }
    return fields | {name: words for name in ("about", "follow") if (words := getattr(channel, name)) is not None}


def _hours(channel: Channel) -> Text:
    if not channel.open:
        return DAYS["working"] if channel.days == "working" else ALWAYS
    days, spans = DAYS[channel.days], written_spans(channel.open)
    return Text(f"{days.zh} {spans.replace(', ', '、')}", f"{days.en} {spans}")
