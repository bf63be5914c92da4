"""Reads the declared catalogue and checks it against the law room."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from qingtian.enforcement.violations.catalogue import Catalogue, Violation
from qingtian.enforcement.violations.schema import ViolationEntry
from qingtian.law.files import file_error, read_mapping, shaped
from qingtian.law.model import Basis
from qingtian.law.reading import load_law
from qingtian.law.registry import Law

FOLDER = Path(__file__).parent / "declared"


@cache
def load_catalogue() -> Catalogue:
    """The catalogue shipped with the product, read and checked once."""
    return read_catalogue(FOLDER, load_law())


def read_catalogue(folder: Path, law: Law) -> Catalogue:
    """Read every ``*.yaml`` of ``folder``.

    Raises ``DeclarationError`` naming file and field: a wrong shape, a violation twice, an unknown instrument or
    parameter.
    """
    read: dict[str, Violation] = {}
    for path in sorted(folder.glob("*.yaml")):
        for id_, content in read_mapping(path, path.name).items():
            name = f"{path.name}: {id_}"
            if id_ in read:
                raise file_error("law.violation.twice", name, "declared in another file already")
            entry = shaped(ViolationEntry, content, name)
            _refuse_unknown_parameters(entry, law, name)
            read[id_] = entry.violation(id_, law)
            for basis in _bases(read[id_]):
                if basis.instrument not in law.instruments:
                    raise file_error("law.basis.unknown", name, f"unknown instrument {basis.instrument}")
    return Catalogue(read.values())


def _refuse_unknown_parameters(entry: ViolationEntry, law: Law, name: str) -> None:
    for edition in entry.editions:
        for fine in edition.fines:
            for parameter in filter(None, (fine.minimum, fine.maximum)):
                if parameter not in law.parameters:
                    raise file_error("law.parameter.unknown", f"{name}: fines", f"unknown parameter {parameter}")


def _bases(violation: Violation) -> Iterator[Basis]:
    if violation.daily_penalty:
        yield violation.daily_penalty
    yield from violation.limbs
    yield from (each.basis for each in violation.measures)
    for edition in violation.editions:
        yield from edition.bases
        yield from (each.basis for each in edition.measures)
