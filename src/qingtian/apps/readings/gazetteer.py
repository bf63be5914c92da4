"""The names of the city for the readers: its areas, its sources and stations, and roads and estates given as data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings
from django.db.models import Model

from qingtian.apps.places.models import Area, Source, Station
from qingtian.insight.reading.places import Entry, Gazetteer

#: an office's own list: {roads: [...], estates: [...]}
FILE = "place-names.yaml"
#: code and name of every row, in order
Names = tuple[tuple[str, str], ...]
_ENDINGS = ("自治县", "街道", "新区", "区", "县", "市", "镇", "乡")


def _short(name: str) -> str:
    """The name without what kind of area it is, as people say it; empty where too little is left."""
    ending = next((one for one in _ENDINGS if name.endswith(one)), "")
    bare = name.removesuffix(ending)
    return bare if ending and len(bare) >= 2 else ""


def _named(model: type[Model]) -> Names:
    return tuple(model._default_manager.order_by("pk").values_list("code", "name_zh"))


def _entries(sources: Names, stations: Names, areas: Names, path: Path) -> Iterator[Entry]:
    for code, name in sources:
        yield Entry(name, "source", code)
    for code, name in stations:
        yield Entry(name, "station", code)
    for code, name in areas:
        yield Entry(name, "area", code)
        if short := _short(name):
            yield Entry(short, "area", code)
    yield from _listed(path)


def _listed(path: Path) -> Iterator[Entry]:
    if not path.is_file():
        return
    read = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for name in read.get("roads", ()):
        yield Entry(str(name), "road", "")
    for name in read.get("estates", ()):
        yield Entry(str(name), "estate", "")


@lru_cache(maxsize=2)
def _gazetteer(sources: Names, stations: Names, areas: Names, path: Path, changed: int) -> Gazetteer:
    return Gazetteer(_entries(sources, stations, areas, path))


def city_gazetteer() -> Gazetteer:
    """The names as they stand; built again when a name or the office's file has changed.

    The names themselves are what it is remembered by: counts of rows and last keys do not show that one was renamed.
    """
    file = Path(settings.DATA) / FILE
    changed = file.stat().st_mtime_ns if file.is_file() else 0
    return _gazetteer(_named(Source), _named(Station), _named(Area), file, changed)
