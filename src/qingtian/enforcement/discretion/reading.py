"""Reads the declared discretion tables, and the text of a table an administrator brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qingtian.enforcement.discretion.schema import TableFile
from qingtian.enforcement.discretion.table import Table
from qingtian.law.files import file_error, mapping_of, read_mapping, shaped
from qingtian.law.reading import load_law
from qingtian.law.registry import Law

FOLDER = Path(__file__).parent / "declared"


@cache
def load_tables() -> dict[str, Table]:
    """The tables shipped with the product by id, read and checked once."""
    law = load_law()
    tables = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        tables[path.stem] = _checked(read_mapping(path, path.name), path.stem, path.name, law)
    return tables


def read_table(words: str, id_: str, law: Law) -> Table:
    """A table from its YAML text. Raises ``DeclarationError`` naming the field that does not hold together."""
    return _checked(mapping_of(words, id_), id_, id_, law)


def _checked(content: object, id_: str, name: str, law: Law) -> Table:
    table = shaped(TableFile, content, name).table(id_)
    for basis in (table.basis, *(each.basis for each in table.factors.values())):
        if basis.instrument not in law.instruments:
            raise file_error("law.basis.unknown", name, f"unknown instrument {basis.instrument}")
    for key, held in table.figures.items():
        if isinstance(held, str) and held not in law.parameters:
            raise file_error("law.parameter.unknown", f"{name}: figures.{key}", f"unknown parameter {held}")
    return table
