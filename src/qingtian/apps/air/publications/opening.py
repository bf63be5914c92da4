"""Compute an issue from the city's own records: its regions and stations, its lake, its rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qingtian import __version__
from qingtian.apps.air.lake import city_lake, local_stations
from qingtian.apps.air.places import CITY, members, regions, stations
from qingtian.apps.air.publications.computing import Targets, compute
from qingtian.apps.air.publications.figures import Figures
from qingtian.apps.air.publications.issue import Issue, Place
from qingtian.apps.air.publications.kinds import KINDS
from qingtian.apps.air.publications.lake_source import LakeSource
from qingtian.apps.air.standards import held_rules
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.measurements.lake import Snapshot
from qingtian.measurements.statistics import Membership
from qingtian.standards.periods import Period, month_of

#: kinds that show every station beside the regions
WITH_STATIONS = ("daily", "ten_days")
#: data of a month are confirmed in the first ten days of the next (HJ 633-2012 cl. 5.1.5)
CONFIRMED_BY = 10
NO_DATA = Text("数据湖里没有 {period} 的数据。", "The lake holds no data of {period}.")
IMPORT = Text(
    "先导入数据（qingtian air import），或者换一个时段。",
    "Import readings (qingtian air import), or take another period.",
)
NO_REGION = Text("没有这个区域：{code}", "No such region: {code}")


@dataclass(frozen=True, slots=True)
class Opened:
    """An issue with the memberships it was computed with."""

    issue: Issue
    members: tuple[Membership, ...]
    local: tuple[str, ...]
    targets: Targets


def open_issue(
    kind: str,
    text: str,
    *,
    on: date,
    organ: Text,
    city: Text,
    about_region: str = "",
    targets: Targets | None = None,
    generated: bool = False,
    as_known: str | None = None,
) -> Opened:
    """The issue of that kind and period from the lake as it stands, or from the snapshot ``as_known``.

    Raises UnusableInput: no such period, no such region, no data at all in it.
    """
    of = KINDS[kind].period(text)
    places = places_of(kind)
    held = tuple(members([place.code for place in places]))
    lake, local = city_lake(), tuple(sorted(local_stations()))
    if KINDS[kind].place_needed and about_region not in {place.code for place in places}:
        raise UnusableInput("air.no_region", NO_REGION.format(code=about_region or "—"))
    snapshot = lake.snapshot(as_known)
    source = source_of(of, held, local, snapshot)
    figures = compute(kind, of, places, source, targets)
    issue = Issue(
        kind=kind,
        period=of.id,
        figures=figures,
        places=places,
        snapshot=snapshot.id,
        snapshot_at=snapshot.made_at,
        program=__version__,
        rules=source.rules(source.edition(of.last)).unverified,
        provisional=provisional(of, on),
        about_region=about_region,
        organ=organ,
        city=city,
        day=on,
        generated=generated,
        draft=True,
    )
    if not _measured(figures, of, places):
        raise UnusableInput("air.no_data", NO_DATA.format(period=of.id), remedy=IMPORT)
    return Opened(issue, held, local, targets or {})


def source_of(of: Period, held: Sequence[Membership], local: Sequence[str], snapshot: Snapshot) -> LakeSource:
    """The statistics of a snapshot, over the period, the year before and the year to date."""
    days = (date(of.first.year - 1, 1, 1), of.last)
    return LakeSource(city_lake(), snapshot, days, held, local=local, held=held_rules())


def places_of(kind: str) -> list[Place]:
    """The whole city first, then the regions in their order; stations where the kind shows them."""
    found = [Place(CITY, Text("全市", "Whole city"), lead=True)]
    found += [Place(one.code, one.name, one.group, one.group_name) for one in regions()]
    if kind in WITH_STATIONS:
        found += [Place(one.code, one.name, station=True) for one in stations()]
    return found


def provisional(of: Period, on: date) -> bool:
    """Whether the month the period ends in is not yet past its ten days of confirmation."""
    confirmed = date.fromordinal(month_of(of.last).last.toordinal() + CONFIRMED_BY)
    return on <= confirmed


def _measured(figures: Figures, of: Period, places: Sequence[Place]) -> bool:
    """Whether any place has a single valid day or figure in the period itself."""
    codes = {place.code for place in places}
    own = (row for row in figures if row.place in codes and of.first.isoformat()[:4] in row.period)
    return any(row.valid for row in own if row.period == of.id or len(row.period) == len("2026-10-31"))
