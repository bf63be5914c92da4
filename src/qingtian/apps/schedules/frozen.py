"""The table of a month as the act of merging keeps it: one CSV, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Sequence

from qingtian.apps.schedules.models import Schedule, ScheduleRow
from qingtian.tables import BYTE_ORDER_MARK, csv_line

#: columns of the frozen table; ``said_in`` points to the act in the case's own trail
FROZEN = (
    *("case", "area", "unit", "unit_name", "state", "owed", "filled_on", "late", "filled_by", "said_in"),
    *("subject", "goal", "deadline", "planned", "actual", "difficulty", "next_step", "percent", "pace"),
)


def frozen_rows(schedule: Schedule) -> list[ScheduleRow]:
    """Rows in the order of the frozen table."""
    return list(schedule.rows.select_related("case", "area").order_by("case__number"))


def frozen_table(rows: Sequence[ScheduleRow]) -> bytes:
    """UTF-8 with a byte-order mark, so that a spreadsheet program opens it."""
    lines = [csv_line(FROZEN)]
    for row in rows:
        own = [getattr(row, name) for name in FROZEN[2:]]
        lines.append(csv_line([row.case.number, row.area.code if row.area else "", *own]))
    return (BYTE_ORDER_MARK + "".join(lines)).encode()
