"""Put a pack into the records; loading it again doubles nothing and changes only what differs."""

from __future__ import annotations

from django.db import transaction

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.places.models import Area, Station
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.packs.reading import AreaEntry, Pack, StationEntry, read_pack, weakest
from qingtian.packs.regions import put_regions
from qingtian.packs.report import PackReport, mark, put


def _area(report: PackReport, entry: AreaEntry, parent: Area | None) -> Area:
    values = {
        "name_zh": entry.zh,
        "name_en": entry.en,
        "kind": entry.kind,
        "division_code": entry.division_code,
        "parent": parent,
        "has_congress": entry.kind != Area.Kind.ZONE,
    }
    report.areas += 1
    mark(report, entry.code, Text(entry.zh, entry.en), entry.certainty)
    return put(report, Area, entry.code, values)  # type: ignore[no-any-return]


def _station(report: PackReport, entry: StationEntry, areas: dict[str, Area]) -> None:
    certainty = weakest(entry.certainty, entry.area_certainty)
    values = {
        "name_zh": entry.zh,
        "name_en": entry.en,
        "level": Station.Level.NATIONAL,
        "area": areas[entry.area],
        "evaluated": entry.evaluated,
        "longitude": entry.longitude,
        "latitude": entry.latitude,
        "certainty": certainty,
    }
    report.stations += 1
    mark(report, entry.code, Text(entry.zh, entry.en), certainty)
    put(report, Station, entry.code, values)


def _refuse_the_demonstration() -> None:
    """Real names never stand beside invented matters."""
    if kind() == DEMONSTRATION or Proceeding.objects.filter(generated=True).exists():
        raise Refused(
            "packs.demonstration",
            Text("库里是演示数据，不能装入真实城市。", "The database holds the demonstration; no real city is loaded."),
            remedy=Text("换一个空的数据目录（QINGTIAN_DATA）。", "Use an empty data folder (QINGTIAN_DATA)."),
        )


def _put_all(report: PackReport, pack: Pack) -> None:
    city = _area(report, pack.city, None)
    areas = {entry.code: _area(report, entry, city) for entry in pack.areas} | {city.code: city}
    for station in pack.stations:
        # a station that was given up is history: its readings may come with old data, it reports no more
        if station.until is None:
            _station(report, station, areas)
    put_regions(report, pack, areas)


def load_pack(name: str) -> PackReport:
    """Create the areas, stations and regions of a pack, marks of certainty kept; returns what was done.

    Raises UnusableInput ``packs.unknown``, DeclarationError ``packs.broken``, Refused ``packs.demonstration``.
    """
    pack = read_pack(name)
    _refuse_the_demonstration()
    report = PackReport(pack.name)
    with transaction.atomic():
        _put_all(report, pack)
    return report
