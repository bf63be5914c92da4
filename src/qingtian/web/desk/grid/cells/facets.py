"""Facets of the lists of the grid: links that keep what else is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.http import QueryDict

from qingtian.language import Text
from qingtian.web.design.shapes import FacetGroup, Link


def query(asked: QueryDict, fields: Iterable[str], **changed: str) -> str:
    """The address of the list with these fields, some of them changed."""
    kept = QueryDict(mutable=True)
    for field in fields:
        if value := changed.get(field, asked.get(field, "")):
            kept[field] = value
    return kept.urlencode()


def group(
    asked: QueryDict,
    fields: Iterable[str],
    title: Text,
    field: str,
    words: Mapping[str, Text],
    counts: Counter[str],
) -> FacetGroup:
    """One list of links, those with a count."""
    everything = Link(Text("全部", "All"), f"?{query(asked, fields, **{field: ''})}", current=not asked.get(field))
    links = [
        Link(label, f"?{query(asked, fields, **{field: code})}", counts[code], current=asked.get(field) == code)
        for code, label in words.items()
        if counts[code]
    ]
    return FacetGroup(title, [everything, *links])
