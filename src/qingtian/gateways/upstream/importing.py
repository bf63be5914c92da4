"""Take an upstream system's export back: match, show what would change, note it by acts. Ours is never overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.receipts import normalised
from qingtian.apps.proceedings.models import Proceeding, UpstreamNumber
from qingtian.errors import QingtianError
from qingtian.gateways.models import UpstreamImport
from qingtian.gateways.upstream.filling import written
from qingtian.gateways.upstream.materials import STEP, materials_of
from qingtian.gateways.upstream.model import Column, Compared, System
from qingtian.gateways.upstream.noting import Entry, note
from qingtian.gateways.upstream.owed import base
from qingtian.gateways.upstream.returned import reject
from qingtian.gateways.upstream.values import Coded, Material, known_field
from qingtian.language import Text
from qingtian.procedures.who import Actor

Outcome = Literal["new", "changed", "same", "rejected"]
#: what an import found begins like this; what an officer wrote before it is kept
FOUND = "导入核对："
THERE_AND_HERE = "{title}那边“{there}”，这边“{here}”"
NOT_FOUND = Text("您看得到的件里没有对上的。", "No matter within your sight matches.")
TWO_MATTERS = Text("编号对上 {one}，本单位编号或回执对上 {other}。", "Its number matches {one}, the rest {other}.")
TWICE = Text("第 {row} 行已经是这一件。", "Row {row} is this matter already.")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one row would do. ``before`` is what is noted now, None where nothing is."""

    row: int
    outcome: Outcome
    matter: Proceeding | None = None
    before: UpstreamNumber | None = None
    number: str = ""
    state: str = ""
    difference: str = ""
    why: Text | None = None


def findings(system: System, rows: Sequence[Mapping[str, Any]], actor: Actor) -> Iterator[Finding]:
    """What every row would do now, in order; a fixed number of queries a step of rows."""
    taken: dict[int, int] = {}
    for start in range(0, len(rows), STEP):
        step = rows[start : start + STEP]
        matched = _Matched(system, step, actor)
        for row in step:
            found = matched.finding(row)
            if found.matter is not None and found.matter.pk in taken:
                found = Finding(found.row, "rejected", why=TWICE.format(row=taken[found.matter.pk]))
            elif found.matter is not None:
                taken[found.matter.pk] = found.row
            yield found


class _Matched:
    """One step of rows with the matters they name, inside the actor's scope only."""

    def __init__(self, system: System, rows: Sequence[Mapping[str, Any]], actor: Actor) -> None:
        self.system = system
        numbers = {row["number"] for row in rows if row.get("number")}
        noted = UpstreamNumber.objects.filter(system=system.id, number__in=numbers)
        self.by_number = dict(noted.values_list("number", "proceeding"))
        ours = {row["ours"].upper() for row in rows if row.get("ours")}
        self.by_ours = dict(Proceeding.objects.filter(number__in=ours).values_list("number", "pk"))
        receipts = {normalised(row["receipt"]) for row in rows if row.get("receipt")}
        self.by_receipt = dict(Petition.objects.filter(receipt__in=receipts).values_list("receipt", "proceeding"))
        keys = {*self.by_number.values(), *self.by_ours.values(), *self.by_receipt.values()}
        seen = list(base(actor).filter(pk__in=keys).select_related("area"))
        self.materials = {m.matter.pk: m for m in materials_of(system, seen)}

    def finding(self, row: Mapping[str, Any]) -> Finding:
        number, line = row.get("number", ""), int(row["row"])
        found = [self.by_number.get(number)] if number else []
        found += [self.by_ours.get(row["ours"].upper())] if row.get("ours") else []
        found += [self.by_receipt.get(normalised(row["receipt"]))] if row.get("receipt") else []
        here = [self.materials[key] for key in dict.fromkeys(found) if key in self.materials]
        if not here:
            return Finding(line, "rejected", why=NOT_FOUND)
        if len(here) > 1:
            words = TWO_MATTERS.format(one=here[0].matter.number, other=here[1].matter.number)
            return Finding(line, "rejected", why=words)
        return self._compared(row, here[0])

    def _compared(self, row: Mapping[str, Any], material: Material) -> Finding:
        before = material.noted
        number = row.get("number", "") or (before.number if before else "")
        difference = joined(before.difference if before else "", list(_differences(self.system, row, material)))
        outcome: Outcome = "changed"
        if before is None or not before.uploaded:
            outcome = "new"
        elif (before.number, before.difference) == (number, difference):
            outcome = "same"
        state = row.get("state", "")
        return Finding(int(row["row"]), outcome, material.matter, before, number, state, difference)


def joined(before: str, differences: Sequence[str]) -> str:
    """The officer's own words, then what this import found; what an earlier import found is replaced."""
    own = before.split(FOUND, 1)[0].rstrip("； ")
    found = FOUND + "；".join(differences) if differences else ""
    longest = UpstreamNumber._meta.get_field("difference").max_length or 0
    return "；".join(part for part in (own, found) if part)[:longest]


def _differences(system: System, row: Mapping[str, Any], material: Material) -> Iterator[str]:
    returns = system.returns
    assert returns is not None, "an export was read by it"
    if (state := row.get("state")) and returns.finished:
        here = material.procedure.states[material.matter.state]
        if (state in returns.finished) != (here.final or material.matter.ended_on is not None):
            yield THERE_AND_HERE.format(title="状态", there=state, here=here.title.zh)
    for place, compared in enumerate(returns.compare):
        there = row.get(f"compare_{place}", "")
        here_words = _ours(compared, material)
        if there and _plain(there) != _plain(here_words):
            yield THERE_AND_HERE.format(title=compared.title.zh, there=there, here=here_words or "空")


def _ours(compared: Compared, material: Material) -> str:
    declared = known_field(compared.field)
    assert declared is not None, "checked when the declaration was read"
    value = declared.get(material)
    if isinstance(value, Coded) and not compared.codes:
        return value.title
    column = Column(head=compared.heads[0], title=compared.title, field=compared.field, codes=compared.codes)
    return written(column, value)


def _plain(words: str) -> str:
    """Days are days however they are written: 2026/11/3, 2026年11月3日 and 2026-11-03 do not differ."""
    day = words.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    parts = day.split(" ")[0].split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        return "-".join(part.zfill(2) for part in parts)
    return "".join(words.split())


def apply(kept: UpstreamImport, system: System, actor: Actor, *, on: date, now: datetime) -> list[dict[str, Any]]:
    """Note what the rows found, each by its own act; the report of every row is kept with the import.

    Applied again it reads again, and does only what is not done yet.
    """
    report = [entry for entry in kept.report if entry.get("read")]
    for found in findings(system, kept.rows, actor):
        report.append(_applied(found, kept, system, actor, on, now))
    kept.report = sorted(report, key=lambda entry: entry["row"])
    kept.applied_at = now
    kept.save(update_fields=["report", "applied_at"])
    return list(kept.report)


def _applied(
    found: Finding, kept: UpstreamImport, system: System, actor: Actor, on: date, now: datetime
) -> dict[str, Any]:
    if found.matter is None:
        return reject(found.row, found.why or NOT_FOUND)
    entry = Entry(found.matter, found.matter.seq, found.number, found.difference)
    if found.outcome != "same":
        once = f"upstream-import-{kept.pk}-{found.row}-{found.matter.seq}"
        try:
            note(system, entry, by=actor, on=on, now=now, once=once)
        except QingtianError as refused:
            return reject(found.row, refused.message) | {"matter": found.matter.number}
    return {
        "row": found.row,
        "outcome": found.outcome,
        "matter": found.matter.number,
        "number": found.number,
        "difference": found.difference,
    }
