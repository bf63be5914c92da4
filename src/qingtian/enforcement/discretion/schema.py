"""What the file of a discretion table may say; strict. An administrator's table is read by the same shape."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from qingtian.enforcement.discretion.table import Band, Circumstance, Factor, MoneyBand, Table
from qingtian.law.schema import BasisEntry, Certainty, DayOfEffect, FilePart, Name, Words

MOST_PERCENT = 100


def _exact(value: object) -> object:
    """Whole numbers, or decimals in quotes: a YAML float has lost its exactness already."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("a whole number, or a decimal in quotes")
    number = Decimal(value)
    if not number.is_finite() or number < 0:
        raise ValueError("not a number of zero or more")
    return number


Exact = Annotated[Decimal, BeforeValidator(_exact)]


class BandEntry(FilePart):
    title: Words
    percent: Exact = Field(le=MOST_PERCENT)
    least: Exact | None = None
    most: Exact | None = None
    over: Exact | None = None
    below: Exact | None = None

    @model_validator(mode="after")
    def _one_mark_an_end(self) -> Self:
        if (self.least is not None and self.over is not None) or (self.most is not None and self.below is not None):
            raise ValueError("an end either includes its figure or does not")
        return self

    @property
    def measured(self) -> bool:
        return any(end is not None for end in (self.least, self.most, self.over, self.below))

    def band(self, id_: str) -> Band:
        return Band(id_, self.title, self.percent, self.least, self.most, self.over, self.below)


class FactorEntry(FilePart):
    title: Words
    group: Literal["particular", "common", "corrective"]
    basis: BasisEntry
    certainty: Certainty
    unit: Words | None = None
    bands: dict[Name, BandEntry] = {}

    @model_validator(mode="after")
    def _measured_or_named(self) -> Self:
        if self.bands and any(each.measured != bool(self.unit) for each in self.bands.values()):
            raise ValueError("bands with ends need the unit that is measured, and the other way round")
        return self

    def factor(self, id_: str) -> Factor:
        bands = tuple(entry.band(name) for name, entry in self.bands.items())
        return Factor(id_, self.title, self.group, self.basis.basis(), self.certainty, bands, self.unit)


class CircumstanceEntry(FilePart):
    title: Words
    effect: Literal["top_of_band", "one_band_up", "lower_end", "no_apology"]


class TableFile(FilePart):
    """One version of one table."""

    title: Words
    version: str = Field(min_length=1)
    model: Literal["percentage_sum", "weight_accumulation", "bands"]
    basis: BasisEntry
    certainty: Certainty
    from_: DayOfEffect | None = Field(alias="from")
    to: DayOfEffect | None = None
    violations: list[Name] = []
    factors: dict[Name, FactorEntry] = {}
    open_factors: bool = False
    circumstances: dict[Name, CircumstanceEntry] = {}
    bands: dict[Name, list[tuple[Exact, Exact]]] = {}
    figures: dict[Name, str | Annotated[int, Field(ge=0)]] = {}
    note: Words | None = None

    @model_validator(mode="after")
    def _bands_rise(self) -> Self:
        for violation, pairs in self.bands.items():
            ends = [end for pair in pairs for end in pair]
            if ends != sorted(ends) or any(low == high for low, high in pairs):
                raise ValueError(f"the bands of {violation} must rise, each with its lower end first")
        return self

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError("to is before from")
        return self

    def table(self, id_: str) -> Table:
        return Table(
            id=id_,
            version=self.version,
            title=self.title,
            model=self.model,
            basis=self.basis.basis(),
            certainty=self.certainty,
            from_day=self.from_,
            to_day=self.to,
            violations=frozenset(self.violations),
            factors={name: entry.factor(name) for name, entry in self.factors.items()},
            open_factors=self.open_factors,
            circumstances={
                name: Circumstance(name, each.title, each.effect) for name, each in self.circumstances.items()
            },
            bands={name: tuple(MoneyBand(*pair) for pair in pairs) for name, pairs in self.bands.items()},
            figures=dict(self.figures),
            note=self.note,
        )
