"""The declared kinds of messages (往来文书种类): between whom, which papers, which clock, receipt owed or not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from qingtian.language import Text
from qingtian.law.files import read_mapping, shaped

DECLARED = Path(__file__).parent / "declared" / "messages.yaml"
Words = Annotated[Text, BeforeValidator(Text.of)]
Side = Literal["police", "procuratorate", "court"]
SIDES: dict[str, Text] = {
    "police": Text("公安机关", "Police"),
    "procuratorate": Text("检察院", "Procuratorate"),
    "court": Text("法院", "Court"),
}


class _Declared(BaseModel):
    """As the file writes it. ``receipt_by``: acts that are its receipt; left out where none is owed."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    act: str
    way: Literal["out", "in"]
    side: Side = Field(alias="with")
    title: Words
    clock: str = ""
    papers: Words | None = None
    only_if: dict[str, str] = Field(default_factory=dict)
    receipt_by: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind of message of one procedure."""

    id: str
    procedure: str
    declared: _Declared

    @property
    def title(self) -> Text:
        return self.declared.title

    @property
    def owes_receipt(self) -> bool:
        return self.declared.receipt_by is not None


@cache
def load_kinds() -> dict[str, MessageKind]:
    """Every kind by its id. Raises ``law.file.field`` naming the wrong one."""
    found: dict[str, MessageKind] = {}
    for procedure, kinds in read_mapping(DECLARED, DECLARED.name).items():
        for id_, written in kinds.items():
            where = f"{DECLARED.name}: {procedure}.{id_}"
            found[id_] = MessageKind(id_, procedure, shaped(_Declared, written, where))
    return found


def made_by(procedure: str, act: str) -> list[MessageKind]:
    """The kinds an act makes a message of, in the order of the file."""
    return [kind for kind in load_kinds().values() if (kind.procedure, kind.declared.act) == (procedure, act)]


def received_by(procedure: str, act: str) -> set[str]:
    """Ids of the kinds that this act is the receipt of."""
    kinds = (kind for kind in load_kinds().values() if kind.procedure == procedure)
    return {kind.id for kind in kinds if act in (kind.declared.receipt_by or ())}


def acts_of(procedure: str) -> list[str]:
    """Acts that make a message or are the receipt of one."""
    acts = [each for kind in load_kinds().values() if kind.procedure == procedure for each in _acts(kind)]
    return list(dict.fromkeys(acts))


def _acts(kind: MessageKind) -> tuple[str, ...]:
    return (kind.declared.act, *(kind.declared.receipt_by or ()))
