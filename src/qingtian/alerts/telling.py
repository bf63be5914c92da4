"""How soon somebody is told (告知), when it must be taken up (认领), when they are reminded.

Quiet hours delay a telling; they never swallow one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from qingtian.alerts.rule import Quiet, Rule

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


def told_at(rule: Rule, raised: datetime) -> datetime:
    """The moment the posts are told: at once, or when the quiet hours end."""
    quiet = rule.quiet
    if quiet is None or (rule.severity == "grave" and not quiet.grave_too) or not is_quiet(quiet, raised):
        return raised
    local = raised.astimezone(SHANGHAI)
    end = datetime.combine(local.date(), quiet.end, SHANGHAI)
    return end if end > local else end + DAY


def is_quiet(quiet: Quiet, moment: datetime) -> bool:
    """Whether a moment lies in the quiet hours, which may run over midnight."""
    now = moment.astimezone(SHANGHAI).time()
    if quiet.begin < quiet.end:
        return quiet.begin <= now < quiet.end
    return now >= quiet.begin or now < quiet.end


def answer_by(rule: Rule, told: datetime) -> datetime:
    """When somebody must have taken it up; then it is passed to the organ above."""
    return told + timedelta(hours=rule.telling.answer_hours)


def reminders(rule: Rule, told: datetime, until: datetime) -> Iterator[datetime]:
    """The moments of reminding up to ``until``; none falls in the quiet hours, it waits for their end."""
    every = timedelta(hours=rule.telling.repeat_hours)
    moment = told + every
    while every and moment <= until:
        due = told_at(rule, moment)
        if due > until:
            return
        yield due
        moment = due + every
