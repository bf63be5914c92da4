"""Names of people: with a title after them, a label or a person's word before them, or said of oneself.

A surname alone proves nothing in Chinese; a name is taken only where its neighbours say that it is one. Firms, roads
and estates that begin with a surname stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qingtian.insight.reading.lexicons import lexicon
from qingtian.insight.reading.personal.spans import Found, any_of
from qingtian.language import Text

_CUES = lexicon("personal")
_WEAK_ONES = frozenset(_CUES["weak_surnames"])
_MID_ONES = frozenset(_CUES["mid_surnames"])
_STRONG_ONES = frozenset("".join(_CUES["surnames"].split())) - _WEAK_ONES
_DOUBLE_ONES = frozenset(_CUES["double_surnames"])
_USUAL_ONES = frozenset(_CUES["given"])
_NEVER_ONES = frozenset(_CUES["never_given"])
_NOT_ONES = frozenset(_CUES["not_names"])
_NOT = f"(?!{any_of(_CUES['not_names'])})"


def _one_of(letters: Iterable[str]) -> str:
    return f"[{''.join(sorted(letters))}]"


_STRONG = f"(?:{any_of(_DOUBLE_ONES)}|{_NOT}{_one_of(_STRONG_ONES)})"
_SURNAME = f"(?:{any_of(_DOUBLE_ONES)}|{_NOT}{_one_of(_STRONG_ONES | _MID_ONES)})"
_ANY = f"(?:{any_of(_DOUBLE_ONES)}|{_one_of(_STRONG_ONES | _WEAK_ONES)})"
_WEAK = f"{_NOT}{_one_of(_WEAK_ONES)}"
_GIVEN = f"(?:(?![{_CUES['never_given']}])[\u4e00-\u9fff])"
_USUAL = _one_of(_USUAL_ONES)
_MASK = r"[某××xX*＊Ⅹ△□○]"
_END = rf"(?=[^\u4e00-\u9fffA-Za-z]|$|{any_of(_CUES['after_name'])})"
_GAP = r"[ :：,，、=\"“”'（(\[【]{0,3}"

#: a name that ends where a sentence allows it: the longer reading first
_ENDED = rf"{{surname}}[ ·]?{_GIVEN}(?: ?{_GIVEN})?{_END}"
_NAME = f"(?:{_ENDED.format(surname=_STRONG)}|{_WEAK}{_USUAL}{{1,2}}{_END})"
_ANY_NAME = _ENDED.format(surname=_ANY)
_BARE = f"(?:{_STRONG}{_GIVEN}{{1,2}}|{_WEAK}{_USUAL}{{1,2}})"

_TITLE = re.compile(any_of(_CUES["titles"]))
#: whatever stands alone where a name belongs
_ALONE = r"[\u4e00-\u9fff·]{2,5}(?=[^\u4e00-\u9fff·]|$)"
_LABELLED = re.compile(rf"{any_of(_CUES['labels'])}(?:[:：=]|是|为|叫|[ ])[ :：]{{0,3}}({_ANY_NAME}|{_ALONE})")
_CALLED = re.compile(
    rf"(?:我|本人|俺)(?:的)?(?:名字|姓名|大名|真名)?(?:叫做|名叫|叫|名为|是叫){_GAP}"
    rf"({_ANY_NAME}|{_ANY}{_GIVEN}{{1,2}}|{_ALONE})"
)
_MYSELF = re.compile(
    rf"(?:我是|本人是|本人系|我乃|本人|我){_GAP}({_NAME}|{_STRONG}{_GIVEN}{{1,2}}(?=[,，。.;；、（( ]|$))"
)
_PERSON = re.compile(rf"{any_of(_CUES['persons'])}{_GAP}({_NAME})")
_SURNAMED = re.compile(rf"(?:我姓|本人姓|免贵姓|贵姓|姓)[ ]?({_ANY})(?=[^\u4e00-\u9fff]|$|的|名|，)")
_MASKED = re.compile(rf"({_SURNAME}(?:{_MASK}{{1,2}}{_GIVEN}?|{_USUAL}{_MASK}{{1,2}}))(?![A-Za-z])")
_ALIAS = re.compile(r"(?:叫我|我是|喊我|找)((?:小|老|阿)[\u4e00-\u9fff])(?=[^\u4e00-\u9fff]|$)")
_BESIDE = re.compile(
    rf"({_BARE})(?=[ ,，、:：(（]{{0,3}}(?:(?:[+]?86[ -]?)?1[3-9]\d[ -]?\d{{4}}|0\d{{2,3}}-?\d{{7}}"
    r"|[男女][ ,，。、;；)）]|电话|手机|联系方式|身份证))"
)
_SIGNED = re.compile(
    rf"(?:^|\n)[ ]{{0,8}}(?:[-]{{1,3}}[ ]?)?({_ANY}[ ]?{_GIVEN}[ ]?{_GIVEN}?)[ ]{{0,8}}(?=$|\n|[ ,，]?(?:19|20)\d\d)"
)
_DASHED = re.compile(rf"[-]{{1,2}}[ ]?({_STRONG}{_GIVEN}{{1,2}})[ ]{{0,3}}(?=$|\n)")
_LATIN = re.compile(
    r"(?i:my name is|name is|i am called|signed|regards|sincerely|faithfully|name)[,:.\s]{0,4}"
    r"((?!(?:the|a|an|from|in|of)\b)[A-Z][A-Za-z'\-]{1,20}(?: [A-Z][A-Za-z'.\-]{0,20}){0,3})"
)
_ENGLISH_TITLED = re.compile(
    rf"\b(?:{'|'.join(_CUES['titles_en'])})\.? ([A-Z][A-Za-z'\-]{{1,20}}(?: [A-Z][A-Za-z'\-]{{1,20}}){{0,2}})"
)
_I_AM = re.compile(r"(?:I am|I'm|This is) ([A-Z][a-z'\-]{1,20}(?: [A-Z][A-Za-z'.\-]{1,20}){1,2})")

TITLED = Text("后面是称呼", "A title follows")
LABELLED = Text("前面是“{cue}”", "Preceded by “{cue}”")
SELF = Text("自报姓名", "Says so of oneself")
MASKED = Text("姓加“某”的写法", "A surname and “so-and-so”")
BESIDE = Text("后面是电话、性别或证件", "A telephone, sex or identity paper follows")
SIGNED = Text("落款", "The signature")

_PLAIN_READINGS: tuple[tuple[re.Pattern[str], Text, float], ...] = (
    (_CALLED, SELF, 0.95),
    (_MYSELF, SELF, 0.75),
    (_SURNAMED, SELF, 0.85),
    (_ALIAS, SELF, 0.6),
    (_MASKED, MASKED, 0.7),
    (_BESIDE, BESIDE, 0.8),
    (_SIGNED, SIGNED, 0.75),
    (_DASHED, SIGNED, 0.75),
    (_I_AM, SELF, 0.7),
    (_ENGLISH_TITLED, TITLED, 0.8),
    (_LATIN, SELF, 0.7),
)


#: what may stand right before a surname that is usually another word
_PARTICLES = frozenset("的找请向和与跟问给叫让是由记任届位名个谢及找被")


def _likeness(text: str, start: int, end: int) -> int:
    """How much ``text[start:end]`` looks like a name before a title; 0: not at all."""
    surname = 2 if text[start : start + 2] in _DOUBLE_ONES else 1
    family, given = text[start : start + surname], text[start + surname : end]
    if text[start : start + 2] in _NOT_ONES or any(not "\u4e00" <= letter <= "\u9fff" for letter in given):
        return 0
    usual = sum(letter in _USUAL_ONES for letter in given)
    if surname == 1 and family in _WEAK_ONES:
        if given:
            return 3 if usual == len(given) else 0
        return 1 if family in _MID_ONES or start == 0 or _free(text[start - 1]) else 0
    if (surname == 1 and family not in _STRONG_ONES) or _NEVER_ONES & set(given):
        return 0
    return (3, 2 + 2 * usual, 2 + usual + (usual > 0))[len(given)]


def _free(before: str) -> bool:
    return before in _PARTICLES or not "\u4e00" <= before <= "\u9fff"


def _before_title(text: str, end: int) -> int:
    """The length of the name right before a title at ``end``: the likeliest reading, the longer of equal ones."""
    readings = range(max(0, end - 4), end)
    best = max(
        ((_likeness(text, start, end), end - start) for start in readings if _length_fits(text, start, end)),
        default=(0, 0),
    )
    return best[1] if best[0] else 0


def _length_fits(text: str, start: int, end: int) -> bool:
    return end - start < 4 or text[start : start + 2] in _DOUBLE_ONES


def names(text: str) -> Iterator[Found]:
    """Every name in ``text``, which is ``plain``."""
    for expression, reason, sure in _PLAIN_READINGS:
        for match in expression.finditer(text):
            yield Found(match.start(1), match.end(1), "name", reason, sure)
    for title in _TITLE.finditer(text):
        if length := _before_title(text, title.start()):
            yield Found(title.start() - length, title.start(), "name", TITLED, 0.9)
    for expression, sure in ((_LABELLED, 0.9), (_PERSON, 0.7)):
        for match in expression.finditer(text):
            cue = text[match.start() : match.start(1)].strip(" :：")
            yield Found(match.start(1), match.end(1), "name", LABELLED.format(cue=cue), sure)
