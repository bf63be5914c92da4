"""A reading as JSON and back to what a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qingtian.insight.reading.places import Named
from qingtian.insight.reading.reading import ReportRead
from qingtian.insight.reading.suggestion import Suggestion
from qingtian.insight.reading.times import TimeNamed
from qingtian.language import Text

#: at most so many of a list are kept and shown
MOST = 6
LISTS: dict[str, Text] = {
    "media": Text("要素", "Medium"),
    "sorts": Text("问题", "Problem"),
    "pollutants": Text("污染物", "Pollutant"),
    "industries": Text("行业", "Trade"),
    "urgency": Text("紧急", "Urgency"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One suggestion on a page: what, the words it rests on, how sure in percent."""

    code: str
    title: Text
    words: tuple[str, ...]
    percent: int


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {"code": one.code, **one.title.as_dict(), "words": list(one.words[:MOST]), "sure": one.confidence}


def _named(one: Named) -> dict[str, Any]:
    return {"words": one.words, "kind": one.kind, "code": one.code, "sure": one.confidence, "denied": one.denied}


def _time(one: TimeNamed) -> dict[str, Any]:
    days, hours = one.days, one.hours
    return {
        "words": one.words,
        "first": days.first.isoformat() if days and days.first else None,
        "last": days.last.isoformat() if days and days.last else None,
        "every": days.every if days else "",
        "weekdays": list(days.weekdays) if days else [],
        "begins": f"{hours.begins:%H:%M}" if hours else None,
        "ends": f"{hours.ends:%H:%M}" if hours else None,
        "sure": one.confidence,
    }


def as_json(read: ReportRead) -> dict[str, Any]:
    """All of it, each list cut at six; the words are those of the covered text."""
    listed = {name: [_suggestion(one) for one in getattr(read, name)[:MOST]] for name in LISTS}
    named = {one.words: one for one in read.places}
    return {
        "environmental": _suggestion(read.environmental),
        **listed,
        "places": [_named(one) for one in list(named.values())[: 2 * MOST]],
        "times": [_time(one) for one in read.times[:MOST]],
    }


def shown(suggestions: Iterable[Mapping[str, Any]]) -> list[Shown]:
    """What a page makes of a kept list."""
    return [
        Shown(one["code"], Text(one["zh"], one["en"]), tuple(one["words"]), round(100 * one["sure"]))
        for one in suggestions
    ]
