"""Expressions of days, each with what it means on a given day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from qingtian.insight.reading.times.model import Days
from qingtian.insight.reading.times.numerals import NUMBER, number

Means = Callable[[re.Match[str], date], Days | None]
DAY = timedelta(days=1)
_WEEK = "一二三四五六日天"
_ONE = {
    "日": 1,
    "天": 1,
    "晚": 1,
    "夜": 1,
    "周": 7,
    "星期": 7,
    "礼拜": 7,
    "个星期": 7,
    "个礼拜": 7,
    "个月": 30,
    "年": 365,
}
_RECENT = 7


def _one(day: date, *, confidence: float = 0.95, evening: bool = False) -> Days:
    return Days(day, day, confidence=confidence, evening=evening)


def _month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), confidence=0.8)


def _latest(month: int, day: int, on: date) -> date:
    """The last such day that is not after ``on``; 29 February waits for its year. Raises ValueError for none."""
    for year in range(on.year, on.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= on:
            return found
    raise ValueError((month, day))


def _year(words: str | None, on: date) -> int | None:
    if not words:
        return None
    if words in ("今", "本"):
        return on.year
    if words in ("去", "前"):
        return on.year - (1 if words == "去" else 2)
    return int(words) if len(words) == 4 else 2000 + int(words)


def _date(match: re.Match[str], on: date) -> Days:
    year, month, day = _year(match["y"], on), number(match["m"]), number(match["d"])
    return _one(_latest(month, day, on) if year is None else date(year, month, day))


def _iso(match: re.Match[str], on: date) -> Days:
    return _one(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _of_month(match: re.Match[str], on: date) -> Days:
    year, month = _year(match["y"], on), number(match["m"])
    return _month(year if year is not None else _latest(month, 1, on).year, month)


def _of_year(match: re.Match[str], on: date) -> Days:
    year = _year(match["y"], on)
    assert year is not None
    return Days(
        date(year, 1, 1), min(on, date(year, 12, 31)) if year == on.year else date(year, 12, 31), confidence=0.7
    )


def _back(match: re.Match[str], on: date) -> Days:
    words = match[0]
    back = {"今": 0, "当": 0, "昨": 1, "前": 2, "大": 3}[words[0]]
    return _one(on - back * DAY, evening=words[-1] in "晚夜")


def _week(match: re.Match[str], on: date) -> Days:
    """Last week, this week, a weekday of it; a weekday alone is the last one."""
    monday = on - on.weekday() * DAY
    which, day = match["which"] or "", match["day"] or ""
    if which.startswith("上上"):
        monday -= 14 * DAY
    elif which.startswith("上"):
        monday -= 7 * DAY
    if not day:
        return Days(monday, min(monday + 6 * DAY, on), confidence=0.9)
    if day == "末":
        monday -= 7 * DAY if not which and on < monday + 5 * DAY else 0 * DAY
        return Days(monday + 5 * DAY, monday + 6 * DAY, confidence=0.85)
    found = monday + min(_WEEK.index(day), 6) * DAY
    return _one(found - 7 * DAY if not which and found > on else found, confidence=0.85)


def _last_month(match: re.Match[str], on: date) -> Days:
    first = on.replace(day=1)
    if match[0].startswith("上"):
        last = first - DAY
        return _month(last.year, last.month)
    return Days(first, on, confidence=0.85)


def _lasting(match: re.Match[str], on: date) -> Days:
    """ "For three days", "the last two months": up to the given day, that day counted."""
    count = 0.5 if match["n"] == "半" else 1.0 * number(match["n"])
    if "几" in (match["n"] or ""):
        count = 3
    days = max(1, round(count * _ONE[match["unit"]]))
    return Days(on - (days - 1) * DAY, on, confidence=0.85)


def _several(match: re.Match[str], on: date) -> Days:
    return Days(on - (_RECENT - 1) * DAY, on, confidence=0.5)


def _daily(match: re.Match[str], on: date) -> Days:
    return Days(every="day", evening=match[0][-1] in "晚夜")


def _weekly(match: re.Match[str], on: date) -> Days:
    day = match["day"]
    if not day:
        return Days(every="week", confidence=0.8)
    return Days(every="week", weekdays=(5, 6) if day == "末" else (min(_WEEK.index(day), 6),))


def _workdays(match: re.Match[str], on: date) -> Days:
    return Days(
        every="week", weekdays=(5, 6) if "末" in match[0] or "双" in match[0] else (0, 1, 2, 3, 4), confidence=0.8
    )


def _monthly(match: re.Match[str], on: date) -> Days:
    return Days(every="month", confidence=0.8)


_YEAR = r"(?:(?P<y>(?:19|20)\d\d|今|本|去|前)年)?"
EXPRESSIONS: tuple[tuple[re.Pattern[str], Means], ...] = tuple(
    (re.compile(expression), means)
    for expression, means in (
        (rf"{_YEAR}(?P<m>{NUMBER})月份?(?P<d>{NUMBER})(?:日|号)", _date),
        (r"(?P<y>(?:19|20)\d\d)[\-./](?P<m>\d{1,2})[\-./](?P<d>\d{1,2})(?!\d)", _iso),
        (rf"{_YEAR}(?P<m>{NUMBER})月(?:份)?(?!\d)", _of_month),
        (r"(?P<y>(?:19|20)\d\d|今|去|前)年", _of_year),
        (r"大前[天晚]|前[天晚]|昨[天日晚夜]|今[天日晚早晨夜]|当[天晚]", _back),
        (rf"每(?:个)?(?:周|星期|礼拜)(?P<day>[{_WEEK}末])?", _weekly),
        (r"每[天日晚夜]|天天|夜夜|晚晚|日日夜夜|一到晚上", _daily),
        (r"工作日|双休日|每逢周末", _workdays),
        (r"每(?:个)?月", _monthly),
        (rf"(?P<which>上上个?|上个?|本|这个?)?(?:周|星期|礼拜)(?P<day>[{_WEEK}末])", _week),
        (r"(?P<which>上上个?|上个?|本|这个?)(?:周|星期|礼拜)(?P<day>)", _week),
        (r"上个?月|本月|这个月", _last_month),
        (
            rf"(?:连续|连着|一连|接连|近|最近|这|过去|已经|持续|长达)(?:了)?(?P<n>{NUMBER}|半|好?几)"
            r"(?P<unit>天|日|晚|夜|周|星期|个星期|个礼拜|个月|年)(?:来)?",
            _lasting,
        ),
        (r"近日|最近|近期|近来|这段时间|这阵子|前几天|前些天|前阵子", _several),
    )
)


def means_on(words: str, which: int, on: date) -> Days | None:
    """What the expression number ``which`` says on that day; None for a day no calendar has."""
    expression, means = EXPRESSIONS[which]
    match = expression.fullmatch(words)
    try:
        return means(match, on) if match else None
    except (ValueError, KeyError, OverflowError):
        return None
