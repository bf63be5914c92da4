"""Whether a window is open now, and when it opens next, in one sentence: by its hours and the working-day calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from qingtian.config.channels import Channel
from qingtian.language import Text
from qingtian.web.design.figures import day

UNTIL = Text("现在开着，到 {time}", "Open now, until {time}")
LATER_TODAY = Text("现在不开，今天 {time} 开", "Closed now; opens at {time} today")
NEXT = Text("现在不开，{day} {time} 开", "Closed now; opens on {day} at {time}")
CLOSED = Text("现在不开", "Closed now")
#: how far ahead the next opening is looked for: no holiday is longer
AHEAD = 20


def opening(channel: Channel, now: datetime, is_working: Callable[[date], bool]) -> Text:
    """Open until when, or when it opens next. A span ends before its last minute: at 12:00 the morning is over."""

    def open_on(on: date) -> bool:
        return channel.days == "every" or is_working(on)

    clock = now.time()
    if open_on(now.date()):
        for begins, ends in channel.open:
            if begins <= clock < ends:
                return UNTIL.format(time=_hour(ends))
            if clock < begins:
                return LATER_TODAY.format(time=_hour(begins))
    for ahead in range(1, AHEAD):
        on = now.date() + timedelta(days=ahead)
        if channel.open and open_on(on):
            words = Text(day(on, "zh", now.date()), day(on, "en", now.date()))
            return NEXT.format(day=words, time=_hour(channel.open[0][0]))
    return CLOSED


def _hour(moment: time) -> str:
    return f"{moment:%H:%M}"
