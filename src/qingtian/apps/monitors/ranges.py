"""Ranges of the instruments of outlets, by factor and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from qingtian.apps.monitors.models import Instrument
from qingtian.apps.monitors.sent import SHANGHAI
from qingtian.standards.sources.scale import scaled

Range = tuple[int | None, int | None]
_OPEN: Range = (None, None)


@dataclass(frozen=True, slots=True)
class Ranges:
    """``spans``: by outlet and factor, first day, last day (None: still there) and range in millionths."""

    spans: dict[tuple[int, str], list[tuple[date, date | None, Range]]]

    def of(self, outlet: int, factor: str, at: datetime) -> Range:
        """The range of the instrument that measured then; open where none is entered."""
        spans = self.spans.get((outlet, factor))
        if not spans:
            return _OPEN
        on = at.astimezone(SHANGHAI).date()
        found = (held for first, last, held in reversed(spans) if first <= on and (last is None or on <= last))
        return next(found, _OPEN)


def ranges_of(outlets: Iterable[int]) -> Ranges:
    """The ranges of every instrument of these outlets."""
    spans: defaultdict[tuple[int, str], list[tuple[date, date | None, Range]]] = defaultdict(list)
    columns = ("outlet_id", "factor", "installed_on", "removed_on", "range_low", "range_high")
    for outlet, factor, first, last, low, high in Instrument.objects.filter(outlet__in=outlets).values_list(*columns):
        held = (None if low is None else scaled(low), None if high is None else scaled(high))
        spans[outlet, factor].append((first, last, held))
    return Ranges(dict(spans))
