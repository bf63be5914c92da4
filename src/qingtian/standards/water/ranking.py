"""Ranks by water quality index (排名): smaller is better; what is incomplete stands apart and has no rank.

An incomplete place may be ranked only under a recorded rule that names the items: then every place of the list is
measured by those items alone, and the list says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class RecordedRule:
    """Who let a list be ranked by fewer items, by which document, and which items."""

    items: tuple[str, ...]
    document: str

    def __post_init__(self) -> None:
        if not self.items or not self.document.strip():
            raise ValueError("a rule of ranking names its items and the document that made it")


@dataclass(frozen=True, slots=True)
class Ranks:
    """``ranked``: place → rank, equal indices share one and the next is skipped (1, 2, 2, 4); ``apart``: no index."""

    ranked: Mapping[str, int]
    apart: tuple[str, ...]


def ranks(indices: Mapping[str, Fraction | None], decimals: int) -> Ranks:
    """Ranks of indices as they are printed with ``decimals``: what looks equal is equal."""
    printed = {place: rounded(index, decimals) for place, index in indices.items() if index is not None}
    order = sorted(printed.values())
    ranked = {place: order.index(value) + 1 for place, value in sorted(printed.items(), key=lambda one: one[1])}
    return Ranks(ranked, tuple(place for place, index in indices.items() if index is None))


def change(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """Change of the index in per cent; negative is better. None without both, or where the earlier was 0."""
    return None if now is None or not before else (now - before) / before * 100


def rounded(value: Fraction | Decimal, decimals: int) -> Decimal:
    """Half to even (GB/T 8170), once, from the exact number.

    >>> rounded(Fraction(1, 8), 2), rounded(Fraction(3, 8), 2)
    (Decimal('0.12'), Decimal('0.38'))
    """
    return Decimal(round(Fraction(value) * 10**decimals)).scaleb(-decimals)
