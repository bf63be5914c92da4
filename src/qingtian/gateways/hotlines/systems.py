"""The hotlines this product knows, the channel each is, and the number before the dash of a source (12345-370102)."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.errors import UnusableInput
from qingtian.language import Text

UNKNOWN = Text("来源系统要以 12345、12369 或 12319 开头。", "The source system begins with 12345, 12369 or 12319.")


@dataclass(frozen=True, slots=True)
class Hotline:
    """One hotline: its number, the channel of its petitions, its name."""

    id: str
    channel: str
    title: Text


HOTLINES: dict[str, Hotline] = {
    one.id: one
    for one in (
        Hotline("12345", "hotline_12345", Text("12345 政务服务便民热线", "12345 government hotline")),
        Hotline("12369", "hotline_12369", Text("12369 环保举报热线", "12369 environmental hotline")),
        Hotline("12319", "hotline_12319", Text("12319 城建服务热线", "12319 municipal services hotline")),
    )
}


def hotline_of(source: str) -> Hotline:
    """The hotline a source system belongs to. Raises UnusableInput (hotlines.unknown_system)."""
    found = HOTLINES.get(source.strip()[:5])
    if found is None:
        raise UnusableInput("hotlines.unknown_system", UNKNOWN, where="source_system")
    return found
