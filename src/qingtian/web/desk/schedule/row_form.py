"""The form of one row: the declared fields of the act of progress, each name marked with its row."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from qingtian.apps.schedules.models import ScheduleRow
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.procedures.model import FieldDeclaration
from qingtian.web.design.fields import Choice, FieldView

FIELDS = ("planned", "actual", "percent", "pace", "difficulty", "next_step")
CHOOSE = Text("— 请选 —", "— choose —")


@dataclass(frozen=True, slots=True)
class RowForm:
    """A row and its form; ``refused`` is the sentence that belongs to no single field."""

    row: ScheduleRow
    fields: list[FieldView]
    refused: QingtianError | None = None
    once: str = field(default_factory=lambda: secrets.token_urlsafe(18))


def sent(row: ScheduleRow, post: QueryDict) -> dict[str, str]:
    """What was typed into the form of this row."""
    return {name: post.get(f"r{row.pk}_{name}", "") for name in FIELDS}


def row_form(
    row: ScheduleRow, values: Mapping[str, str], faults: Mapping[str, Text], refused: QingtianError | None = None
) -> RowForm:
    """The form with these values and faults."""
    act = load_procedures().editions("five_ones_case")[-1].named("progress")
    assert act is not None
    declared = {one.name: one for one in act.fields}
    views = [_view(row, declared[name], values.get(name, ""), faults.get(name, "")) for name in FIELDS]
    return RowForm(row, views, refused)


def _view(row: ScheduleRow, declared: FieldDeclaration, value: str, fault: Text | str) -> FieldView:
    choices = [Choice(code, title) for code, title in declared.choices.items()]
    return FieldView(
        name=f"r{row.pk}_{declared.name}",
        label=declared.title,
        kind="select" if choices else "number" if declared.type == "integer" else "textarea",
        value=value,
        error=fault,
        required=declared.required or declared.name == "pace",
        choices=[Choice("", CHOOSE), *choices] if choices else (),
        width="short" if choices or declared.type == "integer" else "full",
        rows=2,
        minimum="0" if declared.type == "integer" else "",
        maximum="100" if declared.type == "integer" else "",
    )
