"""The limbs of environmental crime (法释〔2023〕7号) as declared data: what each asks of the facts of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from qingtian.language import Text
from qingtian.law.files import read_mapping, shaped
from qingtian.law.model import Basis

DECLARED = Path(__file__).parent / "declared" / "crime_limbs.yaml"
INSTRUMENT = "criminal_interpretation_2023"

Words = Annotated[Text, BeforeValidator(Text.of)]


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Fact(_Declared):
    """One thing that may be known of a case: an amount in ``unit``, or, without a unit, a yes or no."""

    title: Words
    unit: str = ""


class Limb(_Declared):
    """One limb (情形). Every flag must hold, and beside them at most one measure of at least the law's figure:
    the largest of ``facts``, one of ``metals`` over its standard, or a number of earlier ``penalties``.
    """

    grade: str
    article: str
    title: Words
    item: str = ""
    item_certainty: Literal["sure", "from_memory", ""] = ""
    flags: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    metals: tuple[str, ...] = ()
    penalties: str = ""
    at_least: str = ""
    asks: Words | None = None

    @property
    def basis(self) -> Basis:
        """The article; the item is told apart, because most items are recalled and not read."""
        return Basis(INSTRUMENT, self.article)


class _File(_Declared):
    facts: dict[str, Fact]
    penalties: dict[str, Words]
    grades: dict[str, Words]
    limbs: dict[str, Limb]


@dataclass(frozen=True, slots=True)
class Limbs:
    """All of it, in the order of the articles."""

    facts: Mapping[str, Fact]
    penalties: Mapping[str, Text]
    grades: Mapping[str, Text]
    limbs: Mapping[str, Limb]

    @property
    def amounts(self) -> dict[str, Fact]:
        return {name: fact for name, fact in self.facts.items() if fact.unit}

    @property
    def flags(self) -> dict[str, Fact]:
        return {name: fact for name, fact in self.facts.items() if not fact.unit}

    @property
    def metals(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(metal for limb in self.limbs.values() for metal in limb.metals))


@cache
def load_limbs() -> Limbs:
    """The declared limbs. Raises ``law.file.field`` or ``law.file.unreadable`` naming the wrong field."""
    read = shaped(_File, read_mapping(DECLARED, DECLARED.name), DECLARED.name)
    return Limbs(read.facts, read.penalties, read.grades, read.limbs)
