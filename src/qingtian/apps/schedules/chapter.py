"""What the monthly schedule and leaders' instructions add to the kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.schedules.actions import chase, erase, follow_instruction, merge_table, open_month
from qingtian.apps.schedules.column_sets import column_sets
from qingtian.apps.schedules.models import Schedule
from qingtian.apps.schedules.owing import owing_rows
from qingtian.procedures import Projection
from qingtian.procedures.guards.schedules import COLUMNS, OWING, TABLE


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Who owes and what the table would be while it is filled; the sets of columns afterwards."""
    if projection.state == "filling":
        schedule = Schedule.objects.get(proceeding=proceeding)
        return {OWING: list(owing_rows(schedule)), TABLE: merge_table.preview(schedule).digest}
    return {COLUMNS: list(column_sets())} if projection.state in ("merged", "sent") else {}


def nothing_else(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The guards of an instruction ask for nothing."""
    return {}


SCHEDULE = Chapter(
    procedure="monthly_schedule",
    world=world,
    effects={
        "open_month": open_month.write_rows,
        "chase": chase.note_urging,
        "remind": chase.note_urging,
        "merge_table": merge_table.freeze,
        "drop_month": open_month.drop,
    },
    undo={
        "chase": chase.forget_urging,
        "remind": chase.forget_urging,
        "merge_table": merge_table.thaw,
        "drop_month": open_month.undrop,
    },
    erase=erase.erase_schedule,
)
INSTRUCTION = Chapter(
    procedure="leader_instruction",
    world=nothing_else,
    effects={
        "receive_instruction": follow_instruction.write_instruction,
        "link_matter": follow_instruction.link_matter,
        "assign_instruction": follow_instruction.follow,
        "extend_instruction": follow_instruction.follow,
        "reply_instruction": follow_instruction.keep_reply,
        "review_instruction": follow_instruction.follow,
    },
    undo={
        "link_matter": follow_instruction.unlink_matter,
        "assign_instruction": follow_instruction.follow,
        "extend_instruction": follow_instruction.follow,
        "reply_instruction": follow_instruction.forget_reply,
        "review_instruction": follow_instruction.follow,
    },
    erase=erase.erase_instruction,
)
