"""A cell of an upstream column: our value in that system's words, codes and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.apps.identities.vault import Identity
from qingtian.gateways.upstream.model import Column
from qingtian.gateways.upstream.values import Coded, Material, Value, known_field


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column. ``sealed``: the reporter's words or identity; ``missing``: required and empty."""

    column: Column
    text: str
    sealed: bool = False
    missing: bool = False


def is_sealed(column: Column) -> bool:
    """Whether a column holds the reporter's identity or own words: left out of every file unless asked for."""
    if column.identity:
        return True
    field = known_field(column.field) if column.field else None
    return bool(field and field.sealed)


def cell(column: Column, material: Material, identity: Identity | None = None) -> Cell:
    """One cell. An identity that was not opened is empty."""
    if column.identity:
        text = str(getattr(identity, column.identity) or "") if identity else ""
        return Cell(column, text, sealed=True)
    if column.constant is not None:
        return Cell(column, column.constant)
    field = known_field(column.field or "")
    assert field is not None, "checked when the declaration was read"
    text = written(column, field.get(material))
    if column.longest:
        text = text[: column.longest]
    return Cell(column, text, sealed=field.sealed, missing=column.required and not text)


def written(column: Column, value: Value) -> str:
    """A value as the column writes it.

    >>> written(
    ...     Column(head="类型", title={"zh": "类别", "en": "Kind"}, field="fact.kinds", codes={"air": "大气"}),
    ...     [Coded("air", "空气"), Coded("noise", "噪声")],
    ... )
    '大气、噪声'
    """
    if isinstance(value, list):
        return "、".join(text for one in value if (text := written(column, one)))
    if isinstance(value, Coded):
        if not column.codes:
            return value.title
        return column.codes.get(value.code, value.title if column.otherwise is None else column.otherwise)
    if isinstance(value, date):
        return value.strftime(column.dates)
    text = " ".join(str(value).split())
    if text and column.codes:
        return column.codes.get(text, text if column.otherwise is None else column.otherwise)
    return text
