"""Loading every declared procedure, with the kernel's own acts added to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import ValidationError

from qingtian.errors import DeclarationError, Refused
from qingtian.language import Text
from qingtian.law import Law, load_law
from qingtian.law.files import SafeLoader
from qingtian.procedures.check import check
from qingtian.procedures.model import Procedure

KERNEL_FILE = "kernel.yaml"
NO_EDITION = Text(
    "“{id}”在 {on} 没有施行的版本，最早 {earliest}。",
    "“{id}” has no edition in force on {on}; the earliest is {earliest}.",
)
UNKNOWN = Text("没有“{id}”这个程序。现有：{known}。", "There is no procedure “{id}”. Known: {known}.")


class Procedures:
    """All procedures, by id and edition."""

    def __init__(self, editions: dict[str, dict[str, Procedure]]) -> None:
        self._editions = editions

    def ids(self) -> list[str]:
        return list(self._editions)

    def editions(self, id_: str) -> list[Procedure]:
        """Every edition, the oldest first; refuses an unknown id."""
        if id_ not in self._editions:
            raise Refused("procedures.unknown", UNKNOWN.format(id=id_, known=", ".join(self._editions)))
        return sorted(self._editions[id_].values(), key=lambda p: p.valid_from)

    def edition(self, id_: str, edition: str) -> Procedure:
        return next(p for p in self.editions(id_) if p.edition == edition)

    def on(self, id_: str, on: date) -> Procedure:
        """The edition in force on a day; a day before the first is refused by name."""
        editions = self.editions(id_)
        in_force = [p for p in editions if p.valid_from <= on]
        if not in_force:
            raise Refused("procedures.no_edition", NO_EDITION.format(id=id_, on=on, earliest=editions[0].valid_from))
        return in_force[-1]

    def __iter__(self) -> Iterator[Procedure]:
        return (p for id_ in self._editions for p in self.editions(id_))


def parse(raw: dict[str, Any], kernel: list[dict[str, Any]], where: str, law: Law) -> Procedure:
    """One declaration with the kernel's acts; raises DeclarationError naming file and place."""
    if not isinstance(raw, Mapping):
        raise DeclarationError(
            "procedures.shape", Text("声明不是一个表。", "the declaration is no mapping."), where=where
        )
    try:
        procedure = Procedure.model_validate({**raw, "transitions": [*(raw.get("transitions") or []), *kernel]})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(p) for p in first["loc"])
        message = Text(f"声明读不懂：{place}：{first['msg']}", f"cannot be read at {place}: {first['msg']}")
        raise DeclarationError("procedures.shape", message, where=where) from error
    faults = check(procedure, law)
    if faults:
        text = Text("；".join(f.zh for f in faults), "; ".join(f.en for f in faults))
        raise DeclarationError("procedures.inconsistent", text, where=where)
    return procedure


def _read(file: Traversable) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506


@cache
def load_procedures() -> Procedures:
    """Read and validate all of ``declared/``; raises DeclarationError for the first file that does not hold."""
    root = resources.files("qingtian.procedures") / "declared"
    law = load_law()
    kernel = _read(root / KERNEL_FILE)["transitions"]
    editions: dict[str, dict[str, Procedure]] = {}
    for folder in sorted(root.iterdir(), key=lambda f: f.name):
        if not folder.is_dir():
            continue
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            raw = _read(file)
            procedure = parse(raw, kernel, f"{folder.name}/{file.name}", law)
            editions.setdefault(procedure.id, {})[procedure.edition] = procedure
    return Procedures(editions)
