"""Matters as rows of an upstream system's own table: CSV or XLSX, without the reporter unless asked for by reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Identity, Opener, Purpose, open_identity
from qingtian.apps.petitions.policy import may_open_identity
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.gateways.upstream.filling import cell, is_sealed
from qingtian.gateways.upstream.materials import stepped
from qingtian.gateways.upstream.model import Column, System
from qingtian.gateways.upstream.values import Material
from qingtian.language import Text
from qingtian.procedures.who import Actor
from qingtian.tables import write_csv, write_xlsx

Form = Literal["csv", "xlsx"]
FORMS: tuple[Form, ...] = ("xlsx", "csv")
#: a workbook is built whole; a longer list is written as CSV, which holds one step of rows at a time
MOST_IN_A_WORKBOOK = 10_000
#: identities in one file: more are not typed in a day, and every one of them is an opening the reporter sees
MOST_OPENED = 200

TOO_LONG = Text("一共 {n} 件，XLSX 最多 {most} 件。", "There are {n} matters; an XLSX holds at most {most}.")
AS_CSV = Text("选 CSV，或加筛选。", "Choose CSV, or narrow the list.")
TOO_MANY = Text(
    "带身份的一次最多 {most} 件，这里有 {n} 件。", "With identities at most {most} at a time; here are {n}."
)
NARROW = Text("加筛选，分几次导出。", "Narrow the list and export in parts.")


@dataclass(frozen=True, slots=True)
class Unsealed:
    """Leave to write sealed columns: who asks, and why. Every identity written is an opening in the log."""

    opener: Opener
    reason: str
    actor: Actor
    now: datetime


def columns_of(system: System, *, sealed: bool) -> list[Column]:
    """The columns of a file; those of the reporter only where ``sealed`` is asked for."""
    return [column for column in system.columns if sealed or not is_sealed(column)]


def left_out(system: System) -> list[Column]:
    """The columns a file leaves out by default."""
    return [column for column in system.columns if is_sealed(column)]


@sensitive_variables()
def lines(system: System, matters: QuerySet[Proceeding], unsealed: Unsealed | None) -> Iterator[list[str]]:
    """One row a matter, in the order of the list."""
    columns = columns_of(system, sealed=unsealed is not None)
    opens = any(column.identity for column in columns)
    for material in stepped(system, matters):
        identity = _opened(material, unsealed) if unsealed and opens else None
        yield [cell(column, material, identity).text for column in columns]


def _opened(material: Material, unsealed: Unsealed) -> Identity | None:
    """The reporter, where this actor may open the seal; otherwise the cell stays empty."""
    if material.petition is None or not may_open_identity(unsealed.actor, material.matter):
        return None
    return open_identity(
        material.petition.identity_token,
        by=unsealed.opener,
        reason=unsealed.reason,
        now=unsealed.now,
        purpose=Purpose.HANDLING,
    )


def write_export(
    system: System, matters: QuerySet[Proceeding], path: Path, form: Form, *, unsealed: Unsealed | None = None
) -> int:
    """Write the file whole or not at all; the number of rows. The file is its owner's alone (0600).

    Raises Refused ``upstream.too_long`` and ``upstream.too_many_identities``, and what opening an identity raises.
    """
    number = matters.count()
    if unsealed and number > MOST_OPENED:
        words = TOO_MANY.format(most=MOST_OPENED, n=number)
        raise Refused("upstream.too_many_identities", words, remedy=NARROW)
    if form == "xlsx" and number > MOST_IN_A_WORKBOOK:
        words = TOO_LONG.format(n=number, most=MOST_IN_A_WORKBOOK)
        raise Refused("upstream.too_long", words, remedy=AS_CSV)
    heads = [column.head for column in columns_of(system, sealed=unsealed is not None)]
    counted = Counted(lines(system, matters, unsealed))
    if form == "csv":
        write_csv(path, heads, counted, private=True)
    else:
        path.touch(mode=0o600)
        write_xlsx(path, heads, counted, title=system.title.zh)
    return counted.number


class Counted:
    """Rows, and how many there were."""

    def __init__(self, rows: Iterator[list[str]]) -> None:
        self.number = 0
        self._rows = rows

    def __iter__(self) -> Iterator[list[str]]:
        for row in self._rows:
            self.number += 1
            yield row
