"""The city this installation serves: names and marks, read from the data folder or, in the demonstration, invented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from qingtian.language import Text
from qingtian.tables.whole_file import WholeFile

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


def city_file() -> Path:
    """Where the city is written down; once it is there, a city is set up."""
    return Path(settings.DATA) / "city.yaml"


def write_city(*, name: Text, short: Text, bureau: Text, prefix: str, receiver: str, map_number: str) -> None:
    """Write the city's file, whole or not at all, and read it from now on."""
    content = {
        "name": name.as_dict(),
        "short": short.as_dict(),
        "bureau": bureau.as_dict(),
        "prefix": prefix,
        "receiver": receiver,
        "map_number": map_number,
    }
    with WholeFile(city_file()) as file:
        yaml.safe_dump(content, file.text, allow_unicode=True, sort_keys=False)
        file.commit()
    city.cache_clear()


@cache
def city() -> CityConfig:
    """The configured city; the invented one of the demonstration until there is a file."""
    if not city_file().exists():
        return DEMO_CITY
    raw = yaml.safe_load(city_file().read_text(encoding="utf-8"))
    return CityConfig(
        name=Text.of(raw["name"]),
        short=Text.of(raw["short"]),
        bureau=Text.of(raw["bureau"]),
        prefix=raw["prefix"],
        receiver=raw["receiver"],
        map_number=raw.get("map_number", ""),
        paper_numbers=tuple(raw.get("paper_numbers", PAPER_NUMBERS)),
    )
