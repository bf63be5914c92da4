"""Reasons of a rank in one line (为什么): what happened, on which day, and its share of all that points there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from qingtian.language import Text


def in_line(told: Sequence[tuple[Text, datetime, int]]) -> Text:
    """Of what happened, when (any zone; the day is the city's) and its share in whole per cent; one at least.

    Sources name things in their own case: in English the line begins with a capital and goes on without.
    """
    days = [(what, localtime(began), share) for what, began, share in told]
    zh = "；".join(f"{what.zh}（{began:%m-%d}，{share}%）" for what, began, share in days)
    en = "; ".join(f"{_begun_small(what.en)} ({began.day} {began:%b}, {share} %)" for what, began, share in days)
    return Text(zh, en[:1].upper() + en[1:])


def _begun_small(words: str) -> str:
    """A word of capitals and figures (PM10) stays as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
