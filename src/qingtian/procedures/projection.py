"""What a matter is now, folded from its acts. The stored row always equals this replay."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClockState:
    """One clock as the acts left it. ``status``: running, suspended, stopped."""

    key: str
    start: str
    due: str
    status: str
    owner: Mapping[str, Any]
    extension: int = 0
    suspensions: tuple[tuple[str, str | None], ...] = ()
    stopped_on: str | None = None
    stopped_by: str | None = None
    derivation: Mapping[str, Any] = field(default_factory=dict)
    opened_by: int = 0


@dataclass(frozen=True, slots=True)
class Projection:
    """State, relations, facts and clocks after ``seq`` acts. An empty projection is a matter not opened yet."""

    state: str = "start"
    seq: int = 0
    edition: str = ""
    opened_on: str | None = None
    last_on: str | None = None
    ended_on: str | None = None
    relations: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    clocks: Mapping[str, ClockState] = field(default_factory=dict)
    done: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)

    def has_done(self, act: str) -> bool:
        return bool(self.done.get(act))

    def organ(self, relation: str) -> str | None:
        chain = (self.relations.get(relation) or {}).get("chain") or [None]
        code: str | None = chain[-1]
        return code

    def running(self) -> list[ClockState]:
        """Running clocks, the earliest due first."""
        running = (c for c in self.clocks.values() if c.status == "running")
        # the key settles ties: a JSON column may hand the clocks back in another order
        return sorted(running, key=lambda c: (c.due, c.key))


def apply_clock(clocks: dict[str, ClockState], operation: Mapping[str, Any], seq: int) -> None:
    """Carry out one operation of the act ``seq`` on the clocks."""
    key, verb = operation["key"], operation["op"]
    if verb == "start":
        clocks[key] = ClockState(
            key,
            operation["start"],
            operation["due"],
            "running",
            operation["owner"],
            derivation=operation["derivation"],
            opened_by=seq,
        )
        return
    if verb == "recompute" and key not in clocks:
        return  # the act that opened it was voided since
    clock = clocks[key]
    changes: dict[str, Any] = {name: operation[name] for name in ("due", "derivation", "owner") if name in operation}
    if verb == "stop":
        changes |= {"status": "stopped", "stopped_on": operation["on"], "stopped_by": operation["by"]}
    elif verb == "extend":
        changes |= {"extension": operation["extension"]}
    elif verb == "suspend":
        changes |= {"status": "suspended", "suspensions": (*clock.suspensions, (operation["on"], None))}
    elif verb == "resume":
        since = clock.suspensions[-1][0]
        changes |= {"status": "running", "suspensions": (*clock.suspensions[:-1], (since, operation["on"]))}
    elif verb == "return":
        standing = bool(clock.suspensions) and clock.suspensions[-1][1] is None
        changes |= {"status": "suspended" if standing else "running", "stopped_on": None, "stopped_by": None}
    clocks[key] = replace(clock, **changes)


def _voided(records: list[Record]) -> set[int]:
    return {r["voids"] for r in records if r.get("voids")}


def advance(before: Projection, record: Record) -> Projection:
    """The projection after one more act (a correcting act needs the whole fold instead)."""
    act, seq, on = record["act"], record["seq"], record["on"]
    clocks = dict(before.clocks)
    for operation in record.get("clocks", []):
        apply_clock(clocks, operation, seq)
    mark = {"seq": seq, "on": on, "by": record["by"], "organ": record["by"].get("organ")}
    moved = record["to"] != record["from"]
    return replace(
        before,
        state=record["to"] if moved else before.state,
        seq=seq,
        edition=record["edition"],
        opened_on=before.opened_on or on,
        last_on=max(on, before.last_on or on),
        ended_on=(on if record.get("ends") else None) if moved else before.ended_on,
        relations={**before.relations, **record.get("relations", {})},
        facts={**before.facts, **record.get("facts", {})},
        clocks=clocks,
        done={**before.done, act: (*before.done.get(act, ()), mark)},
        before={**before.before, act: record["from"]} if moved else before.before,
    )


def fold(records: Iterable[Record]) -> Projection:
    """Replay all acts in order; acts voided by a later correction do not count, the correction itself does."""
    kept = list(records)
    voided = _voided(kept)
    projection = Projection()
    for record in kept:
        if record["seq"] in voided:
            continue
        if record.get("voids"):
            # the correcting act moves nothing by itself: leaving the voided act out is its whole effect
            record = {**record, "from": projection.state, "to": projection.state, "clocks": []}
        projection = advance(projection, record)
    last = kept[-1]["seq"] if kept else 0
    return replace(projection, seq=last)


def _by_name(held: Projection | ClockState) -> dict[str, Any]:
    return {f.name: getattr(held, f.name) for f in fields(held)}


def as_json(projection: Projection) -> dict[str, Any]:
    """The projection as plain JSON values (lists, no tuples), for the stored row."""
    # the encoder walks the values itself: copying them first, as ``asdict`` does, took longer than all the rest
    plain: dict[str, Any] = json.loads(json.dumps(_by_name(projection), default=_by_name))
    return plain


def from_json(stored: Mapping[str, Any]) -> Projection:
    """The projection back from its stored row; an empty mapping is a matter not opened yet."""
    if not stored:
        return Projection()
    values = dict(stored)
    values["clocks"] = {key: _clock_from(clock) for key, clock in values["clocks"].items()}
    values["done"] = {act: tuple(marks) for act, marks in values["done"].items()}
    return Projection(**values)


def _clock_from(stored: Mapping[str, Any]) -> ClockState:
    spans = tuple((begin, end) for begin, end in stored["suspensions"])
    return ClockState(**{**stored, "suspensions": spans})
