"""The letters of a text: one writing for every way of typing it, and the pairs of neighbours that stand for words.

Full and half width, capitals, spaces and punctuation make no difference between two reports. Chinese has no blanks
between words, and two neighbouring characters are a word already.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letters:
    """``text`` holds letters and digits alone; ``at[i]`` is where its i-th stands in the words it was made from."""

    text: str
    at: tuple[int, ...]


def letters_of(words: str) -> Letters:
    """Letters and digits of ``words`` in compatibility form and lower case, each with its place."""
    found: list[str] = []
    at: list[int] = []
    for place, written in enumerate(words):
        for one in unicodedata.normalize("NFKC", written).lower():
            if one.isalnum():
                found.append(one)
                at.append(place)
    return Letters("".join(found), tuple(at))


def plain(words: str) -> str:
    """The letters alone, without their places."""
    folded = unicodedata.normalize("NFKC", words).lower()
    return folded if folded.isalnum() else "".join(one for one in folded if one.isalnum())


def pairs(text: str) -> list[str]:
    """Neighbouring pairs of letters in order, with repetitions; the letter itself where there is only one."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or ([text] if text else [])
