"""Which rows of a month are owed, by the organ that owes them."""

from __future__ import annotations

from collections import defaultdict

from qingtian.apps.schedules.models import Schedule, ScheduleRow


def owing_rows(schedule: Schedule) -> dict[str, list[ScheduleRow]]:
    """Rows to be filled in that are not, by the code of their unit (of the area's government where none is set)."""
    found: dict[str, list[ScheduleRow]] = defaultdict(list)
    rows = schedule.rows.filter(owed=True, filled_on__isnull=True).select_related("case", "area")
    for row in rows.order_by("case__number"):
        found[row.unit or row.county].append(row)
    return dict(sorted(found.items()))
