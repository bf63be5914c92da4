"""Which edition of HJ 633 data of a day are computed with."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.standards.air.declarations import Edition
from qingtian.standards.declared import package_data, read

__all__ = ["Edition", "edition_on", "editions"]


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition held, oldest first. Together they must cover every day exactly once."""
    folder = package_data("qingtian.standards.air", "editions")
    held = [read(Edition, file) for file in folder.iterdir() if file.name.endswith(".yaml")]
    in_order = tuple(sorted(held, key=lambda edition: edition.applies.first_day or date.min))
    refuse_broken_succession(in_order)
    return in_order


def refuse_broken_succession(in_order: tuple[Edition, ...]) -> None:
    """DeclarationError unless each edition starts the day after the one before ends, and both ends are open."""
    lasts = [edition.applies.last_day for edition in in_order]
    firsts = [edition.applies.first_day for edition in in_order]
    joined = all(
        last is not None and first is not None and (first - last).days == 1
        for last, first in zip(lasts[:-1], firsts[1:], strict=True)
    )
    if not (in_order and joined and firsts[0] is None and lasts[-1] is None):
        raise DeclarationError(
            "standards.air.succession",
            Text("各版本的适用日期有空档或重叠", "the days of the editions leave a gap or overlap"),
            where=", ".join(edition.id for edition in in_order),
        )


@lru_cache(maxsize=4096)
def edition_on(on: date) -> Edition:
    """The edition for data of the natural day ``on`` (自然日), e.g. HJ633-2012 up to 2026-02-28."""
    return next(edition for edition in editions() if edition.applies.covers(on))
