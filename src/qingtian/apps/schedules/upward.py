"""The table of a month in the columns another office wants (报送表): headings and cells, in that office's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from qingtian.apps.schedules.column_sets import ColumnSet
from qingtian.apps.schedules.models import ScheduleRow
from qingtian.procedures import load_procedures

NOT_FILLED = "未填报"
Cell = str | int


@cache
def _states() -> dict[str, str]:
    """What the states of a case are called."""
    return {name: state.title.zh for name, state in load_procedures().editions("five_ones_case")[-1].states.items()}


def state_of(row: ScheduleRow) -> str:
    """The state of the case when the row was last read."""
    return _states().get(row.state, row.state)


def progress(row: ScheduleRow) -> str:
    """What was said; of a case that owes no progress its state, of one that does not say, that it does not."""
    return row.actual or (NOT_FILLED if row.owing else state_of(row))


def filled(row: ScheduleRow) -> str:
    """When it was filled in, and whether by the day."""
    if row.filled_on is None:
        return NOT_FILLED if row.owed else "不用填"
    return f"{'迟填' if row.late else '按期'} {row.filled_on}"


_OF: dict[str, Callable[[ScheduleRow], Cell]] = {
    "number": lambda row: row.case.number,
    "area": lambda row: row.area.name_zh if row.area else "",
    "subject": lambda row: row.subject,
    "unit": lambda row: row.unit_name,
    "goal": lambda row: row.goal,
    "deadline": lambda row: f"{row.deadline}" if row.deadline else "",
    "planned": lambda row: row.planned,
    "actual": progress,
    "difficulty": lambda row: row.difficulty,
    "next_step": lambda row: row.next_step,
    "percent": lambda row: "" if row.percent is None else row.percent,
    "pace": lambda row: ScheduleRow.Pace(row.pace).label if row.pace else "",
    "filled": filled,
    "state": state_of,
}


def chosen(rows: Sequence[ScheduleRow], wanted: ColumnSet) -> list[ScheduleRow]:
    """The rows the table is of: those of the levels it names, or all."""
    return [row for row in rows if not wanted.levels or row.source_level in wanted.levels]


def cells(rows: Sequence[ScheduleRow], wanted: ColumnSet) -> list[list[Cell]]:
    """A line a row, in the order of the columns; the serial number is that of this very table."""
    return [
        [number if column.of == "serial" else _OF[column.of](row) for column in wanted.columns]
        for number, row in enumerate(chosen(rows, wanted), 1)
    ]
