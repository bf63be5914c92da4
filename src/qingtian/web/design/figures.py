"""How dates and numbers are written in each language (look §4, §6, §10). No clock is read here."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from qingtian.language import Language

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: the day of the page being made, set by AsOfMiddleware; dates of its year are written without the year
page_day: ContextVar[date | None] = ContextVar("page_day", default=None)
MINUS = "\N{MINUS SIGN}"
ABSENT = "\N{EM DASH}"
WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _date(value: date | str) -> date:
    """The day in Shanghai; an ISO string is read as one."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).date() if value.tzinfo else value.date()
    return value


def _other_year(day: date, as_of: date | str | None) -> bool:
    """Whether the year must be written: it differs from the page's, or the page's is not known."""
    known = as_of or page_day.get()
    return known is None or _date(known).year != day.year


def weekday(value: date | str, language: Language, as_of: date | None = None) -> str:
    """周五 / Fri."""
    index = _date(value).weekday()
    return WEEKDAYS_EN[index] if language == "en" else f"周{WEEKDAYS_ZH[index]}"


def day(value: date | str, language: Language, as_of: date | None = None) -> str:
    """11月27日 / 27 November; 2027年1月8日 / 8 January 2027 when the year is another."""
    d = _date(value)
    year = _other_year(d, as_of)
    if language == "en":
        return f"{d.day} {MONTHS_EN[d.month - 1]}" + (f" {d.year}" if year else "")
    return (f"{d.year}年" if year else "") + f"{d.month}月{d.day}日"


def day_short(value: date | str, language: Language, as_of: date | None = None) -> str:
    """11-27 / 27 Nov; 2027-01-04 / 4 Jan 2027 when the year is another."""
    d = _date(value)
    year = _other_year(d, as_of)
    if language == "en":
        return f"{d.day} {MONTHS_EN[d.month - 1][:3]}" + (f" {d.year}" if year else "")
    return d.isoformat() if year else f"{d.month}-{d.day:02d}"


def day_weekday(value: date | str, language: Language, as_of: date | None = None) -> str:
    """11-27 周五 / Fri 27 Nov."""
    short, name = day_short(value, language, as_of), weekday(value, language)
    return f"{name} {short}" if language == "en" else f"{short} {name}"


def day_long_weekday(value: date | str, language: Language, as_of: date | None = None) -> str:
    """11月27日 周五 / Fri 27 Nov: the head of a proceeding."""
    if language == "en":
        return day_weekday(value, language, as_of)
    return f"{day(value, language, as_of)} {weekday(value, language)}"


def moment(value: datetime, language: Language, as_of: date | None = None) -> str:
    """11月5日 22:41 / 5 November, 22:41, in Shanghai time."""
    clock = (value.astimezone(SHANGHAI) if value.tzinfo else value).strftime("%H:%M")
    return day(value, language, as_of) + (", " if language == "en" else " ") + clock


DATES: dict[str, Callable[..., str]] = {
    "day": day,
    "day_short": day_short,
    "day_weekday": day_weekday,
    "day_long_weekday": day_long_weekday,
    "weekday": weekday,
    "moment": moment,
}


def number(value: object) -> str:
    """The stored figure, never rounded again: thousands with a comma, minus U+2212, ``—`` for none.

    What is no number (``NA``, ``/``) is returned as it is.
    """
    if value is None or value == "":
        return ABSENT
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return f"{figure:,f}".replace("-", MINUS) if figure.is_finite() else str(value)


def signed(value: object) -> str:
    """A change with its sign: +5, −3, 0."""
    written = number(value)
    if written == ABSENT or written.startswith(MINUS):
        return written
    return written if not any(c in "123456789" for c in written) else f"+{written}"
