"""Sources of the city's registry that a report names: two reports of one source speak of one matter sooner."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Count, Max

from qingtian.apps.places.models import Source
from qingtian.insight.reading.places import Entry, Gazetteer


@lru_cache(maxsize=2)
def _gazetteer(rows: int, last: int) -> Gazetteer:
    return Gazetteer(Entry(name, "source", code) for code, name in Source.objects.values_list("code", "name_zh"))


def registry() -> Gazetteer:
    """The names as they stand; read again when a source was added or removed."""
    found = Source.objects.aggregate(rows=Count("pk"), last=Max("pk"))
    return _gazetteer(found["rows"], found["last"] or 0)


def sources_in(words: str, names: Gazetteer) -> frozenset[str]:
    """Codes of the sources named, less those the report says it is not."""
    return frozenset(one.code for one in names.named(words) if not one.denied)
