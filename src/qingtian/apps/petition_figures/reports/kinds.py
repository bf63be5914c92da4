"""The kinds of report and the period each covers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.periods import Period, period

WRONG_PERIOD = Text("{kind}要写成 {example}：{text}", "a {kind} covers a period such as {example}: {text}")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: ``covers`` is the kind of its period."""

    id: str
    covers: str
    title: Text
    example: str

    def period(self, text: str) -> Period:
        """The period somebody wrote; UnusableInput where it is none or of another kind."""
        found = period(text)
        if found.kind != self.covers:
            words = WRONG_PERIOD.format(kind=self.title, example=self.example, text=text)
            raise UnusableInput("figures.report_period", words)
        return found


KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("weekly", "week", Text("信访周报", "Weekly petition report"), "2026-W45"),
        Kind("monthly", "month", Text("信访月报", "Monthly petition report"), "2026-10"),
        Kind("annual", "year", Text("信访工作年度报告", "Annual petition report"), "2026"),
        Kind("hotline", "month", Text("12345 承办情况考核表", "12345 assessment table"), "2026-10"),
    )
}
