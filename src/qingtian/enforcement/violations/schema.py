"""What a file of the violation catalogue may say; strict, like the files of the law room."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from qingtian.enforcement.violations.catalogue import FineRange, Measure, Violation, ViolationEdition
from qingtian.law.model import Edition
from qingtian.law.registry import Law
from qingtian.law.schema import BasisEntry, Certainty, DayOfEffect, FilePart, Name, Words

Medium = Literal["water", "air", "noise", "soil", "solid_waste", "other"]
Party = Literal["unit", "person"]
MeasureId = Literal[
    "limit_production",
    "suspend_production",
    "revocation",
    "closure",
    "detention",
    "detention_grave",
    "seizure",
    "compensation",
]


class RangeEntry(FilePart):
    """``minimum`` and ``maximum`` name parameters of the law room, which carry article and certainty."""

    media: list[Medium] = []
    parties: list[Party] = []
    minimum: str | None = None
    maximum: str | None = None

    @model_validator(mode="after")
    def _has_an_end(self) -> Self:
        if self.minimum is None and self.maximum is None:
            raise ValueError("a range needs a minimum or a maximum; leave the range out where neither is known")
        return self

    def range(self, law: Law) -> FineRange:
        """Its ends as the newest edition of their parameters has them."""
        low = law.parameter(self.minimum).editions[-1] if self.minimum else None
        high = law.parameter(self.maximum).editions[-1] if self.maximum else None
        known = high or low
        assert known is not None  # _has_an_end
        return FineRange(
            media=frozenset(self.media),
            parties=frozenset(self.parties),
            minimum=_yuan(low),
            maximum=_yuan(high),
            basis=known.basis,
            certainty=known.certainty,
        )


def _yuan(end: Edition | None) -> Decimal | None:
    return None if end is None or end.value is None else Decimal(end.value)


class MeasureEntry(FilePart):
    id: MeasureId
    firmness: Literal["may", "must"] = "may"
    basis: BasisEntry
    certainty: Certainty

    def measure(self) -> Measure:
        return Measure(self.id, self.firmness, self.basis.basis(), self.certainty)


class EditionEntry(FilePart):
    from_: DayOfEffect | None = Field(alias="from")
    to: DayOfEffect | None = None
    bases: list[BasisEntry]
    certainty: Certainty
    fines: list[RangeEntry] = []
    measures: list[MeasureEntry] = []
    note: Words | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError("to is before from")
        return self

    def edition(self, law: Law) -> ViolationEdition:
        return ViolationEdition(
            from_day=self.from_,
            to_day=self.to,
            bases=tuple(each.basis() for each in self.bases),
            certainty=self.certainty,
            ranges=tuple(each.range(law) for each in self.fines),
            measures=tuple(each.measure() for each in self.measures),
            note=self.note,
        )


class ViolationEntry(FilePart):
    """One violation of a file."""

    title: Words
    malicious: Name | None = None
    daily_penalty: BasisEntry | None = None
    measures: list[MeasureEntry] = []
    limbs: list[BasisEntry] = []
    note: Words | None = None
    editions: list[EditionEntry] = Field(min_length=1)

    def violation(self, id_: str, law: Law) -> Violation:
        return Violation(
            id=id_,
            title=self.title,
            editions=tuple(each.edition(law) for each in self.editions),
            malicious=self.malicious or "",
            daily_penalty=self.daily_penalty.basis() if self.daily_penalty else None,
            measures=tuple(each.measure() for each in self.measures),
            limbs=tuple(each.basis() for each in self.limbs),
            note=self.note,
        )
