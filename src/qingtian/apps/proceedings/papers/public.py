"""A paper for the public names posts and units, never a person (公示不写人名)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qingtian.apps.proceedings.papers.telling import Telling


def without_persons(value: Any) -> Any:
    """A reference without the holder of the post."""
    if isinstance(value, list):
        return [without_persons(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    return {key: inner for key, inner in value.items() if key not in ("person", "person_name")}


def persons_named(telling: Telling, words: Mapping[str, Any]) -> list[str]:
    """Names of present and former office holders of the matter that the text of a public paper spells out."""
    text = "\n".join(value for value in words.values() if isinstance(value, str))
    # a one-character name would be found in every sentence
    return sorted(name for name in _names(telling) if len(name) > 1 and name in text)


def _names(telling: Telling) -> set[str]:
    """Everybody named in a relation, now or before a hand-over, and whoever does the act or has it done."""
    by = telling.record["by"]
    relations = [telling.relations, *(record["relations"] for record in telling.records)]
    holders = [reference.get("person_name") or {} for each in relations for reference in each.values()]
    acting = [by.get("person"), (by.get("for") or {}).get("person")]
    return {name for name in [*acting, *(name for holder in holders for name in holder.values())] if name}
