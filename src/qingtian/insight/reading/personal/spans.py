"""What was found: where, of which kind, why, how surely; and the one alphabet everything is read in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qingtian.language import Text

#: stable codes of what is covered, with the words that stand in its place
KINDS: dict[str, Text] = {
    "name": Text("姓名", "Name"),
    "phone": Text("电话", "Telephone"),
    "id_number": Text("证件号", "Identity number"),
    "passport": Text("护照号", "Passport"),
    "plate": Text("车牌", "Number plate"),
    "bank_card": Text("卡号", "Bank card"),
    "email": Text("邮箱", "E-mail"),
    "account": Text("账号", "Account"),
    "openid": Text("平台号", "Platform id"),
    "home": Text("住处", "Home"),
    "other": Text("其他", "Other"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A span ``[start, end)`` of the text, its kind, the reason and the confidence from 0 to 1."""

    start: int
    end: int
    kind: str
    reason: Text
    confidence: float


_WIDE: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―－﹣−"), "-")
_BLANKS = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u2060\ufeff\t"), " ")
_RINGS = {ord(sign): str(number) for number, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨")}
PLAIN: dict[int, int | str] = {**_WIDE, **_DASHES, **_BLANKS, **_RINGS}
#: digits written as words, one character each
SPOKEN = str.maketrans("〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两", "00012345678911234567892")


def plain(text: str) -> str:
    """The same text, character for character, with wide letters narrow and every blank and dash alike."""
    return text.translate(PLAIN)


def any_of(words: Iterable[str]) -> str:
    """One alternative of an expression for these words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"
