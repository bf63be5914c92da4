"""Checklists by industry (行业检查表): declared data, each item with its basis and how sure that basis is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from qingtian.errors import DeclarationError
from qingtian.language import Text
from qingtian.law import Basis, load_law

DECLARED = Path(__file__).parent / "declared" / "checklists"
#: how an item is answered on the spot
ANSWERS: dict[str, Text] = {
    "yes": Text("符合", "yes"),
    "no": Text("不符合", "no"),
    "not_seen": Text("未查", "not looked at"),
    "not_applicable": Text("不适用", "does not apply"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at. ``certainty`` is that of the article, as in the law room."""

    code: str
    text: Text
    instrument: str
    article: str
    certainty: str

    @property
    def basis(self) -> Text:
        """The article as it is cited, with its mark where it was not read in the text."""
        return load_law().cite(Basis(self.instrument, self.article), short=True)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The checklist of one industry."""

    code: str
    title: Text
    edition: str
    items: tuple[Item, ...]


@cache
def checklists() -> dict[str, Checklist]:
    """Every declared checklist by its code. Raises DeclarationError for an instrument the law room does not know."""
    return {path.stem: _read(path) for path in sorted(DECLARED.glob("*.yaml"))}


def _read(path: Path) -> Checklist:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    items = tuple(
        Item(one["code"], Text.of(one["text"]), one["basis"]["instrument"], one["basis"]["article"], one["certainty"])
        for one in told["items"]
    )
    known = load_law().instruments
    for item in items:
        if item.instrument not in known:
            words = Text(f"检查表引用了不认识的文件：{item.instrument}", f"unknown instrument {item.instrument}")
            raise DeclarationError("inspections.checklist", words, where=path.name)
    return Checklist(path.stem, Text.of(told["title"]), str(told["edition"]), items)
