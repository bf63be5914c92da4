"""Periods in words: 2026年10月 / October 2026. The Chinese always writes the year, for a figure outlives its page."""

from __future__ import annotations

from qingtian.language import Text
from qingtian.standards.periods import TEN_DAYS, Period
from qingtian.web.design.figures import MONTHS_EN

SEASONS = {
    "spring": Text("春季", "Spring"),
    "summer": Text("夏季", "Summer"),
    "autumn": Text("秋季", "Autumn"),
    "winter": Text("冬季", "Winter"),
}
IN_ENGLISH = dict(zip(TEN_DAYS, ("first ten days", "middle ten days", "last days"), strict=True))


def period_words(period: Period) -> Text:
    """What a period is called; a year that begins on another day than 1 January is written as a run of days."""
    first = period.first
    month = Text(f"{first.year}年{first.month}月", f"{MONTHS_EN[first.month - 1]} {first.year}")
    match period.kind:
        case "day":
            return Text(f"{month.zh}{first.day}日", f"{first.day} {month.en}")
        case "month":
            return month
        case "ten_days":
            part = period.id[-2:]
            return Text(f"{month.zh}{part}", f"{month.en}, {IN_ENGLISH[part]}")
        case "week":
            year, number, _ = first.isocalendar()
            return Text(f"{year}年第{number}周", f"Week {number} of {year}")
        case "quarter":
            return Text(
                f"{first.year}年第{(first.month + 2) // 3}季度", f"Quarter {(first.month + 2) // 3} of {first.year}"
            )
        case "season":
            season = SEASONS[period.id.split("-", 1)[1]]
            return Text(f"{first.year}年{season.zh}", f"{season.en} {first.year}")
        case "year" if (first.month, first.day) == (1, 1):
            return Text(f"{first.year}年", str(first.year))
    last = period.last
    return Text(
        f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日",
        f"{first.day} {MONTHS_EN[first.month - 1]} {first.year} to {last.day} {MONTHS_EN[last.month - 1]} {last.year}",
    )
