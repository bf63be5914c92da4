"""Places and firms a report names: those of the city's own lists, and what is written like one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qingtian.insight.reading.about import negated
from qingtian.insight.reading.words import WordTree

Kind = Literal["area", "road", "estate", "firm", "source", "station", "place"]
SHORTEST = 2

_LETTERS = r"[\u4e00-\u9fffA-Za-z0-9]"
#: characters no name of a place or firm begins or goes on with: what stands before it in a sentence
_STOPS = set(
    "的了在是和与及或把被到从对向有没这那其某个我你他她它们、，。位于住离靠近旁附因为让请希望反映举报投诉称说叫名家每当于由过"
)
_FIRM = re.compile(
    rf"{_LETTERS}{{1,20}}?(?:有限责任公司|股份有限公司|有限公司|公司|集团|加工厂|[\u4e00-\u9fff]厂|养殖场|采石场|砂石场|搅拌站|电站|矿|屠宰场|猪场|鸡场|垃圾场|填埋场|医院|KTV|酒吧|饭店|餐厅|烧烤店|烧烤摊|大排档|作坊)"
)
_ROAD = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:大道|路(?!过|人|程|途)|街|巷|高速|国道|省道)(?:[0-9一二三四五六七八九十]{1,5}号)?"
)
#: what somebody was doing on the way: "跑步路上" names no road
_ON_THE_WAY = re.compile(r"(?:跑步|散步|遛狗|买菜|走|赶|上班|下班|上学|放学|回家|开车|骑车|坐车|乘车|出门)路$")
_ESTATE = re.compile(rf"{_LETTERS}{{1,12}}?(?:小区|花园|家园|社区|村|苑|公寓|广场|工业园|开发区|新城|镇|乡|街道)")
_READ: tuple[tuple[re.Pattern[str], Kind, float], ...] = (
    (_FIRM, "firm", 0.6),
    (_ROAD, "road", 0.55),
    (_ESTATE, "estate", 0.55),
)
#: written like a name and none
_COMMON = frozenset(
    {
        "小区",
        "社区",
        "村",
        "公司",
        "集团",
        "道路",
        "马路",
        "公路",
        "铁路",
        "街道",
        "广场",
        "花园",
        "工厂",
        "医院",
        "高速",
        "一路",
        "线路",
        "矿",
        "国道",
        "大道",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the city's lists. ``code`` is its code there; the same code may have several names."""

    name: str
    kind: Kind
    code: str


@dataclass(frozen=True, slots=True)
class Named:
    """A place or firm named: ``code`` empty where no list holds it, ``denied`` where it is said not to be."""

    start: int
    end: int
    words: str
    kind: Kind
    code: str
    confidence: float
    denied: bool = False


class Gazetteer:
    """The names of a city, found all at once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        held: dict[str, Entry] = {}
        for entry in entries:
            if len(entry.name) >= SHORTEST:
                held.setdefault(entry.name, entry)
        self._tree = WordTree(held.items())
        self.names = len(held)

    def named(self, text: str) -> list[Named]:
        """Every listed name in ``text``, the longest at each place."""
        return [
            Named(
                hit.start,
                hit.end,
                text[hit.start : hit.end],
                hit.value.kind,
                hit.value.code,
                0.95,
                negated(text, hit.start),
            )
            for hit in self._tree.hits(text)
        ]


@lru_cache(maxsize=1)
def nowhere() -> Gazetteer:
    """A gazetteer without names."""
    return Gazetteer(())


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the name begins: after the last word of the sentence that cannot belong to it."""
    cut = start
    for at in range(start, end - 2):
        if text[at] in _STOPS and not text.startswith("有限", at):
            cut = at + 1
    return cut


def written_like(text: str, taken: Iterable[Named]) -> list[Named]:
    """Names no list holds, by the words they end with; those inside ``taken`` are left out."""
    covered = bytearray(len(text))
    for one in taken:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    found: list[Named] = []
    for expression, kind, confidence in _READ:
        for match in expression.finditer(text):
            start = _trimmed(text, match.start(), match.end())
            words = text[start : match.end()]
            if words in _COMMON or _ON_THE_WAY.search(words) or len(words) < 3 or any(covered[start : match.end()]):
                continue
            covered[start : match.end()] = b"\1" * (match.end() - start)
            found.append(Named(start, match.end(), words, kind, "", confidence, negated(text, start)))
    return found


def places(text: str, gazetteer: Gazetteer) -> list[Named]:
    """Everything named, in the order of the text; names of the city's lists first where two readings meet."""
    listed = gazetteer.named(text)
    return sorted([*listed, *written_like(text, listed)], key=lambda one: one.start)
