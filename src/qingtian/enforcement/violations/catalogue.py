"""The nouns of the catalogue: a violation, its editions in time, the range of its fine, the measures beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.model import Basis

#: the medium an act harms; a range that names none holds for every medium no other range names
MEDIA: dict[str, Text] = {
    "water": Text("水", "Water"),
    "air": Text("大气", "Air"),
    "noise": Text("噪声", "Noise"),
    "soil": Text("土壤", "Soil"),
    "solid_waste": Text("固体废物", "Solid waste"),
    "other": Text("其他", "Other"),
}
PARTIES: dict[str, Text] = {"unit": Text("单位", "Unit"), "person": Text("个人", "Person")}
#: what may come beside a fine; the names :class:`qingtian.law.choice.Rule` weighs
MEASURES: dict[str, Text] = {
    "limit_production": Text("限制生产", "Production limit"),
    "suspend_production": Text("停产整治", "Suspension of production"),
    "revocation": Text("吊销许可证", "Revocation of the permit"),
    "closure": Text("责令停业、关闭", "Closure by the government"),
    "detention": Text("移送行政拘留", "Administrative detention"),
    "detention_grave": Text("情节严重的行政拘留", "Detention of a grave case"),
    "seizure": Text("查封、扣押", "Sealing and seizure"),
    "compensation": Text("生态环境损害赔偿", "Damage compensation"),
}


@dataclass(frozen=True, slots=True)
class FineRange:
    """The fine of one edition for some media and parties; None means that end is not set by the law.

    ``source`` says where the sum was read when it is not a parameter of the law room (an administrator's entry).
    """

    media: frozenset[str]
    parties: frozenset[str]
    minimum: Decimal | None
    maximum: Decimal | None
    basis: Basis
    certainty: str
    source: Text | None = None

    def covers(self, medium: str, party: str) -> bool:
        return (not self.media or medium in self.media) and (not self.parties or party in self.parties)


@dataclass(frozen=True, slots=True)
class Measure:
    """What may or must come beside the fine, with the article that allows it. ``firmness``: ``may`` or ``must``."""

    id: str
    firmness: str
    basis: Basis
    certainty: str


@dataclass(frozen=True, slots=True)
class ViolationEdition:
    """What the law said of the act between two days, both included; None is open. No ranges: not loaded."""

    from_day: date | None
    to_day: date | None
    bases: tuple[Basis, ...]
    certainty: str
    ranges: tuple[FineRange, ...] = ()
    measures: tuple[Measure, ...] = ()
    note: Text | None = None

    def holds_on(self, day: date) -> bool:
        return (self.from_day is None or self.from_day <= day) and (self.to_day is None or day <= self.to_day)

    def fine_range(self, medium: str, party: str) -> FineRange | None:
        """The range for that medium and party; one that names the medium goes before one for every medium."""
        fitting = [each for each in self.ranges if each.covers(medium, party)]
        return max(fitting, key=lambda each: (bool(each.media), bool(each.parties)), default=None)


@dataclass(frozen=True, slots=True)
class Violation:
    """One act the law forbids (违法行为).

    ``malicious`` is the kind among the six of the seed, or empty; ``daily_penalty`` the article that allows a fine by
    the day, or None; ``limbs`` the articles under which the same facts may be a crime.
    """

    id: str
    title: Text
    editions: tuple[ViolationEdition, ...]
    malicious: str = ""
    daily_penalty: Basis | None = None
    measures: tuple[Measure, ...] = ()
    limbs: tuple[Basis, ...] = ()
    note: Text | None = None

    def on(self, day: date) -> ViolationEdition:
        """What held on that day. Where several editions did (one medium each, or one an administrator added), they are
        read together, the latest begun first. Raises ``enforcement.violation.no_edition``."""
        held = [each for each in self.editions if each.holds_on(day)]
        if not held:
            words = Text("{d}没有载入“{v}”的规定。", "no rule on “{v}” is loaded for {d}.")
            raise UnusableInput(
                "enforcement.violation.no_edition",
                words.format(d=day.isoformat(), v=self.title),
                where=self.id,
                remedy=Text("请法制人员补充目录。", "Ask the legal officer to add it to the catalogue."),
            )
        latest, *others = sorted(held, key=lambda each: each.from_day or date.min, reverse=True)
        if not others:
            return latest
        measures = {one.id: one for each in reversed(held) for one in each.measures}
        ranges = tuple(one for each in (latest, *others) for one in each.ranges)
        bases = dict.fromkeys(one for each in (latest, *others) for one in each.bases)
        return replace(latest, bases=tuple(bases), ranges=ranges, measures=tuple(measures.values()))


class Catalogue(Mapping[str, Violation]):
    """Violations by id: those declared, and those an administrator added."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self._by_id = {each.id: each for each in violations}

    def __getitem__(self, id_: str) -> Violation:
        """Raises ``enforcement.violation.unknown``."""
        if id_ not in self._by_id:
            raise UnusableInput(
                "enforcement.violation.unknown",
                Text("目录中没有“{v}”。", "the catalogue has no “{v}”.").format(v=id_),
                where=id_,
                remedy=Text("已有：{all}。", "There are: {all}.").format(all="、".join(self._by_id) or "—"),
            )
        return self._by_id[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def with_added(self, added: Iterable[Violation]) -> Catalogue:
        """This catalogue with further entries; one of the same id puts its editions before those already there."""
        merged = dict(self._by_id)
        for entry in added:
            known = merged.get(entry.id)
            merged[entry.id] = replace(known, editions=entry.editions + known.editions) if known else entry
        return Catalogue(merged.values())
