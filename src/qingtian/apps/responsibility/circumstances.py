"""Circumstances of accountability (追责情形), coded article-item, as far as they are known and marked where not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.law.files import read_mapping
from qingtian.law.model import CERTAINTIES, Basis

SHIPPED = Path(__file__).parent / "declared" / "circumstances.yaml"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One circumstance: ``code`` such as 5-1, its words and how certain they are."""

    code: str
    words: Text
    certainty: str

    @property
    def mark(self) -> Text:
        return CERTAINTIES[self.certainty]


@dataclass(frozen=True, slots=True)
class Group:
    """The circumstances of one article and against whom they lie."""

    basis: Basis
    against: Text
    items: tuple[Circumstance, ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """``complete``: whether the list is known to be the whole official one; ``note`` says what is not known of it."""

    complete: bool
    note: Text
    groups: tuple[Group, ...]

    @property
    def by_code(self) -> dict[str, Circumstance]:
        return {item.code: item for group in self.groups for item in group.items}


@cache
def circumstances() -> Circumstances:
    """The list shipped with the product (党政领导干部生态环境损害责任追究办法（试行） arts 5–8)."""
    return read_circumstances(read_mapping(SHIPPED, SHIPPED.name))


def read_circumstances(held: Mapping[str, Any]) -> Circumstances:
    """What a file says. Raises DeclarationError ``responsibility.circumstances`` where it does not hold together."""
    try:
        groups = tuple(_group(held["instrument"], group) for group in held["groups"])
        return Circumstances(bool(held["complete"]), Text.of(held["note"]), groups)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        said = Text("追责情形写得不对：{what}", "The circumstances are wrong: {what}").format(what=error)
        raise DeclarationError("responsibility.circumstances", said, where=SHIPPED.name) from error


def _group(instrument: str, told: Mapping[str, Any]) -> Group:
    """One article; its codes run from its first item to its last, and each says how certain it is."""
    article, items = told["article"], told["items"]
    if list(items) != [f"{article}-{number}" for number in range(1, len(items) + 1)]:
        raise ValueError(f"codes of article {article} do not run on: {', '.join(items)}")
    if unknown := {item["certainty"] for item in items.values()} - CERTAINTIES.keys():
        raise ValueError(f"no such certainty: {', '.join(sorted(unknown))}")
    found = (Circumstance(code, Text(item["zh"], item["en"]), item["certainty"]) for code, item in items.items())
    return Group(Basis(instrument, article), Text.of(told["against"]), tuple(found))
