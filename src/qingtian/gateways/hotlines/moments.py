"""Moments as hotlines write them: ISO, 2026/11/3 9:05, 2026年11月3日, with or without a zone (then Shanghai's)."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from qingtian.errors import UnusableInput
from qingtian.language import Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
_WRITTEN = re.compile(
    r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?(?:\D?(\d{1,2})[:：时点](\d{1,2})(?:[:：分](\d{1,2}))?(?:\.\d+)?[分秒]?)?",
    re.ASCII,
)
NO_MOMENT = Text("读不出日期时间，写成 2026-11-23 09:05。", "No date and time; write it like 2026-11-23 09:05.")


def moment(written: str, where: str) -> datetime | None:
    """The moment; None for nothing written. Raises UnusableInput (hotlines.no_moment), never repeating the words.

    >>> moment("2026年11月3日 9:05", "due").isoformat()
    '2026-11-03T09:05:00+08:00'
    """
    written = written.strip()
    if not written:
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        found = _loose(written, where)
    return found.replace(tzinfo=SHANGHAI) if found.tzinfo is None else found.astimezone(SHANGHAI)


def _loose(written: str, where: str) -> datetime:
    parts = _WRITTEN.fullmatch(written)
    try:
        if parts is None:
            raise ValueError
        return datetime(*(int(part or 0) for part in parts.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        raise UnusableInput("hotlines.no_moment", NO_MOMENT, where=where) from None
