"""The declared definitions of the indicators (指标定义): words, direction, and whether small figures are kept back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.law.files import read_mapping

FILE = Path(__file__).parent / "declared" / "indicators.yaml"
QUIET, LEAST = "indicators.quiet_days", "indicators.least_count"
BETTER = ("more", "less", "neither")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. ``of`` says what is counted over what, ``leaves_out`` what is not counted, ``resists`` why it
    cannot be gamed; ``people``: each of its units is a person, so small figures are not shown."""

    code: str
    title: Text
    of: Text
    leaves_out: Text
    resists: Text
    better: str
    people: bool


def quiet_days(on: date) -> int:
    """Days without a relapse after which a close-out counts as quiet; a setting of ours."""
    return load_law().figure(QUIET, on=on).value


def least_count(on: date) -> int:
    """Fewest people of whom a figure is shown; a setting of ours."""
    return load_law().figure(LEAST, on=on).value


@cache
def indicators(days: int) -> Mapping[str, Indicator]:
    """Every indicator by its code, in the order shown; ``days`` is what ``quiet_days`` gives.

    Raises DeclarationError where an entry is incomplete.
    """
    found = {}
    for code, entry in read_mapping(FILE, FILE.name)["indicators"].items():
        try:
            words = {name: Text.of(entry[name]).format(days=days) for name in ("title", "of", "not", "resists")}
            if entry["better"] not in BETTER:
                raise ValueError(f"better: {entry['better']}")
            found[code] = Indicator(
                code, words["title"], words["of"], words["not"], words["resists"], entry["better"], entry["people"]
            )
        except (KeyError, TypeError, ValueError) as error:
            message = Text(f"指标“{code}”的定义不完整：{error}", f"the definition of {code} is incomplete: {error}")
            raise DeclarationError("indicators.definition", message, where=FILE.name) from error
    return MappingProxyType(found)
