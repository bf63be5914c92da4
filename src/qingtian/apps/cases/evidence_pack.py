"""The evidence pack of a close-out (销号证据包): what the unit handed in, what came back with which code, objections.

Photos before and after stand in pairs by their order; a pair lacking a position has no distance, and none is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from qingtian.apps.cases.look_back_risk import standing
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures.positions import is_whole, metres_between

FARTHEST = "cases.photo_distance"
CHECKS = ("county_check", "preliminary_accept", "accept")


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo as its act keeps it; ``placed`` is empty where nothing was said."""

    id: int
    name: str
    placed: Mapping[str, str]

    @property
    def whole(self) -> bool:
        return is_whole(self.placed)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same view before and after; either may be missing. ``metres`` between the places, where both are known."""

    before: Photo | None
    after: Photo | None
    metres: int | None
    far: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One check with its coded result; ``returned`` where the case went back."""

    act: str
    title: Text
    on: str
    organ: Text
    result: str
    findings: str

    @property
    def returned(self) -> bool:
        return self.result != "passed"


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection and its answer, in the order they came; an empty answer is still owed."""

    seq: int
    on: str
    words: str
    answered_on: str = ""
    upheld: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """All of it. ``handed_in`` is the latest self-check, empty before the first."""

    handed_in: Mapping[str, Any]
    handed_in_on: str
    pairs: list[Pair]
    farthest: int
    checks: list[Check]
    objections: list[Objection]

    @property
    def missing(self) -> int:
        """Photos after that lack their place or time."""
        return sum(1 for pair in self.pairs if pair.after and not pair.after.whole)


def pack_of(records: Iterable[Mapping[str, Any]], on: date) -> Pack:
    """The pack as the acts hold it; ``on`` decides which distance warns."""
    kept = standing(records)
    latest = next((r for r in reversed(kept) if r["act"] == "self_check"), None)
    fields = latest["fields"] if latest else {}
    farthest = load_law().figure(FARTHEST, on=on).value
    return Pack(
        handed_in=fields,
        handed_in_on=str(latest["on"]) if latest else "",
        pairs=_pairs(_photos(fields, "before"), _photos(fields, "after"), farthest),
        farthest=farthest,
        checks=[_check(r) for r in kept if r["act"] in CHECKS],
        objections=objections(kept),
    )


def _photos(fields: Mapping[str, Any], name: str) -> list[Photo]:
    placed = fields.get(f"{name}_placed") or []
    return [
        Photo(one["id"], one["name"], placed[n] if n < len(placed) else {})
        for n, one in enumerate(fields.get(name) or [])
    ]


def _pairs(before: list[Photo], after: list[Photo], farthest: int) -> list[Pair]:
    found = []
    for one, other in zip_longest(before, after):
        metres = metres_between(one.placed, other.placed) if one and other else None
        found.append(Pair(one, other, metres, metres is not None and metres > farthest))
    return found


def _check(record: Mapping[str, Any]) -> Check:
    fields, by = record["fields"], record["by"]
    organ = Text.of(by["organ_name"]) if by.get("organ_name") else Text("—", "—")
    result, findings = str(fields.get("result", "")), str(fields.get("findings", ""))
    return Check(record["act"], Text.of(record["title"]), str(record["on"]), organ, result, findings)


def objections(records: Iterable[Mapping[str, Any]]) -> list[Objection]:
    """Every objection with its answer; they are answered in the order they came."""
    kept = list(records)
    answers = [r for r in kept if r["act"] == "answer_objection"]
    found = []
    for n, raised in enumerate(r for r in kept if r["act"] == "object"):
        words = str(raised["fields"].get("objection", ""))
        if n < len(answers):
            fields = answers[n]["fields"]
            answered = (str(answers[n]["on"]), str(fields.get("upheld", "")), str(fields.get("answer", "")))
            found.append(Objection(raised["seq"], str(raised["on"]), words, *answered))
        else:
            found.append(Objection(raised["seq"], str(raised["on"]), words))
    return found
