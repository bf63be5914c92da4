"""The city this installation serves: names and marks, read from the data folder or, in the demonstration, invented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from qingtian.language import Text

#: 发文字号 by GB/T 9704: the organ's letters, the year in hexagonal brackets, the number without a leading nought
PAPER_NUMBERS = (r"[\u4e00-\u9fff]{2,12}〔\d{4}〕[1-9]\d{0,5}号", "云环罚〔2026〕12号")


@dataclass(frozen=True, slots=True)
class CityConfig:
    """``prefix`` begins receipt numbers; ``map_number`` is the approval number (审图号), empty while awaited."""

    name: Text
    short: Text
    bureau: Text
    prefix: str
    receiver: str
    map_number: str = ""
    #: how the office's own document numbers look: a regular expression and an example; empty: anything goes
    paper_numbers: tuple[str, str] = PAPER_NUMBERS


#: 云屏 Yunping, the invented city of the demonstration: names, units and people are generated and mean nobody
DEMO_CITY = CityConfig(
    name=Text("云屏市", "Yunping"),
    short=Text("云屏", "Yunping"),
    bureau=Text("云屏市生态环境局", "Yunping Ecology and Environment Bureau"),
    prefix="YP",
    receiver="yunping-eeb-petitions",
)


def _file() -> Path:
    return Path(settings.DATA) / "city.yaml"


@cache
def city() -> CityConfig:
    """The configured city; the invented one of the demonstration until there is a file."""
    if not _file().exists():
        return DEMO_CITY
    raw = yaml.safe_load(_file().read_text(encoding="utf-8"))
    return CityConfig(
        name=Text.of(raw["name"]),
        short=Text.of(raw["short"]),
        bureau=Text.of(raw["bureau"]),
        prefix=raw["prefix"],
        receiver=raw["receiver"],
        map_number=raw.get("map_number", ""),
        paper_numbers=tuple(raw.get("paper_numbers", PAPER_NUMBERS)),
    )
