"""Sources of events (事件来源): whoever knows of something at a place or a unit says so here; no chapter below knows
targeting. An adapter in ``sources/`` registers one source; adding one is adding an adapter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Told:
    """One event as its source tells it. ``key`` names it within the source for ever; ``kind`` one of
    ``KINDS``, ``detail`` the source's own kind; ``strength`` 1 to 3; ``certainty`` a code of ``TargetEvent.Certainty``;
    ``area`` a code. Never who reported, never an author."""

    key: str
    began: datetime
    kind: str
    strength: int
    certainty: str
    detail: str = ""
    until: datetime | None = None
    area: str = ""
    longitude: float | None = None
    latitude: float | None = None
    party: str = ""
    matter: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class EventSource:
    """``read(since, until)`` tells every event that began in those times, as it stands now; what it no longer tells
    of them is withdrawn. ``words`` name the source's own kind."""

    code: str
    title: Text
    read: Callable[[datetime, datetime], Iterator[Told]]
    words: Callable[[str], Text]


#: kinds all sources share: an event of each is forgotten in its own time
KINDS: dict[str, Text] = {
    "complaint": Text("投诉", "complaint"),
    "odour": Text("异味投诉", "report of odour"),
    "smoke": Text("烟尘投诉", "report of smoke"),
    "dust": Text("扬尘投诉", "report of dust"),
    "opinion": Text("网络舆情", "public opinion"),
    "exceedance": Text("监测超限", "values above a limit"),
    "integrity": Text("监测数据有问题（已核实）", "data found false (confirmed)"),
    "outage": Text("监测数据缺失", "no data received"),
    "water": Text("水质超标", "water above its limit"),
    "noise": Text("噪声", "noise"),
    "patrol": Text("网格巡查事件", "event of a patrol"),
    "hazard": Text("隐患", "hidden hazard"),
    "violation": Text("检查发现问题", "something found by a visit"),
    "other": Text("其他", "other"),
}
SOURCES: dict[str, EventSource] = {}


def register(source: EventSource) -> None:
    """Called once by the adapter when Django is ready."""
    SOURCES[source.code] = source


def kind_words(source: str, kind: str, detail: str = "") -> Text:
    """What happened, in the words of its source; where that is gone, in those of the kind."""
    known = SOURCES.get(source)
    return known.words(detail) if known and detail else KINDS.get(kind, KINDS["other"])
