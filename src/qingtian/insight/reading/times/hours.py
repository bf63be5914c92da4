"""Expressions of hours: "ten at night until two", "from dawn", "half past three"; and the parts of the day."""

from __future__ import annotations

import re
from datetime import time

from qingtian.insight.reading.times.model import Hours
from qingtian.insight.reading.times.numerals import NUMBER, number

#: parts of the day in hours, and whether an hour from one to eleven in them is after noon; ours, but night is the
#: night of the law on noise (22:00 to 06:00)
PARTS: dict[str, tuple[int, int, bool]] = {
    "凌晨": (0, 6, False),
    "清晨": (5, 8, False),
    "早晨": (6, 9, False),
    "早上": (6, 9, False),
    "上午": (8, 12, False),
    "中午": (11, 14, False),
    "下午": (13, 18, True),
    "傍晚": (17, 20, True),
    "晚上": (19, 24, True),
    "夜晚": (19, 24, True),
    "晚间": (19, 24, True),
    "夜间": (22, 6, True),
    "夜里": (22, 6, True),
    "晚": (19, 24, True),
    "夜": (22, 6, True),
    "深夜": (23, 4, True),
    "深更半夜": (23, 4, True),
    "半夜": (0, 4, False),
    "午夜": (23, 1, True),
    "通宵": (22, 6, True),
    "白天": (8, 18, False),
    "早": (6, 9, False),
    "晨": (5, 8, False),
}
#: a part of the day that is one letter long stands only after a day or before an hour
_LONG = "|".join(sorted((part for part in PARTS if len(part) > 1), key=len, reverse=True))
_SHORT = "[早晚夜晨]"


def _moment(which: str) -> str:
    """The expression of one moment, its groups named after ``which``."""
    part = rf"(?:(?P<{which}part>{_LONG}|{_SHORT}(?=\d|[一二两三四五六七八九十]))[ ]?)?"
    hour = rf"(?P<{which}hour>{NUMBER})(?:点钟?|时(?!间|常|候|段)|[:：](?=\d\d))"
    minutes = rf"(?:(?P<{which}half>半)|(?P<{which}quarter>[一三])刻|(?P<{which}minutes>{NUMBER})分?(?!\d))?"
    return part + hour + minutes


HOURS = (
    rf"(?:{_moment('a')}(?:左右|多|以后|之后|过后|后|开始)?(?:(?:一直)?(?:到|至|[\-~～—]{{1,2}})"
    rf"(?:次日|第二天)?(?:{_moment('b')}|(?P<until>{_LONG}|天亮)))?"
    rf"|(?P<alone>{_LONG})(?:(?:一直)?(?:到|至)(?:次日|第二天)?(?P<then>{_LONG}|天亮))?)"
)
_EXPRESSION = re.compile(HOURS)


def _hour(match: re.Match[str], which: str, later: bool) -> tuple[time, bool]:
    """The moment, and whether its part of the day was said."""
    part = match[f"{which}part"]
    hour = number(match[f"{which}hour"])
    minutes = match[f"{which}minutes"]
    minute = 30 if match[f"{which}half"] else number(minutes) if minutes else 0
    if match[f"{which}quarter"]:
        minute = 15 if match[f"{which}quarter"] == "一" else 45
    if (
        part
        and PARTS[part][2]
        and 1 <= hour < 12
        and not (part in ("夜间", "夜里", "夜", "深夜", "深更半夜") and hour < 6)
    ) or (part == "中午" and hour < 10):
        hour += 12
    elif part and (PARTS[part][2] or part in ("凌晨", "半夜")) and hour == 12:
        hour = 0
    elif not part and later and hour <= 12:
        hour = hour + 12 if hour < 12 else 0
    if hour == 24:
        hour = 0
    return time(hour, minute), bool(part)


def _after(match: re.Match[str], begins: time, said: bool) -> tuple[time, float]:
    if match["bhour"]:
        ends, told = _hour(match, "b", later=False)
        if not told and said and begins.hour >= 12 and ends < begins and begins.hour - 12 < ends.hour:
            ends = ends.replace(hour=(ends.hour + 12) % 24)  # "three to five in the afternoon"
        return ends, 0.95 if said else 0.75
    if match["until"]:
        return time(PARTS.get(match["until"], PARTS["凌晨"])[1] % 24), 0.7
    return begins, 0.9 if said else 0.6


def hours_of(words: str, *, evening: bool = False) -> Hours | None:
    """What ``words``, which HOURS matched, say; None for an hour no clock has. ``evening``: after "every evening"."""
    match = _EXPRESSION.fullmatch(words)
    if match is None:
        return None
    try:
        if match["alone"]:
            begins, ends, _ = PARTS[match["alone"]]
            until = match["then"]
            return Hours(time(begins), time(PARTS.get(until, PARTS["凌晨"])[1] % 24 if until else ends % 24), 0.7)
        begins_at, said = _hour(match, "a", later=evening and number(match["ahour"]) >= 6)
        ends_at, confidence = _after(match, begins_at, said or evening)
        return Hours(begins_at, ends_at, confidence)
    except (ValueError, KeyError):
        return None
