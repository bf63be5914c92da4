"""Words that are orders, not part of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

SUBMIT = frozenset({"1", "提交", "提交。", "submit", "send"})
DISCARD = frozenset({"0", "撤回", "取消", "cancel"})
GO_ON = frozenset({"2", "接着", "接着写", "continue"})
SKIP = frozenset(
    {"跳过", "不知道", "不清楚", "说不清", "说不准", "没有", "无", "没", "skip", "no", "none", "don't know", "unsure"}
)
HELP = frozenset({"帮助", "help", "?", "？"})
HELLO = frozenset({"你好", "您好", "在吗", "在", "hi", "hello", "举报", "投诉", "我要举报", "report"})
LANGUAGES = {"english": "en", "英文": "en", "中文": "zh-Hans", "chinese": "zh-Hans"}
_QUERY = re.compile(r"(?:查询|查|query|status)[\s:：]*(.{0,40})", re.IGNORECASE)
_RECEIPT = re.compile(r"[A-Za-z]{1,8}-[2-9A-Za-z]{4}-[2-9A-Za-z]{4}")
_CONTACT = re.compile(r"(?:联系|contact)[\s:：]+(.*)", re.IGNORECASE | re.DOTALL)
#: the last run of digits, with what people write between them
_PHONE = re.compile(r"[+(]?\d[\d\s()-]{4,20}\d$")


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """``kind``: help, hello, query, contact, language. ``argument`` may name a person, so no repr shows it."""

    kind: str
    argument: str = ""
    second: str = ""

    def __repr__(self) -> str:
        return f"Order({self.kind})"


def order(words: str) -> Order | None:
    """The order in somebody's words; None where they are part of a report."""
    lowered = words.lower()
    if lowered in HELP:
        return Order("help")
    if lowered in HELLO:
        return Order("hello")
    if lowered in LANGUAGES:
        return Order("language", LANGUAGES[lowered])
    if _RECEIPT.fullmatch(words):
        return Order("query", words)
    if (found := _QUERY.fullmatch(words)) and (not found[1] or _RECEIPT.fullmatch(found[1].strip())):
        return Order("query", found[1].strip())
    if found := _CONTACT.fullmatch(words):
        return _contact(found[1].strip())
    return None


def _contact(words: str) -> Order:
    """Name and number; either may be left out."""
    found = _PHONE.search(words)
    name = (words[: found.start()] if found else words).strip(" ,，:：\n\t")
    return Order("contact", name[:100], found[0].strip()[:50] if found else "")
