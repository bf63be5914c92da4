"""Which papers exist, what each must never lack, and what those data are called in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from qingtian.errors import DeclarationError
from qingtian.language import Text

ROOM = Path(__file__).resolve().parent
TEMPLATES = ROOM / "templates"


@dataclass(frozen=True, slots=True)
class RemedyDeclaration:
    """Which time limit a remedy has, and of which relation the organ next above is asked."""

    limit: str
    above: str


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper: its title, to whom it goes, and the data (dotted names) it must never lack.

    ``clock`` is the time limit it tells of, ``remedy`` the remedy it points to; a ``public`` paper names no person.
    """

    id: str
    title: Text
    required: tuple[str, ...]
    addressed_to: Text
    names: Mapping[str, Text] = field(repr=False, compare=False)
    clock: str = ""
    remedy: RemedyDeclaration | None = None
    public: bool = False

    def name(self, datum: str) -> Text:
        """What a datum is called; an unknown one keeps its dotted name."""
        return self.names.get(datum) or Text(datum, datum)


@cache
def catalogue() -> Mapping[str, PaperKind]:
    """Every paper by id, in the order of the declaration.

    Raises DeclarationError ``paper.catalogue`` where a paper requires a datum that ``data`` does not name, or where
    an entry lacks a title or a language.
    """
    declared = yaml.safe_load((ROOM / "catalogue.yaml").read_text(encoding="utf-8"))
    names = MappingProxyType({datum: Text.of(words) for datum, words in declared["data"].items()})
    return MappingProxyType({id: _kind(id, entry, names) for id, entry in declared["papers"].items()})


def _kind(id: str, entry: Mapping[str, Any], names: Mapping[str, Text]) -> PaperKind:
    try:
        title, addressed_to = Text.of(entry["title"]), Text.of(entry["addressed_to"])
        required = tuple(entry["required"])
        remedy = RemedyDeclaration(**entry["remedy"]) if "remedy" in entry else None
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(id, f"{error}") from error
    if unnamed := [datum for datum in required if datum not in names]:
        raise _broken(id, ", ".join(unnamed))
    clock, public = entry.get("clock", ""), entry.get("public", False)
    return PaperKind(id, title, required, addressed_to, names, clock, remedy, public)


def _broken(id: str, what: str) -> DeclarationError:
    return DeclarationError(
        "paper.catalogue",
        Text("文书目录中此项不完整：{what}。", "This entry of the catalogue of papers is incomplete: {what}.").format(
            what=what
        ),
        where=f"papers/catalogue.yaml:{id}",
    )
