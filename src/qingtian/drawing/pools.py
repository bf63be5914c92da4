"""What is frozen before the seed exists (冻结名单): objects by class, officers, shares, and a secret number. Pure.

The secret number (``nonce``) is committed to by the digest and published with the results. Seed and pools alone, which
many can know, therefore tell nobody beforehand whom a visit will meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qingtian.drawing.ordering import ALGORITHM
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.trail.canonical import canonical, sm3

#: classes of objects in the order they are drawn: an object is of one class only
CLASSES: dict[str, Text] = {
    "special": Text("特殊监管对象", "special object"),
    "key": Text("重点单位", "key unit"),
    "general": Text("一般单位", "general unit"),
    "a": Text("A 类", "class A"),
    "b": Text("B 类", "class B"),
    "c": Text("C 类", "class C"),
}
MALFORMED = Text("抽查名单不完整：{what}", "the pools are incomplete: {what}")


@dataclass(frozen=True, slots=True, order=True)
class PoolObject:
    """One object. ``left`` is how many visits its yearly cap leaves, None where no cap holds it."""

    number: str
    name: str
    of_class: str
    left: int | None = None
    reasons: tuple[str, ...] = ()

    def as_record(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "name": self.name,
            "class": self.of_class,
            "left": self.left,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True, order=True)
class PoolOfficer:
    """One officer, under a label of this draw alone: the published file names no post and no person.

    ``interests`` are numbers of objects the officer may not visit (回避).
    """

    label: str
    interests: tuple[str, ...] = ()

    def as_record(self) -> dict[str, Any]:
        return {"label": self.label, "interests": sorted(self.interests)}


@dataclass(frozen=True, slots=True)
class Pools:
    """All that decides a draw but the seed. ``counts`` says of each class how many are drawn, ``team`` how many go."""

    objects: tuple[PoolObject, ...]
    officers: tuple[PoolOfficer, ...]
    counts: Mapping[str, int]
    team: int
    nonce: str
    algorithm: str = ALGORITHM

    def as_record(self) -> dict[str, Any]:
        """In canonical order: by number and label, whatever order they came in."""
        return {
            "algorithm": self.algorithm,
            "objects": [one.as_record() for one in sorted(self.objects, key=lambda one: one.number)],
            "officers": [one.as_record() for one in sorted(self.officers, key=lambda one: one.label)],
            "counts": dict(self.counts),
            "team": self.team,
            "nonce": self.nonce,
        }

    @property
    def digest(self) -> str:
        """SM3 of the canonical record; it stands on the trail before the seed exists."""
        return sm3(canonical(self.as_record()))


def pools_of(record: Mapping[str, Any]) -> Pools:
    """The pools of a record. Raises UnusableInput ``drawing.pools`` where a part is missing, doubled or unknown."""
    try:
        objects = tuple(
            PoolObject(
                str(one["number"]),
                str(one["name"]),
                str(one["class"]),
                None if one["left"] is None else int(one["left"]),
                tuple(map(str, one["reasons"])),
            )
            for one in record["objects"]
        )
        officers = tuple(PoolOfficer(str(one["label"]), tuple(one["interests"])) for one in record["officers"])
        counts = {str(name): int(n) for name, n in record["counts"].items()}
        pools = Pools(objects, officers, counts, int(record["team"]), str(record["nonce"]), str(record["algorithm"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnusableInput("drawing.pools", MALFORMED.format(what=str(error))) from None
    _check(pools)
    return pools


def _check(pools: Pools) -> None:
    """Raises UnusableInput ``drawing.pools``."""
    numbers, labels = [one.number for one in pools.objects], [one.label for one in pools.officers]
    wrong = ""
    if len(set(numbers)) < len(numbers) or len(set(labels)) < len(labels):
        wrong = "twice"
    elif unknown := ({one.of_class for one in pools.objects} | set(pools.counts)) - set(CLASSES):
        wrong = ", ".join(sorted(unknown))
    elif pools.algorithm != ALGORITHM:
        wrong = pools.algorithm
    if wrong:
        raise UnusableInput("drawing.pools", MALFORMED.format(what=wrong))
