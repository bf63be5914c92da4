"""Which papers exist, what each must never lack, and what those data are called in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.procedures.paper_life import STEPS

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
    ``steps`` are those of its life that it must take (``procedures.paper_life``).
    """

    id: str
    title: Text
    required: tuple[str, ...]
    addressed_to: Text
    names: Mapping[str, Text] = field(repr=False, compare=False)
    clock: str = ""
    remedy: RemedyDeclaration | None = None
    public: bool = False
    steps: tuple[str, ...] = ()

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
    return MappingProxyType(
        {id: _kind(id, entry, names, declared["lives"]) for id, entry in declared["papers"].items()}
    )


def _kind(
    id: str, entry: Mapping[str, Any], names: Mapping[str, Text], lives: Mapping[str, Sequence[str]]
) -> PaperKind:
    try:
        title, addressed_to = Text.of(entry["title"]), Text.of(entry["addressed_to"])
        required = tuple(entry["required"])
        remedy = RemedyDeclaration(**entry["remedy"]) if "remedy" in entry else None
        steps = tuple(lives[entry["life"]])
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(id, f"{error}") from error
    if unnamed := [datum for datum in required if datum not in names]:
        raise _broken(id, ", ".join(unnamed))
    if unknown := [step for step in steps if step not in STEPS]:
        raise _broken(id, ", ".join(unknown))
    clock, public = entry.get("clock", ""), entry.get("public", False)
    return PaperKind(id, title, required, addressed_to, names, clock, remedy, public, steps)


def _broken(id: str, what: str) -> DeclarationError:
    return DeclarationError(
        "paper.catalogue",
        Text("文书目录中此项不完整：{what}。", "This entry of the catalogue of papers is incomplete: {what}.").format(
            what=what
        ),
        where=f"papers/catalogue.yaml:{id}",
    )
