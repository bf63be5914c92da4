"""The catalogue of what may be shown (公开目录), read from ``kinds.yaml``: kinds, fields, publicity, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from qingtian.errors import DeclarationError
from qingtian.language import Text

FILE = Path(__file__).parent / "kinds.yaml"
#: kinds that no standing decision admits: each of them takes the whole road by itself
BY_ITSELF = ("publication", "air_publication", "water_publication", "consultation")
PUBLICITIES = ("public", "by_decision", "withheld")


@dataclass(frozen=True, slots=True)
class FieldKind:
    """One field: ``public``, ``by_decision`` or ``withheld``; ``holds`` names the value object it may carry."""

    publicity: str
    article: str = ""
    why: Text | None = None
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that may be shown."""

    id: str
    title: Text
    fields: Mapping[str, FieldKind] = field(repr=False)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by id. Raises DeclarationError ``publishing.kinds`` where an entry is incomplete."""
    declared = yaml.safe_load(FILE.read_text(encoding="utf-8"))["kinds"]
    found = {}
    for id_, entry in declared.items():
        try:
            title = Text.of(entry["title"])
            fields = {name: _field(one) for name, one in entry["fields"].items()}
        except (KeyError, TypeError, ValueError) as error:
            message = Text(f"公开目录“{id_}”不完整：{error}", f"kind {id_} is incomplete: {error}")
            raise DeclarationError("publishing.kinds", message, where=FILE.name) from error
        found[id_] = Kind(id_, title, MappingProxyType(fields))
    return MappingProxyType(found)


def _field(entry: Mapping[str, object]) -> FieldKind:
    publicity = str(entry["publicity"])
    if publicity not in PUBLICITIES:
        raise ValueError(f"publicity {publicity}")
    if publicity == "public":
        return FieldKind(publicity, holds=str(entry.get("holds", "")))
    return FieldKind(publicity, str(entry["article"]), Text.of(entry["why"]))  # type: ignore[arg-type]


@cache
def parts() -> Mapping[str, frozenset[str]]:
    """Every value object a field may hold, with all the fields it may have."""
    declared = yaml.safe_load(FILE.read_text(encoding="utf-8"))["parts"]
    return MappingProxyType({name: frozenset(fields) for name, fields in declared.items()})
