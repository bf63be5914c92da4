"""Take an item in (收一条): read it like a report and keep it, once."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from qingtian.apps.opinion.door import Item
from qingtian.apps.opinion.models import OpinionItem
from qingtian.apps.places.models import Area, Source
from qingtian.insight.reading.places import Entry, Gazetteer
from qingtian.insight.reading.reading import read_report
from qingtian.trail import sm3

Outcome = Literal["new", "same"]
#: a suggestion below this says too little
SURE = 0.5
_PLACES = 8


def city_names() -> Gazetteer:
    """The names of the city's areas and sources; made once for many items."""
    areas = [Entry(name, "area", code) for code, name in Area.objects.values_list("code", "name_zh")]
    sources = [Entry(name, "source", code) for code, name in Source.objects.values_list("code", "name_zh")]
    return Gazetteer([*areas, *sources])


def key_of(item: Item) -> str:
    """The same for what a source sends again: by its number, else its address, else its words."""
    what = item.number or item.link or f"{item.said_at} {item.text}"
    return sm3(f"{item.source}\n{what}".encode())


def take(item: Item, *, now: datetime, names: Gazetteer) -> Outcome:
    """Read and keep it. What is there already stays as it was first read."""
    read = read_report(item.text, item.place, (item.said_at or now).date(), names)
    _, created = OpinionItem.objects.get_or_create(
        key=key_of(item),
        defaults={
            "source": item.source,
            "text": item.text,
            "place": item.place,
            "said_at": item.said_at,
            "link": item.link,
            "environmental": read.environmental.confidence >= SURE,
            "kinds": [one.code for one in read.media if one.confidence >= SURE],
            "places": [one.words for one in read.places if not one.denied][:_PLACES],
            "alarm": " ".join(one.code for one in read.urgency)[:20],
            "came_at": now,
        },
    )
    return "new" if created else "same"
