"""The declared definitions of the rates (率的定义): words, certainty, and whether a rate may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from qingtian.errors import DeclarationError
from qingtian.language import Text

FILE = Path(__file__).parent / "declared" / "rates.yaml"


@dataclass(frozen=True, slots=True)
class Definition:
    """One rate: its name, what is counted over what, how sure the definition is."""

    id: str
    title: Text
    of: Text
    published: bool
    certainty: str


@cache
def quiet_days() -> int:
    """How long nothing may be reported again before a matter counts as quiet; a setting of ours."""
    return int(_declared()["quiet_days"]["value"])


@cache
def definitions() -> Mapping[str, Definition]:
    """Every rate by id, in the order it is shown. Raises DeclarationError where an entry is incomplete."""
    days = quiet_days()
    found = {}
    for id_, entry in _declared()["rates"].items():
        try:
            of = Text.of(entry["of"]).format(days=days)
            found[id_] = Definition(id_, Text.of(entry["title"]), of, bool(entry["published"]), entry["certainty"])
        except (KeyError, TypeError, ValueError) as error:
            message = Text(f"率“{id_}”的定义不完整：{error}", f"the definition of rate {id_} is incomplete: {error}")
            raise DeclarationError("figures.rates", message, where=FILE.name) from error
    return MappingProxyType(found)


@cache
def _declared() -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    declared: Mapping[str, Mapping[str, Mapping[str, object]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return declared
