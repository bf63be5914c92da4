"""Reads the law files and checks them against each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from qingtian.law.files import file_error, read_mapping, shaped
from qingtian.law.model import Basis, Edition, Instrument
from qingtian.law.registry import Law
from qingtian.law.schema import InstrumentEntry, ParameterFile

ROOM = Path(__file__).parent


@cache
def load_law() -> Law:
    """The law shipped with the product, read and checked once."""
    return read_law(ROOM)


def read_law(room: Path) -> Law:
    """Read ``instruments/*.yaml`` and ``parameters/**/*.yaml`` under ``room``.

    Raises ``DeclarationError`` naming file and field: a wrong shape, an instrument declared twice, a basis on an
    unknown instrument, a number that begins before the instrument it rests on.
    """
    instruments = _read_instruments(room / "instruments")
    folder = room / "parameters"
    parameters = {}
    for path in sorted(folder.rglob("*.yaml")):
        id_ = ".".join(path.relative_to(folder).with_suffix("").parts)
        name = path.relative_to(room).as_posix()
        parameters[id_] = shaped(ParameterFile, read_mapping(path, name), name).parameter(id_)
        for edition in parameters[id_].editions:
            _check_bases(edition, instruments, name)
    return Law(instruments, parameters)


def _read_instruments(folder: Path) -> dict[str, Instrument]:
    instruments: dict[str, Instrument] = {}
    for path in sorted(folder.glob("*.yaml")):
        name = f"instruments/{path.name}"
        for id_, content in read_mapping(path, name).items():
            if id_ in instruments:
                raise file_error("law.instrument.twice", f"{name}: {id_}", "declared in another file already")
            instruments[id_] = shaped(InstrumentEntry, content, f"{name}: {id_}").instrument(id_)
    for instrument in instruments.values():
        for successor in instrument.replaced_by:
            if successor not in instruments:
                where = f"{instrument.id}: replaced_by"
                raise file_error("law.instrument.unknown", where, f"unknown instrument {successor}")
    return instruments


def _check_bases(edition: Edition, instruments: Mapping[str, Instrument], name: str) -> None:
    where = f"{name}: values.{edition.from_day}"
    _check_basis(edition.basis, edition.from_day, instruments, f"{where}.basis.instrument")
    if edition.extension and edition.extension.basis:
        _check_basis(edition.extension.basis, edition.from_day, instruments, f"{where}.extension.basis.instrument")


def _check_basis(basis: Basis, from_day: date, instruments: Mapping[str, Instrument], where: str) -> None:
    instrument = instruments.get(basis.instrument)
    if instrument is None:
        raise file_error("law.basis.unknown", where, f"unknown instrument {basis.instrument}")
    if instrument.in_force_from and from_day < instrument.in_force_from:
        problem = f"begins before {instrument.id}, in force from {instrument.in_force_from}"
        raise file_error("law.basis.too_early", where, problem)
