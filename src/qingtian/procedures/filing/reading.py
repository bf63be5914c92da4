"""Reads the declared orders and checks them against the law room and the declared procedures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from qingtian.law import load_law
from qingtian.law.files import file_error, read_mapping, shaped
from qingtian.law.registry import Law
from qingtian.procedures.filing.order import FileOrder
from qingtian.procedures.loader import Procedures, load_procedures

FOLDER = Path(__file__).parent / "declared"


@cache
def load_orders() -> tuple[FileOrder, ...]:
    """The orders shipped with the product, read and checked once."""
    return read_orders(FOLDER, load_law(), load_procedures())


def order_of(procedure: str, on: date, orders: Sequence[FileOrder] | None = None) -> FileOrder | None:
    """The order of the files of a procedure on a day; None where they lie by the day, or before the first order."""
    known = load_orders() if orders is None else orders
    held = [each for each in known if each.procedure == procedure and each.valid_from <= on]
    return max(held, key=lambda each: each.valid_from, default=None)


def read_orders(folder: Path, law: Law, procedures: Procedures) -> tuple[FileOrder, ...]:
    """Every ``*.yaml`` of a folder. Raises ``DeclarationError`` naming the file: a wrong shape, an unknown instrument,
    procedure or act, something at two places."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        order = shaped(FileOrder, {**read_mapping(path, path.name), "id": path.stem}, path.name)
        _refuse_unknown(order, law, procedures, path.name)
        found.append(order)
    return tuple(found)


def _refuse_unknown(order: FileOrder, law: Law, procedures: Procedures, name: str) -> None:
    for basis in order.bases:
        if basis.instrument not in law.instruments:
            raise file_error("law.basis.unknown", name, f"unknown instrument {basis.instrument}")
    named = {order.procedure} | {matter for _, place in order.places() for matter in place.matters}
    if unknown := named - set(procedures.ids()):
        raise file_error("filing.procedure.unknown", name, f"unknown procedure {', '.join(sorted(unknown))}")
    acts = {t.act for edition in procedures.editions(order.procedure) for t in edition.transitions}
    if unknown := {act for _, place in order.places() for act in place.acts} - acts:
        raise file_error("filing.act.unknown", name, f"unknown act {', '.join(sorted(unknown))}")
    if twice := order.named_twice():
        raise file_error("filing.twice", name, f"at two places: {', '.join(twice)}")
