"""Look at the evidence of a visit again (复核): every file hashed anew, every seal and chain, beside the trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import Any

from qingtian.apps.inspections.models import FieldEvidence, Visit
from qingtian.apps.proceedings.records import records_of
from qingtian.enforcement.field_seal import chain_faults
from qingtian.language import Text

GONE = Text("第 {n} 件的文件不在了", "the file of number {n} is gone")
CHANGED = Text("第 {n} 件的文件改过", "the file of number {n} was changed")
BROKEN = Text("第 {n} 件的封条对不上", "the seal of number {n} does not match")
NOT_IN_TRAIL = Text("还没有收入经过", "not taken into the record yet")
OTHER_IN_TRAIL = Text("经过里第 {n} 件的封条与这里不同", "the record has another seal for number {n}")


@dataclass
class ChainCheck:
    """What one phone's chain shows; sound where nothing is found and the trail holds it."""

    chain: str
    items: int
    bytes: int
    found: list[Text] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not self.found


def recheck(visit: Visit) -> list[ChainCheck]:
    """Every chain of a visit, each file read and hashed anew."""
    rows = FieldEvidence.objects.filter(visit=visit, received_at__isnull=False)
    related = rows.select_related("file", "visit__proceeding").order_by("chain", "n")
    held = {chain: list(own) for chain, own in groupby(related, key=lambda row: row.chain)}
    return [_checked(chain, own, taken_in(visit, chain)) for chain, own in held.items()]


def taken_in(visit: Visit, chain: str) -> list[dict[str, Any]]:
    """What the trail says of a chain, the earliest first."""
    records = records_of(visit.proceeding)
    voided = {record["voids"] for record in records if record.get("voids")}
    taken = [one for one in records if one["act"] == "take_in" and one["seq"] not in voided]
    return [one["fields"] for one in taken if one["fields"]["chain"] == chain]


def _checked(chain: str, rows: list[FieldEvidence], told: list[dict[str, Any]]) -> ChainCheck:
    check = ChainCheck(chain, len(rows), sum(row.size for row in rows))
    check.found += [words for row in rows for words in _file_faults(row)]
    check.found += [fault.words for fault in chain_faults(row.capture() for row in rows)]
    check.found += list(_against_the_trail(rows, told))
    return check


def _file_faults(row: FieldEvidence) -> Iterable[Text]:
    if row.capture().sealed_again() != row.seal:
        yield BROKEN.format(n=row.n)
    try:
        content = row.file.read() if row.file else None
    except OSError:
        content = None
    if content is None:
        yield GONE.format(n=row.n)
    elif sha256(content).hexdigest() != row.sha256:
        yield CHANGED.format(n=row.n)


def _against_the_trail(rows: list[FieldEvidence], told: list[dict[str, Any]]) -> Iterable[Text]:
    """What the trail names must be here, with that seal."""
    seals = {row.n: row.seal for row in rows}
    if not told:
        yield NOT_IN_TRAIL
    for one in told:
        if seals.get(one["items"]) != one["seal"]:
            yield OTHER_IN_TRAIL.format(n=one["items"])
