"""Deadlines as printed (整改时限): which class of time they belong to, and the day where one is named. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qingtian.language import Text

TimeClass = Literal["immediate", "immediate_long", "by_date", "phased", "long_term"]
#: 时限类别, in the order the lists show them
TIME_CLASSES: dict[str, Text] = {
    "immediate": Text("立行立改", "At once"),
    "immediate_long": Text("立行立改、长期坚持", "At once and for good"),
    "by_date": Text("限期完成", "By a date"),
    "phased": Text("分阶段完成", "In phases"),
    "long_term": Text("长期坚持", "Long term"),
}
_AT_ONCE = re.compile(r"立行立改|立即整改|立知立改|即知即改|立改立行|马上就改")
_FOR_GOOD = re.compile(r"长期坚持|持续推进|持续整改|中长期|长期整改|常态化|长期推进")
_PHASES = re.compile(r"分阶段|阶段性|分步|分期|逐年")
_DAY = re.compile(
    r"(?P<year>20\d\d)\s*(?:年|[-/.．])\s*"
    r"(?:(?P<end>底|末)|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度"
    r"|(?P<month>1[0-2]|0?[1-9])(?:\s*(?:月|[-/.．])\s*(?P<day>3[01]|[12]\d|0?[1-9])(?!\d))?)"
    r"|(?P<year_alone>20\d\d)年(?P<before>前)?(?!\s*(?:\d|第|上|下|底|末))"
)
_QUARTER = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due`` is the last day the words name, None where they name none; ``days`` all of them, in order."""

    kind: TimeClass
    due: date | None
    days: tuple[date, ...] = ()


def read_deadline(printed: str) -> Deadline | None:
    """What a printed deadline says; None where it says nothing that can be read.

    A month means its last day, 年底 the last of December, 2027年前 the last of 2026. A day that does
    not exist makes the whole unreadable.

    >>> read_deadline("2026年12月底前完成").due
    datetime.date(2026, 12, 31)
    >>> read_deadline("立行立改，长期坚持").kind
    'immediate_long'
    """
    try:
        days = tuple(sorted({_day(match) for match in _DAY.finditer(printed)}))
    except ValueError:
        return None
    at_once, for_good = bool(_AT_ONCE.search(printed)), bool(_FOR_GOOD.search(printed))
    due = days[-1] if days else None
    if len(days) > 1 or _PHASES.search(printed):
        return Deadline("phased", due, days)
    if at_once:
        return Deadline("immediate_long" if for_good else "immediate", due, days)
    if due is not None:
        return Deadline("by_date", due, days)
    return Deadline("long_term", None) if for_good else None


def _day(match: re.Match[str]) -> date:
    year = int(match["year"] or match["year_alone"])
    if match["end"] or match["year_alone"]:
        return date(year - 1 if match["before"] else year, 12, 31)
    if match["half"]:
        return date(year, 6, 30) if match["half"] == "上半年" else date(year, 12, 31)
    month = _QUARTER[match["quarter"]] if match["quarter"] else int(match["month"])
    return date(year, month, int(match["day"]) if match["day"] else calendar.monthrange(year, month)[1])
