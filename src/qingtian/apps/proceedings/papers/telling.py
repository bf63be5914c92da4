"""What a paper of one act may draw on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qingtian.apps.proceedings.papers.catalogue import PaperKind
from qingtian.law import Law
from qingtian.procedures.model import Procedure, Transition
from qingtian.procedures.projection import Projection

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Telling:
    """Everything a paper of one act may draw on. ``records`` are the earlier acts, empty where no paper needs them."""

    kind: PaperKind
    procedure: Procedure
    transition: Transition
    record: Record
    before: Projection
    records: Sequence[Record]
    law: Law

    @property
    def relations(self) -> dict[str, Any]:
        return {**self.before.relations, **self.record["relations"]}

    @property
    def facts(self) -> dict[str, Any]:
        return {**self.before.facts, **self.record["facts"]}
