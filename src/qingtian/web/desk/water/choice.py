"""Which period a page of water is asked for: a month, a quarter or a year, read from its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qingtian.apps.water.queries import last_month
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.standards.periods import Period, month_of, period, quarter_of, year_of
from qingtian.web.design.fields import FieldView
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.seat import DeskRequest

KINDS = ("month", "quarter", "year")
WRONG = Text("写成 2026-10、2026-Q3 或 2026。", "Write 2026-10, 2026-Q3 or 2026.")
OF = {"month": month_of, "quarter": quarter_of, "year": year_of}


@dataclass(frozen=True, slots=True)
class Chosen:
    """``period`` stands whatever was written; ``fault`` says what was wrong with it."""

    period: Period
    fault: Text | None = None

    @property
    def words(self) -> Text:
        """The period in words."""
        return period_words(self.period)

    @property
    def before(self) -> Period:
        """The period before, of the same kind."""
        return OF[self.period.kind](self.period.first - timedelta(days=1))

    @property
    def after(self) -> Period:
        """The period after, of the same kind."""
        return OF[self.period.kind](self.period.last + timedelta(days=1))

    def fields(self) -> Sequence[FieldView]:
        """The one question of the page."""
        return [
            FieldView(
                "period",
                Text("月、季度或年", "Month, quarter or year"),
                value=self.period.id,
                width="short",
                error=self.fault or "",
            )
        ]


def chosen(request: DeskRequest) -> Chosen:
    """The period of the address; the latest month anything is held of where it names none."""
    asked = request.GET.get("period", "").strip()
    if not asked:
        return Chosen(last_month(request.as_of))
    try:
        found = period(asked)
    except QingtianError:
        found = None
    if found is None or found.kind not in KINDS or not date(2000, 1, 1) <= found.first < date(2100, 1, 1):
        return Chosen(last_month(request.as_of), WRONG)
    return Chosen(found)
