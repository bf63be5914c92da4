"""Put a pack into the records; loading it again doubles nothing and changes only what differs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.places.models import Area, Station
from qingtian.apps.proceedings.models import Proceeding
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.packs.reading import AreaEntry, Pack, StationEntry, read_pack, weakest

WORDS = {
    "from_memory": Text("凭记忆，待核实", "from memory, to be verified"),
    "secondary": Text("见于二手资料", "from a secondary source"),
    "third_party": Text("见于第三方数据", "from a third party"),
    "copy": Text("见于转载文本", "from a copy"),
    "observed": Text("见于实际数据", "observed in data"),
}


@dataclass(frozen=True)
class Unverified:
    """One loaded row that is not sure: whose, and why."""

    code: str
    name: Text
    certainty: Text


@dataclass
class PackReport:
    """What loading did, and what an officer still has to verify."""

    pack: str
    areas: int = 0
    stations: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    unverified: list[Unverified] = field(default_factory=list)


def _put(report: PackReport, model: type[models.Model], code: str, values: dict[str, Any]) -> Any:
    row = model._default_manager.filter(code=code).first()
    if row is None:
        report.created += 1
        return model._default_manager.create(code=code, **values)
    if all(getattr(row, name) == value for name, value in values.items()):
        report.unchanged += 1
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    report.changed += 1
    return row


def _mark(report: PackReport, code: str, name: Text, certainty: str) -> None:
    if certainty != "sure":
        report.unverified.append(Unverified(code, name, WORDS[certainty]))


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
    _mark(report, entry.code, Text(entry.zh, entry.en), entry.certainty)
    return _put(report, Area, entry.code, values)  # type: ignore[no-any-return]


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
    _mark(report, entry.code, Text(entry.zh, entry.en), certainty)
    _put(report, Station, entry.code, values)


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


def load_pack(name: str) -> PackReport:
    """Create the areas and stations of a pack, marks of certainty kept; returns what was done.

    Raises UnusableInput ``packs.unknown``, DeclarationError ``packs.broken``, Refused ``packs.demonstration``.
    """
    pack = read_pack(name)
    _refuse_the_demonstration()
    report = PackReport(pack.name)
    with transaction.atomic():
        _put_all(report, pack)
    return report
