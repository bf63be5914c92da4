"""The kinds of publication (发布物种类): which period each covers and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.periods import Period, day, month_of, period, quarter_of, ten_days_of, week_of, year_of

WRONG_PERIOD = Text("{kind}要写成 {example}：{text}", "a {kind} covers a period such as {example}: {text}")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: ``covers`` is the kind of its period, ``mark`` stands in its number (AQ-W-…)."""

    id: str
    mark: str
    covers: str
    title: Text
    example: str
    place_needed: bool = False

    def period(self, text: str) -> Period:
        """The period an officer wrote; UnusableInput where it is of another kind."""
        found = period(text)
        if found.kind != self.covers:
            words = WRONG_PERIOD.format(kind=self.title, example=self.example, text=text)
            raise UnusableInput("air.publication_period", words)
        return found


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("daily", "D", "day", Text("空气质量快报", "Daily air bulletin"), "2026-11-08"),
        Kind("weekly", "W", "week", Text("空气质量周报", "Weekly air bulletin"), "2026-W45"),
        Kind("ten_days", "T", "ten_days", Text("空气质量旬报", "Ten-day air report"), "2026-10 上旬"),
        Kind("ranking", "M", "month", Text("月度空气质量排名", "Monthly air ranking"), "2026-10"),
        Kind("consultation", "Q", "quarter", Text("季度会商资料", "Quarterly consultation pack"), "2026-Q3", True),
        Kind("annual", "Y", "year", Text("年度空气质量数据", "Annual air figures"), "2025"),
    )
}
_OF = {
    "daily": day,
    "weekly": week_of,
    "ten_days": ten_days_of,
    "ranking": month_of,
    "consultation": quarter_of,
    "annual": year_of,
}


def last_complete(kind: str, on: date) -> Period:
    """The last period of this kind that had ended before ``on``."""
    this = _OF[kind](on)
    return _OF[kind](date.fromordinal(this.first.toordinal() - 1))
