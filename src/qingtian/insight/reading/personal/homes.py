"""Homes: the building, unit and room of whoever speaks. The estate, the road and the firm stay, and so does a room
that is itself the place of the pollution."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingtian.insight.reading.lexicons import lexicon
from qingtian.insight.reading.personal.spans import Found, any_of
from qingtian.language import Text

_CUES = lexicon("personal")
_NUM = r"(?:[A-Za-z]?\d{1,4}[A-Za-z]?|[〇零一二三四五六七八九十百]{1,5}|[A-Za-z]|[甲乙丙丁戊])"
_SEP = r"[ ,，、\-]{0,2}"
_BUILDING = rf"{_NUM}[ ]?(?:号?[栋幢棟座]|号楼|号院|#楼?|楼)"
_UNIT = rf"{_NUM}[ ]?(?:单元|门洞|梯)"
_FLOOR = rf"{_NUM}[ ]?[层楼]"
_ROOM = (
    rf"(?:{_NUM}[ ]?(?:号房间?|室|房|户|号)"
    r"|(?:\d{3,4}|[〇零一二三四五六七八九]{3,4})(?![\d年米元人次分个月户吨度平万千]))"
)
#: building (unit, floor) room; unit room; a room that says it is one
_FLAT = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_BUILDING}{_SEP}(?:{_UNIT}{_SEP})?(?:{_FLOOR}{_SEP})?{_ROOM}"
    rf"|{_UNIT}{_SEP}(?:{_FLOOR}{_SEP})?{_ROOM}"
    rf"|{_BUILDING}{_SEP}{_UNIT}(?:{_SEP}{_FLOOR})?"
    rf"|(?:[A-Za-z]?\d{{3,4}}|[〇零一二三四五六七八九]{{3,4}})[ ]?(?:室|号房|房间))"
)
_DASHED = re.compile(
    r"(?<![\d\-.:/A-Za-z])(?:[A-Za-z]?\d{1,2})(?:栋|幢|座|号楼|#)?[\-#](?:\d{1,2}(?:单元)?[\-#]|(?!(?:19|20)\d\d(?!\d)))\d{3,4}(?![\d\-.:/年米元人])"
)
#: at home only: a house of a road, of a village group, a building without a room
_DOOR = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_NUM}[ ]?组[ ]?)?"
    rf"(?:{_NUM}[ ]?(?:号|巷|弄|胡同)(?![线路站机码称])[ ]?(?:附{_NUM}号)?(?:{_SEP}{_NUM}[ ]?(?:号|室|户))?"
    rf"|{_BUILDING}(?:{_SEP}{_UNIT})?(?:{_SEP}{_FLOOR})?|{_UNIT})"
)
_HOME = re.compile(any_of(_CUES["home"]))
_LIVES = re.compile(
    any_of(w for w in _CUES["home"] if w not in {"我是", "我在", "我们是", "我们在", "业主", "住户", "我处", "住房"})
)
_BESIDE = re.compile(any_of(_CUES["beside"]))
_PREMISES = re.compile(rf"[^，。,.;；!！?？\n]{{0,14}}?{any_of(_CUES['premises'])}")
_STOP = re.compile(r"[。;；!！?？\n]")
_CLAUSE = re.compile(r"[,，。;；!！?？\n]")
REACH = 30

FLAT = Text("楼栋和门牌", "A building and a room")
OWN = Text("前面写着“{cue}”，后面是门牌", "A door number after “{cue}”")


def _cue_before(text: str, start: int) -> str:
    """The last word of home in the same sentence, not further than thirty characters before; empty when none."""
    before = text[max(0, start - REACH) : start]
    found = list(_HOME.finditer(before))
    if not found or _STOP.search(before[found[-1].end() :]):
        return ""
    return found[-1][0]


def _is_premises(text: str, end: int) -> bool:
    """Whether the room is followed by a shop or firm, not by "below", "beside"."""
    after = text[end : end + 20]
    return bool(_PREMISES.match(after)) and not _BESIDE.match(after.lstrip("的 "))


def _doors_after(text: str, cue: re.Match[str]) -> Iterator[Found]:
    """Door numbers within thirty characters of a word of home, in the same clause (after "address:", sentence)."""
    end = _STOP if "址" in cue[0] else _CLAUSE
    stop = end.search(text, cue.end(), cue.end() + REACH)
    for match in _DOOR.finditer(text, cue.end(), stop.start() if stop else cue.end() + REACH):
        if not _is_premises(text, match.end()):
            yield Found(match.start(), match.end(), "home", OWN.format(cue=cue[0]), 0.75)


def homes(text: str) -> Iterator[Found]:
    """Every home in ``text``, which is ``plain``."""
    for expression, sure in ((_FLAT, 0.85), (_DASHED, 0.7)):
        for match in expression.finditer(text):
            cue = _cue_before(text, match.start())
            if cue or not _is_premises(text, match.end()):
                yield Found(match.start(), match.end(), "home", OWN.format(cue=cue) if cue else FLAT, sure)
    for lives in _LIVES.finditer(text):
        yield from _doors_after(text, lives)
