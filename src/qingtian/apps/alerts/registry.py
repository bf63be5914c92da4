"""Sources of values (数据来源): whoever has series to watch says so here; alerts imports none of the web above it.

An adapter in ``sources/`` registers one source a medium. Adding a medium is adding an adapter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qingtian.alerts.values import Item, Subject, Value

Series = Mapping[str, Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Source:
    """``series`` gives the values of one item for some subjects that begin from ``since`` on and before ``until``;
    ``settled`` the last moment by which values of the past must be there, so that their absence means something."""

    medium: str
    items: Callable[[], Sequence[Item]]
    subjects: Callable[[str], Sequence[Subject]]
    series: Callable[[str, Sequence[str], datetime, datetime], Series]
    settled: Callable[[datetime], datetime]

    def item(self, code: str) -> Item | None:
        """The item with that code; None where this source has none of it."""
        return next((one for one in self.items() if one.code == code), None)


SOURCES: dict[str, Source] = {}


def remembering(source: Source) -> Source:
    """The same source for the length of one run: rules over the same values read them once."""
    held: dict[tuple[str, tuple[str, ...], datetime, datetime], Series] = {}

    def series(item: str, codes: Sequence[str], since: datetime, until: datetime) -> Series:
        key = (item, tuple(codes), since, until)
        if key not in held:
            held[key] = source.series(item, codes, since, until)
        return held[key]

    return replace(source, series=series)


def register(source: Source) -> None:
    """Called once by the adapter when Django is ready."""
    SOURCES[source.medium] = source
