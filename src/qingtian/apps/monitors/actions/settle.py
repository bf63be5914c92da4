"""Settle hour values (入库): each is kept once, a later one of the same hour beside the first, nothing overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from qingtian.apps.monitors.converting import convert
from qingtian.apps.monitors.models import HourValue, Outlet
from qingtian.apps.monitors.ranges import Ranges, ranges_of
from qingtian.apps.monitors.sent import Place, Sent, Settled
from qingtian.standards.sources.marks import judged
from qingtian.standards.sources.scale import read

#: more hours than this are looked up as one span
_ONE_BY_ONE = 200
_BATCH = 2_000


@dataclass
class _Kept:
    """What is kept of one place: what frames and contents said so far, the newest last."""

    revision: int = 0
    content: tuple[str, str, str, str] | None = None
    frames: set[int] = field(default_factory=set)
    stored: int | None = None

    def knows(self, sent: Sent) -> bool:
        """A frame seen before, or the same words as the newest revision."""
        return (sent.frame is not None and sent.frame in self.frames) or sent.content == self.content

    def add(self, sent: Sent) -> None:
        """The value is kept as the newest, and not yet stored."""
        self.revision += 1
        self.content, self.stored = sent.content, None
        if sent.frame is not None:
            self.frames.add(sent.frame)


@transaction.atomic
def settle(values: Iterable[Sent]) -> Settled:
    """Keep the values, in the order they were received. Done twice, the second changes nothing.

    A value equal to the newest of its hour, or of a frame that was settled before, is known. Another one becomes the
    next revision and the latest; the earlier stays. A value not of one clock hour is refused and handed back.
    """
    given = list(values)
    refused = tuple(one for one in given if not one.is_one_clock_hour)
    taken = [one for one in given if one.is_one_clock_hour]
    outlets = sorted({one.outlet for one in taken})
    list(Outlet.objects.select_for_update().filter(pk__in=outlets).order_by("pk").values_list("pk"))
    settling = _Settling(_kept_at(taken), ranges_of(outlets))
    for one in taken:
        settling.take(one)
    settling.write()
    new = len(settling.rows) - settling.revised
    return Settled(new, settling.revised, len(taken) - len(settling.rows), refused)


@dataclass
class _Settling:
    """The rows to write, and the stored rows that are no longer the latest."""

    kept: defaultdict[Place, _Kept]
    ranges: Ranges
    rows: list[HourValue] = field(default_factory=list)
    newest: dict[Place, HourValue] = field(default_factory=dict)
    superseded: list[int] = field(default_factory=list)
    revised: int = 0

    def take(self, one: Sent) -> None:
        there = self.kept[one.place]
        if there.knows(one):
            return
        if there.revision:
            self._supersede(one.place, there)
        row = _row(one, there.revision + 1, self.ranges)
        self.rows.append(row)
        self.newest[one.place] = row
        there.add(one)

    def _supersede(self, place: Place, there: _Kept) -> None:
        self.revised += 1
        if there.stored is not None:
            self.superseded.append(there.stored)
        else:
            self.newest[place].latest = False

    def write(self) -> None:
        for first in range(0, len(self.superseded), _BATCH):
            HourValue.objects.filter(pk__in=self.superseded[first : first + _BATCH]).update(latest=False)
        convert(self.rows)
        HourValue.objects.bulk_create(self.rows, batch_size=_BATCH)


def _kept_at(taken: Sequence[Sent]) -> defaultdict[Place, _Kept]:
    """What is stored of the places the values belong to: one question an outlet."""
    kept: defaultdict[Place, _Kept] = defaultdict(_Kept)
    by_outlet: defaultdict[int, list[Sent]] = defaultdict(list)
    for one in taken:
        by_outlet[one.outlet].append(one)
    for outlet, sent in by_outlet.items():
        starts = {one.period_start for one in sent}
        stored = HourValue.objects.filter(outlet=outlet, factor__in={one.factor for one in sent})
        if len(starts) <= _ONE_BY_ONE:
            stored = stored.filter(period_start__in=starts)
        else:
            stored = stored.filter(period_start__gte=min(starts), period_start__lte=max(starts))
        columns = ("pk", "factor", "period_start", "period_end", "text", "converted_text", "mark", "unit", "frame")
        for pk, factor, start, end, *content, frame in stored.order_by("revision").values_list(*columns):
            there = kept[Place(outlet, factor, start, end)]
            there.revision += 1
            there.content, there.stored = (content[0], content[1], content[2], content[3]), pk
            if frame is not None:
                there.frames.add(frame)
    return kept


def _row(one: Sent, revision: int, ranges: Ranges) -> HourValue:
    number = read(one.text)
    low, high = ranges.of(one.outlet, one.factor, one.period_start)
    used, reason = judged(number, one.mark, one.edition, low, high)
    converted = read(one.converted_text)
    return HourValue(
        outlet_id=one.outlet,
        factor=one.factor,
        period_start=one.period_start,
        period_end=one.period_end,
        revision=revision,
        text=one.text[:40],
        scaled=number,
        unit=one.unit,
        mark=one.mark[:4],
        validity=used,
        reason=reason,
        converted_text=one.converted_text[:40],
        converted_scaled=converted,
        converted_by=HourValue.ConvertedBy.NONE if converted is None else HourValue.ConvertedBy.UNIT,
        back_filled=one.back_filled,
        frame=one.frame,
        received_at=one.received_at,
    )
