"""A question a person answers and a program would have to be written for (人机验证): a small sum in words.

No picture, no sound, nothing fetched from anybody; a screen reader reads it like every other field. It is asked only of
whoever sends more than people usually do, from one address or with one telephone number. The question carries its own
sealed answer, is good for half an hour and for one sending.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from qingtian.apps.rates import spending
from qingtian.language import Text

SALT = "qingtian.human_check"
GOOD_FOR = 30 * 60  # seconds
LONGEST = 30
CHINESE = "零一二三四五六七八九十"
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ENGLISH = (*_UNITS, *_TEENS, "twenty")
PLUS = Text("{a}加{b}等于几？", "What is {a} plus {b}?")
MINUS = Text("{a}减{b}等于几？", "What is {a} minus {b}?")
WHY = Text(
    "这个网络或电话刚才交了不少，请算一下再交。数字、汉字都行。",
    "Much was sent from this network or number just now; please do this sum first. Figures or words will do.",
)
WRONG = Text("不对，换了一道，请再算一次。", "Not right. Here is another one; please try again.")
WANTED = Text("请先回答这一题。", "Please answer this first.")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the token that goes back with the answer."""

    words: Text
    token: str


def _chinese(number: int) -> str:
    """0 to 20 in characters."""
    if number <= 10:
        return CHINESE[number]
    return "二十" if number == 20 else "十" + CHINESE[number - 10]


def _digest(answer: int, nonce: str) -> str:
    return salted_hmac(SALT, f"{answer} {nonce}", algorithm="sha256").hexdigest()[:32]


def ask() -> Question:
    """A new question: two numbers up to ten, added or taken away."""
    a, b, nonce = 1 + secrets.randbelow(10), 1 + secrets.randbelow(10), secrets.token_urlsafe(9)
    plus = bool(secrets.randbelow(2))
    if not plus and b > a:
        a, b = b, a
    numbers = {"a": Text(_chinese(a), ENGLISH[a]), "b": Text(_chinese(b), ENGLISH[b])}
    words = (PLUS if plus else MINUS).format(**numbers)
    return Question(words, signing.dumps([nonce, _digest(a + b if plus else a - b, nonce)], salt=SALT))


def number_in(entered: str) -> int | None:
    """What somebody typed as a number from 0 to 20: figures of any width, characters or English words."""
    words = unicodedata.normalize("NFKC", entered).strip(" .。！!").lower()
    if words.isascii() and words.isdigit() and len(words) < 4:
        return int(words)
    words = words.replace("两", "二").replace("〇", "零")
    return next((n for n in range(21) if words in (_chinese(n), ENGLISH[n]) or words == "一" + _chinese(n)), None)


def is_answered(entered: str, token: str, now: datetime) -> bool:
    """Whether this is the answer to that question, for the first time and in time."""
    try:
        nonce, digest = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    number = number_in(entered[:LONGEST])
    if number is None or not constant_time_compare(_digest(number, str(nonce)), str(digest)):
        return False
    try:
        spending.spend("check", str(nonce), now)
    except spending.Spent:
        return False
    return True
