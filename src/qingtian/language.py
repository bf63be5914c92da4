"""Words in the two languages of the product, written side by side.

Chinese is the first language, English the second, and both are authored together: a sentence that exists in one
language only cannot be constructed. ``docs/decisions/0002-bilingual-text.md`` says why this is not gettext.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: a counted noun as it is authored, ``{n} photo(s)``, and the number it goes with
_COUNTED = re.compile(r"(\d[\d,.]*)(\D*?\w)\(s\)")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in Chinese and English.

    >>> Text("受理", "Accept").in_("en")
    'Accept'
    """

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise ValueError(f"a text needs both languages: zh={self.zh!r}, en={self.en!r}")

    def in_(self, language: str) -> str:
        """The words in ``language``; anything that is not English reads as Chinese."""
        return self.en if language.startswith("en") else self.zh

    def format(self, **values: object) -> Text:
        """Fill ``{names}`` in both languages; a value that is itself a Text is taken in the matching language.

        An English noun authored as ``{n} photo(s)`` follows the number before it: 1 photo, 2 photos.
        """
        zh = {k: v.zh if isinstance(v, Text) else v for k, v in values.items()}
        en = {k: v.en if isinstance(v, Text) else v for k, v in values.items()}
        return Text(self.zh.format(**zh), counted(self.en.format(**en)))

    def as_dict(self) -> dict[str, str]:
        """``{"zh": …, "en": …}`` for JSON."""
        return {"zh": self.zh, "en": self.en}

    @classmethod
    def of(cls, value: Text | Mapping[str, str]) -> Text:
        """Accept a Text or a mapping with exactly ``zh`` and ``en``; a stray key is a sentence YAML cut in two."""
        if isinstance(value, Text):
            return value
        if set(value) != {"zh", "en"}:
            raise ValueError(f"a text needs zh and en and nothing else: {dict(value)!r}")
        return cls(value["zh"], value["en"])

    def __str__(self) -> str:
        return self.zh


def counted(english: str) -> str:
    """Nouns written with ``(s)`` in the singular after 1, in the plural after any other number.

    >>> counted("1 case(s), 21 photo(s) after")
    '1 case, 21 photos after'
    """
    return _COUNTED.sub(lambda m: m[1] + m[2] + ("" if m[1].rstrip(",.") == "1" else "s"), english)


def written_in(words: str) -> str:
    """The ``lang`` of what somebody wrote: Chinese as soon as a Han character stands in it, else English.

    >>> written_in("溪口 KTV 噪声"), written_in("Noise at night")
    ('zh-Hans', 'en')
    """
    return "zh-Hans" if _HAN.search(words) else "en"


def _speaks(chosen: str) -> Language:
    return "zh" if chosen.lower().startswith("zh") else "en"


def terminal_language() -> Language:
    """Language of sentences on a terminal: ``QINGTIAN_LANG``, else ``LANG``; English unless it begins with zh."""
    return _speaks(os.environ.get("QINGTIAN_LANG") or os.environ.get("LANG") or "en")


def program_language() -> Language:
    """Language of words inside JSON and tables: English unless ``QINGTIAN_LANG`` asks for Chinese, so that a program
    gets the same on every machine."""
    return _speaks(os.environ.get("QINGTIAN_LANG") or "en")
