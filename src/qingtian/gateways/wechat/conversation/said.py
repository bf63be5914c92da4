"""One thing somebody said in the chat, whatever WeChat calls it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """``kind``: text, photo, recording or place. ``media``: the row that waits for the queue. WGS-84 degrees."""

    kind: str
    text: str = ""
    longitude: str = ""
    latitude: str = ""
    media: int = 0

    def as_json(self) -> dict[str, Any]:
        """For the draft, while it is not settled to which report it belongs."""
        return asdict(self)


def is_english(words: str) -> bool:
    """Whether words are rather English: two words of Latin letters at least and nothing Chinese."""
    if any("\u3400" <= c <= "\u9fff" or c > "\U00020000" for c in words):
        return False
    return sum(part.strip(".,!?;:'\"()").isascii() and any(c.isalpha() for c in part) for part in words.split()) >= 2


def clean(words: str) -> str:
    """Without control characters; line ends as one kind."""
    unified = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in unified if c >= " " or c in "\n\t").strip()
