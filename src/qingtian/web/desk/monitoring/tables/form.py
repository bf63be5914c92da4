"""The form of one table: a box for every cell, or lines to paste where the office names the rows itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from qingtian.apps.entered.actions.enter_table import NewTable
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.standards.declared import CERTAINTIES
from qingtian.standards.entered import ColumnShape, TableShape
from qingtian.standards.entered.typed import Faults
from qingtian.web.design.fields import Choice, FieldView

MOST = 60_000
_BETWEEN = re.compile(r"[\t,，]")
NOT_SAID = Choice("", Text("— 请选 —", "— choose —"))
NO_DAY = Text("写成 2026-03-02。", "Write it like 2026-03-02.")
TWICE = Text("“{row}”写了两次。", "“{row}” stands there twice.")
LINES = Text("每行一项，用逗号或者制表符隔开：{names}", "One a line, cells parted by commas or tabs: {names}")
FAULT = Text("{row}，{column}：{why}", "{row}, {column}: {why}")


def fields_of(shape: TableShape, typed: Mapping[str, str], today: date) -> list[FieldView]:
    """The fields with what was typed; days in force, basis and source behind the cells."""

    def given(name: str, otherwise: str = "") -> str:
        return typed.get(name, otherwise)[:MOST]

    first = max(shape.from_day or today, today)
    certainties = [NOT_SAID, *(Choice(code, words) for code, words in CERTAINTIES.items())]
    return [
        *_cells(shape, typed),
        FieldView("first_day", Text("从", "From"), "date", value=given("first_day", first.isoformat()), width="date"),
        FieldView("last_day", Text("到", "Until"), "date", value=given("last_day"), required=False, width="date"),
        FieldView(
            "instrument", Text("依据的文件和文号", "Instrument and number"), value=given("instrument"), maxlength=200
        ),
        FieldView("clause", Text("条款或表", "Clause or table"), value=given("clause"), maxlength=100),
        FieldView("certainty", Text("核实程度", "Certainty"), "select", value=given("certainty"), choices=certainties),
        FieldView("source", Text("出处", "Source"), value=given("source"), maxlength=300),
    ]


def _cells(shape: TableShape, typed: Mapping[str, str]) -> list[FieldView]:
    if shape.rows is None:
        names = _listed([shape.row_title, *map(heading, shape.columns.values())])
        hint, value = LINES.format(names=names), typed.get("rows", "")[:MOST]
        return [FieldView("rows", shape.title, "textarea", hint=hint, value=value, rows=10)]
    return [
        FieldView(
            f"cell-{row}-{name}",
            Text("{row}：{column}", "{row}: {column}").format(row=title, column=heading(column)),
            value=typed.get(f"cell-{row}-{name}", "")[:MOST],
            width="short",
            required=column.required,
        )
        for row, title in shape.rows.items()
        for name, column in shape.columns.items()
    ]


def _listed(words: list[Text]) -> Text:
    return Text("、".join(one.zh for one in words), ", ".join(one.en for one in words))


def heading(column: ColumnShape) -> Text:
    """A column with its unit."""
    return (
        Text(f"{column.title.zh}（{column.unit}）", f"{column.title.en} ({column.unit})")
        if column.unit
        else column.title
    )


def new_table(shape: TableShape, typed: Mapping[str, str]) -> NewTable:
    """What was typed. Raises UnusableInput naming the field for a day that is none, a row that stands twice."""
    words = {name: typed.get(name, "") for name in ("instrument", "clause", "certainty", "source")}
    first = _day(typed, "first_day")
    if first is None:
        raise UnusableInput("entered.first_day", NO_DAY, where="first_day")
    return NewTable(
        table=shape.id, first_day=first, last_day=_day(typed, "last_day"), cells=_typed_cells(shape, typed), **words
    )


def _day(typed: Mapping[str, str], name: str) -> date | None:
    words = typed.get(name, "").strip()
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise UnusableInput(f"entered.{name}", NO_DAY, where=name) from None


def _typed_cells(shape: TableShape, typed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    if shape.rows is not None:
        return {row: {name: typed.get(f"cell-{row}-{name}", "") for name in shape.columns} for row in shape.rows}
    found: dict[str, dict[str, str]] = {}
    for line in typed.get("rows", "")[:MOST].splitlines():
        cells = [cell.strip() for cell in _BETWEEN.split(line)]
        if not cells[0]:
            continue
        if cells[0] in found:
            raise UnusableInput("entered.rows", TWICE.format(row=cells[0]), where="rows")
        found[cells[0]] = dict(zip(shape.columns, cells[1:], strict=False))
    return found


def stray(shape: TableShape, faults: Faults) -> Text:
    """The first fault of pasted lines in words: which row, which column."""
    (row, name), why = next(iter(faults.items()))
    if not row:
        return why
    column = shape.columns[name].title if name in shape.columns else Text("—", "—")
    return FAULT.format(row=row, column=column, why=why)
