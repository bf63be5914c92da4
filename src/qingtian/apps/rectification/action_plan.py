"""Task table of an action plan (行动方案任务分解表), such as the air rules: a row a task, opened as tracked tasks."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from qingtian.apps.proceedings.models import Act
from qingtian.apps.rectification.deadlines import read_deadline
from qingtian.apps.rectification.reading_plan import UNREADABLE, organs_by_name, organs_named
from qingtian.apps.tasks.actions import open_task
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.tables import Column, Mapping, Record, Reject, Table, checked, named, read_official, rows_of
from qingtian.trail import sm3

COLUMNS: tuple[Column, ...] = (
    Column("number", Text("序号", "Number"), required=True, longest=40, aliases=("编号", "任务编号")),
    Column(
        "task", Text("任务", "Task"), required=True, longest=2000,
        aliases=("工作任务", "重点任务", "主要任务", "任务内容", "任务措施", "工作内容"),
    ),
    Column(
        "organ", Text("责任单位", "Responsible unit"), required=True, longest=400,
        aliases=("牵头单位", "责任部门", "牵头部门", "实施单位"),
    ),
    Column(
        "deadline", Text("完成时限", "Deadline"), required=True, longest=200,
        aliases=("时限", "完成时间", "整改时限"),
    ),
    Column("goal", Text("目标要求", "Goal"), longest=2000, aliases=("目标", "工作目标", "工作要求", "完成标准")),
)  # fmt: skip
NOBODY = Text("“{name}”不在本市的单位里。", "“{name}” is no organ of this city.")
NO_DAY = Text("没有写到哪天；在表上面定一个。", "It names no day; set one above the table.")
TWICE = Text("编号“{number}”在表里有两个。", "“{number}” stands twice in the table.")
OWN = Text("责任单位就是核验单位；另选一个核验单位。", "The responsible unit is the verifying one; choose another.")


@dataclass(frozen=True, slots=True)
class Row:
    """One task as read; ``once`` is the token that keeps it from being opened twice."""

    number: str
    subject: str
    what: str
    organ: str
    deadline: date
    once: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a table holds: tasks that would be opened, how many are there already, rejects."""

    new: tuple[Row, ...]
    same: int
    rejects: tuple[Reject, ...]


def read_table_of_tasks(path: Path) -> Table:
    """Raises UnusableInput."""
    return read_official(path, COLUMNS, number="number", text="task")


def read_tasks(table: Table, mapping: Mapping, *, plan: str, otherwise: date | None, verifier: str) -> Read:
    """``otherwise`` is the day of tasks whose deadline names none. Raises UnusableInput for the mapping."""
    known = organs_by_name()
    taken: list[Row] = []
    rejects: list[Reject] = []
    seen: set[str] = set()
    for row in rows_of(table, COLUMNS, checked(mapping, COLUMNS, table.headings)):
        one = row if isinstance(row, Reject) else _row(row, plan, known, otherwise, verifier, seen)
        (rejects if isinstance(one, Reject) else taken).append(one)  # type: ignore[arg-type]
    there = set(Act.objects.filter(once__in=[one.once for one in taken]).values_list("once", flat=True))
    new = tuple(one for one in taken if one.once not in there)
    return Read(new, len(taken) - len(new), tuple(rejects))


def _row(
    row: Record, plan: str, known: AnyMapping[str, str], otherwise: date | None, verifier: str, seen: set[str]
) -> Row | Reject:
    values = {name: str(value or "") for name, value in row.values.items()}
    number = values["number"]
    if number in seen:
        return Reject.of(row, TWICE.format(number=number), named(COLUMNS, "number"))
    codes, unknown = organs_named(values["organ"], known)
    if not codes:
        return Reject.of(row, NOBODY.format(name=unknown[0] if unknown else "—"), named(COLUMNS, "organ"))
    if codes[0] == verifier:
        return Reject.of(row, OWN, named(COLUMNS, "organ"))
    read = read_deadline(values["deadline"])
    if read is None:
        return Reject.of(row, UNREADABLE, named(COLUMNS, "deadline"))
    due = read.due or otherwise
    if due is None:
        return Reject.of(row, NO_DAY, named(COLUMNS, "deadline"))
    seen.add(number)
    token = sm3("\0".join((plan, number, values["task"])).encode())[:64]
    what = "\n".join(part for part in (values["goal"], f"责任单位：{values['organ']}", values["deadline"]) if part)
    return Row(number, " ".join(values["task"].split()), what, codes[0], due, token)


@transaction.atomic
def open_tasks(
    read: Read, *, plan: str, verifier: str, by: Actor, on: date, now: datetime, generated: bool = False
) -> int:
    """Open every new task of a table, or none. How many. Raises Refused as the act does."""
    for one in read.new:
        open_task(
            "action_plan",
            one.subject[:200],
            one.organ,
            one.deadline,
            by=by,
            on=on,
            now=now,
            verifier=verifier,
            what=one.what,
            item=f"{plan[:40]} {one.number}"[:60],
            once=one.once,
            generated=generated,
        )
    return len(read.new)
