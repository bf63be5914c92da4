"""The names of the city for the readers: its areas, its sources and stations, and roads and estates given as data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings
from django.db.models import Count, Max, Model

from qingtian.apps.places.models import Area, Source, Station
from qingtian.insight.reading.places import Entry, Gazetteer

#: an office's own list: {roads: [...], estates: [...]}
FILE = "place-names.yaml"
_ENDINGS = ("自治县", "街道", "新区", "区", "县", "市", "镇", "乡")


def _short(name: str) -> str:
    """The name without what kind of area it is, as people say it; empty where too little is left."""
    ending = next((one for one in _ENDINGS if name.endswith(one)), "")
    bare = name.removesuffix(ending)
    return bare if ending and len(bare) >= 2 else ""


def _entries() -> Iterator[Entry]:
    for source in Source.objects.only("code", "name_zh"):
        yield Entry(source.name_zh, "source", source.code)
    for station in Station.objects.only("code", "name_zh"):
        yield Entry(station.name_zh, "station", station.code)
    for area in Area.objects.only("code", "name_zh"):
        yield Entry(area.name_zh, "area", area.code)
        if short := _short(area.name_zh):
            yield Entry(short, "area", area.code)
    yield from _listed(Path(settings.DATA) / FILE)


def _listed(path: Path) -> Iterator[Entry]:
    if not path.is_file():
        return
    read = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for name in read.get("roads", ()):
        yield Entry(str(name), "road", "")
    for name in read.get("estates", ()):
        yield Entry(str(name), "estate", "")


def _stand(model: type[Model]) -> tuple[int, int]:
    found = model._default_manager.aggregate(rows=Count("pk"), last=Max("pk"))
    return found["rows"], found["last"] or 0


@lru_cache(maxsize=2)
def _gazetteer(stand: object) -> Gazetteer:
    return Gazetteer(_entries())


def city_gazetteer() -> Gazetteer:
    """The names as they stand; read again when a row was added or removed, or the office's file was changed."""
    file = Path(settings.DATA) / FILE
    changed = file.stat().st_mtime_ns if file.is_file() else 0
    return _gazetteer((*map(_stand, (Area, Source, Station)), changed))
