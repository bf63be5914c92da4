"""Numbers that belong to a person: telephones, identity numbers, passports, plates, bank cards.

Every expression repeats within bounds, so that reading takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingtian.insight.reading.lexicons import lexicon
from qingtian.insight.reading.personal.spans import SPOKEN, Found, any_of
from qingtian.language import Text

_CUES = lexicon("personal")
_SEP = r"[ .·_/\-]{0,2}"
_MOBILE = re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_SEP})?1{_SEP}[3-9](?:{_SEP}\d){{9}}(?!\d)")
_LAND = re.compile(
    rf"(?<!\d)\(?0(?:10|2\d|[3-9]\d{{2}})\)?{_SEP}[2-9]\d{{2,3}}{_SEP}\d{{4}}(?!\d)(?:{_SEP}(?:转|#)\d{{1,5}})?"
)
_ABROAD = re.compile(r"(?<![\d+])(?:\+|00)[1-9]\d{0,2}(?:[ \-]?\d){7,12}(?!\d)")
_AFTER_PHONE = re.compile(any_of(_CUES["phone"]) + rf"[^\d\n〕]{{0,8}}((?<!\d)\+?\d(?:{_SEP}\d){{5,12}})(?!\d)")
#: offices and services, nobody's own
_PUBLIC = re.compile(r"1(?:2\d{3}|1\d{1,2}|0\d{3})|[48]00\d{7}")

_ID18 = re.compile(
    r"(?<!\d)[1-9]\d{5}[ \-]?(?:19|20)\d{2}[ \-]?(?:0[1-9]|1[0-2])[ \-]?"
    r"(?:0[1-9]|[12]\d|3[01])[ \-]?\d{3}[\dXx*](?![\dA-Za-z])"
)
_ID15 = re.compile(r"(?<!\d)[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_AFTER_ID = re.compile(r"(?:身份证|证件)(?:号码|号)?[^\dA-Za-z\n〕]{0,6}([A-Za-z]?\d[\dXx* \-]{2,24})")
_PERMIT = re.compile(
    r"[HMhm](?<![A-Za-z0-9].)\d{8}(?:\d{2})?(?![A-Za-z0-9])|[A-Z](?<![A-Za-z0-9].)[A-Z]{2}\d{12}(?!\d)"
)
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EeGg]\d{8}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7}|[DSPdsp][Ee]?\d{7})(?![A-Za-z0-9])"
)
_AFTER_PASSPORT = re.compile(
    r"(?:护照|台胞证|回乡证|通行证|[Pp]assport)(?:号码|号)?[^\dA-Za-z\n〕]{0,6}([A-Za-z]{0,2}\d{6,10})(?!\d)"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][ ]?[A-HJ-NP-Za-hj-np-z][ .·•・\-]{{0,2}}"
    r"(?:[DFdf][ ]?[A-HJ-NP-Za-hj-np-z0-9]\d{4}|\d{5}[DFdf]"
    r"|[A-HJ-NP-Za-hj-np-z0-9]{4}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳])[挂学警港澳]?(?![A-Za-z0-9])"
)
_CARD = re.compile(r"(?<!\d)\d(?:[ \-]?\d){15,18}(?!\d)")
_AFTER_CARD = re.compile(any_of(_CUES["cards"]) + r"[^\d\n〕]{0,6}(\d(?:[ \-]?\d){9,21})(?!\d)")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

MOBILE = Text("手机号码的写法", "Written like a mobile number")
LAND = Text("固定电话的写法", "Written like a telephone number")
ID = Text("身份证号，校验位相符", "Identity number, its check digit fits")
ID_LOOSE = Text("身份证号的写法", "Written like an identity number")
CUE = Text("前面写着“{cue}”", "Preceded by “{cue}”")
PASSPORT = Text("护照或通行证号的写法", "Written like a passport or permit number")
PLATE = Text("车牌的写法", "Written like a number plate")
CARD = Text("银行卡号，校验位相符", "Bank card, its check digit fits")


def check_digit(seventeen: str) -> str:
    """The last character of an identity number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(seventeen, _WEIGHTS, strict=True)) % 11]


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1)."""
    doubled = [int(d) if n % 2 == 0 else sum(divmod(int(d) * 2, 10)) for n, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def _bare(words: str) -> str:
    return re.sub(r"[ .·_/\-]", "", words)


def _phones(text: str) -> Iterator[Found]:
    for spelling, sure in ((text, 0.98), (text.translate(SPOKEN), 0.9)):
        for match in _MOBILE.finditer(spelling):
            yield Found(match.start(), match.end(), "phone", MOBILE, sure)
    for expression in (_LAND, _ABROAD):
        for match in expression.finditer(text):
            yield Found(match.start(), match.end(), "phone", LAND, 0.9)
    for match in _AFTER_PHONE.finditer(text):
        if not _PUBLIC.fullmatch(_bare(match[1])):
            cue = CUE.format(cue=text[match.start() : match.start(1)].strip())
            yield Found(match.start(1), match.end(1), "phone", cue, 0.85)


def _identity_numbers(text: str) -> Iterator[Found]:
    for match in _ID18.finditer(text):
        bare = _bare(match[0]).upper()
        fits = check_digit(bare[:17]) == bare[17]
        yield Found(match.start(), match.end(), "id_number", ID if fits else ID_LOOSE, 0.99 if fits else 0.8)
    for match in _ID15.finditer(text):
        yield Found(match.start(), match.end(), "id_number", ID_LOOSE, 0.7)
    for match in _AFTER_ID.finditer(text):
        yield Found(match.start(1), match.end(1), "id_number", CUE.format(cue="身份证"), 0.9)


def _papers(text: str) -> Iterator[Found]:
    for expression in (_PASSPORT, _PERMIT):
        for match in expression.finditer(text):
            yield Found(match.start(), match.end(), "passport", PASSPORT, 0.8)
    for match in _AFTER_PASSPORT.finditer(text):
        yield Found(match.start(1), match.end(1), "passport", CUE.format(cue="护照"), 0.95)


def _cards(text: str) -> Iterator[Found]:
    for match in _CARD.finditer(text):
        if luhn(_bare(match[0])):
            yield Found(match.start(), match.end(), "bank_card", CARD, 0.85)
    for match in _AFTER_CARD.finditer(text):
        yield Found(match.start(1), match.end(1), "bank_card", CUE.format(cue="账号"), 0.9)


def numbers(text: str) -> Iterator[Found]:
    """Every number of a person in ``text``, which is ``plain``."""
    yield from _identity_numbers(text)
    yield from _phones(text)
    yield from _papers(text)
    for match in _PLATE.finditer(text):
        yield Found(match.start(), match.end(), "plate", PLATE, 0.95)
    yield from _cards(text)
