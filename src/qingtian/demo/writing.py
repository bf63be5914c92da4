"""Reports as people write them: put together from a grammar, never copied, no two quite alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from qingtian.demo.declared import area_of, declared
from qingtian.demo.positions import CELLS, declared_sources, degrees, point_in

#: one report in about seven is written in English
ENGLISH_IN_A_HUNDRED = 15


@dataclass(frozen=True)
class Written:
    """One invented report and what the offices will say about it."""

    text: str
    language: str
    place: str
    occurred: str
    subject: str
    kinds: tuple[str, ...]
    area: str
    town: str
    longitude: Decimal
    latitude: Decimal
    topic: dict[str, Any]
    words: dict[str, str]

    def say(self, wording: str) -> str:
        """A wording of the topic with this report's names filled in."""
        return wording.format(**self.words)


def _spot(rng: Random) -> tuple[dict[str, Any], int, int]:
    """An area (districts more often), one of its towns and a grid cell."""
    areas = declared("areas")["areas"]
    weights = [{"district": 4, "zone": 2}.get(area["kind"], 1) for area in areas]
    area = rng.choices(areas, weights)[0]
    return area, rng.randrange(len(area["towns"])), rng.randrange(CELLS)


def _source(kind: str, area: str) -> dict[str, Any]:
    """A source of that kind in the area, else any other of the area: every report names a place that exists."""
    local = [source for source in declared_sources() if source["area"] == area]
    return next((source for source in local if source["kind"] == kind), local[0])


def _words(rng: Random, language: str, area: dict[str, Any], town: int, topic: dict[str, Any]) -> dict[str, str]:
    parts = declared("reports")["parts"][language]
    english = language == "en"
    town_zh, town_en = area["towns"][town][1:]
    landmark = rng.choice(parts["landmark"])
    base = {"area": area["en"] if english else area["zh"], "town": town_en if english else town_zh}
    base["landmark"] = landmark
    source = _source(topic.get("source", "industry"), area["code"])
    base |= {"source": source["zh"], "source_en": source["en"]}
    base["near"] = f"{landmark}, {town_en}" if english else f"{town_zh}{landmark}"
    base["place"] = rng.choice(parts["place"]).format(**base)
    times = [time for name in topic.get("times", ("day", "any")) for time in parts["when"][name]]
    return base | {"when": rng.choice(times)}


def _text(rng: Random, language: str, topic: dict[str, Any], words: dict[str, str]) -> str:
    reports = declared("reports")
    parts = reports["parts"][language]
    chosen = {name: rng.choice(parts[name]) for name in ("open", "ask", "tail")}
    chosen |= {name: rng.choice(topic[language][name]) for name in ("see", "harm")}
    return rng.choice(reports["shapes"][language]).format(**words, **chosen).strip(" ，")


def compose(rng: Random, topic: dict[str, Any], *, english: bool | None = None, area_code: str = "") -> Written:
    """A report on a topic (a topic of the grammar with ``zh`` and ``en`` parts); a named area gives its first town."""
    area, town, cell = _spot(rng)
    if area_code:
        area, town = area_of(area_code), 0
    if english is None:
        english = "en" in topic and rng.randrange(100) < ENGLISH_IN_A_HUNDRED
    language = "en" if english else "zh"
    words = _words(rng, language, area, town, topic)
    return _written(rng, language, _text(rng, language, topic, words), area, (town, cell), topic, words)


def _written(
    rng: Random, language: str, text: str, area: Any, at: tuple[int, int], topic: Any, words: dict[str, str]
) -> Written:
    point = point_in(area["code"], *at, rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.9))
    longitude, latitude = degrees(point)
    return Written(
        text=text,
        language="en" if language == "en" else "zh-Hans",
        place=words["place"],
        occurred=words["when"],
        subject=topic["subject_en" if language == "en" else "subject"].format(**words),
        kinds=tuple(topic["kinds"]),
        area=area["code"],
        town=area["towns"][at[0]][0],
        longitude=longitude,
        latitude=latitude,
        topic=topic,
        words=words,
    )


def in_season(topic: dict[str, Any], month: int) -> int:
    """How often a topic is reported in a month: three times its weight in its own season. Month 0 knows no season."""
    return int(topic["weight"]) * (3 if month in topic.get("season", ()) else 1)


def ordinary(rng: Random, topic: str = "", area: str = "", month: int = 0) -> Written:
    """A report of a violation, its topic drawn by weight and season and its area at random unless named."""
    topics = declared("reports")["topics"]
    chosen = next((one for one in topics if one["id"] == topic), None)
    topic_of = chosen or rng.choices(topics, [in_season(one, month) for one in topics])[0]
    return compose(rng, topic_of, area_code=area)


def special(rng: Random, kind: str) -> Written:
    """A suggestion, an accusation, a matter for another procedure, or one that cannot be taken."""
    found = declared("reports")[kind]
    entry = rng.choice(found) if isinstance(found, list) else found
    area, town, cell = _spot(rng)
    topic = {"kinds": [], "id": kind, "unit": "branch"} | entry
    words = _words(rng, "zh", area, town, topic)
    return _written(rng, "zh", entry["zh"].format(**words), area, (town, cell), topic, words)


def recurring(rng: Random, text: str) -> Written:
    """One of the reports on the old Yaowan works."""
    declaration = declared("reports")["recurring"]
    topic = next(one for one in declared("reports")["topics"] if one["id"] == "plastic_odour")
    area, town, cell = area_of("wangxi"), 1, 2
    english = text.isascii()
    works = next(source for source in declared_sources() if source["code"] == "yaowan-old-works")
    words = _words(rng, "en" if english else "zh", area, town, topic)
    words |= {"place": declaration["place"], "source": works["zh"], "source_en": works["en"]}
    written = _written(rng, "en" if english else "zh", text, area, (town, cell), topic, words)
    return replace(written, subject=declaration["subject"])


def again(rng: Random, written: Written) -> Written:
    """Another report of the same thing at the same place, by somebody else in other words."""
    language = "en" if written.language == "en" else "zh"
    return replace(written, text=_text(rng, language, written.topic, written.words))
