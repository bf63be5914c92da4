"""Their words for our codes (代码对应): shipped words, what the office mapped, and what nobody has mapped yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources

import yaml

from qingtian.gateways.hotlines.models import CodeValue
from qingtian.language import Text

#: what a word may be here, by code table; an empty code is "means nothing here"
MEANINGS: dict[str, dict[str, Text]] = {
    "business_type": {
        "take": Text("收件", "received"),
        "leave": Text("不收件（骚扰、无效、表扬等）", "not received (nuisance, invalid, thanks …)"),
    },
    "category": {
        "air": Text("大气", "Air"),
        "noise": Text("噪声", "Noise"),
        "water": Text("水", "Water"),
        "solid_waste": Text("固废", "Solid waste"),
        "ecology": Text("生态破坏", "Ecological damage"),
        "radiation": Text("辐射", "Radiation"),
        "": Text("不是污染类别", "not a kind of pollution"),
    },
    "status": {
        "": Text("只作记录", "noted only"),
        "redo": Text("重办", "sent back to be done again"),
        "cancelled": Text("撤单", "withdrawn by the caller"),
        "returned": Text("退单已被接受", "our return was accepted"),
    },
}


@cache
def shipped() -> dict[str, dict[str, str]]:
    """Words that mean the same in every city; the office's own mapping wins."""
    text = (resources.files("qingtian.gateways.hotlines") / "declared" / "codes.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return {kind: {word: ours for ours, words in table.items() for word in words} for kind, table in found.items()}


@dataclass
class Codes:
    """The mapping of one hotline, read once for a batch. What it does not know is noted as seen."""

    system: str
    now: datetime

    def __post_init__(self) -> None:
        rows = CodeValue.objects.filter(system=self.system).values_list("kind", "value", "ours")
        self._known: dict[tuple[str, str], str | None] = {(kind, value): ours for kind, value, ours in rows}

    def of(self, kind: str, value: str) -> str | None:
        """Our code; None while nobody has mapped the word, which then waits on the screen of unmapped values."""
        value = value.strip()[:40]
        if not value:
            return None
        if (kind, value) in self._known:
            return self._known[kind, value]
        if (ours := shipped().get(kind, {}).get(value)) is not None:
            return ours
        CodeValue.objects.get_or_create(system=self.system, kind=kind, value=value, defaults={"seen_at": self.now})
        self._known[kind, value] = None
        return None

    def kinds(self, path: Iterable[str]) -> list[str]:
        """Kinds of pollution named by the steps of a category, each once."""
        found = [self.of("category", step) for step in path]
        return list(dict.fromkeys(code for code in found if code))


def unmapped(system: str = "") -> int:
    """How many words nobody has mapped."""
    waiting = CodeValue.objects.filter(ours=None)
    return (waiting.filter(system=system) if system else waiting).count()
