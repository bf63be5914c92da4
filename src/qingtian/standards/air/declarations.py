"""The shape of an edition of the index rule (HJ 633) as it is written in ``data/editions``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from qingtian.standards.declared import Basis, Bilingual, Declared


class Applies(Declared):
    """The days of data an edition is for, both included; ``None`` leaves that side open."""

    first_day: date | None
    last_day: date | None
    basis: Basis

    def covers(self, day: date) -> bool:
        """Whether data of ``day`` are computed with this edition."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


class CountsAs(Declared):
    """Above the top breakpoint the item's index counts as a fixed number."""

    rule: Literal["counts_as"]
    index: int
    basis: Basis


class ReportBy(Declared):
    """Above the top breakpoint the item has no index of its own and is reported by another average's."""

    rule: Literal["report_by"]
    item: str
    table: str
    basis: Basis


class Table(Declared):
    """Breakpoints (浓度限值) of one pollutant and average, aligned to the edition's ``indices`` from 0 upward."""

    pollutant: str
    concentrations: Annotated[tuple[Decimal, ...], Field(min_length=2)]
    basis: Basis
    above: Annotated[CountsAs | ReportBy, Field(discriminator="rule")]

    @model_validator(mode="after")
    def _rise(self) -> Self:
        if self.concentrations[0] != 0 or any(low >= high for low, high in pairwise(self.concentrations)):
            raise ValueError("breakpoints must start at 0 and rise")
        return self


class NeedsOneOf(Declared):
    """No index unless one of these items has a value."""

    rule: Literal["needs_one_of"]
    items: tuple[str, ...]
    basis: Basis


class Tolerated(Declared):
    """A gap of ``item`` does not block, if it is the only gap and ``while_valid`` has a value."""

    item: str
    while_valid: str


class PublishIfAbove(Declared):
    """With a gap, an index is published only if what is left gives more than ``above``."""

    rule: Literal["publish_if_above"]
    above: int
    basis: Basis
    tolerated: Tolerated | None = None
    tolerated_basis: Basis | None = None

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if (self.tolerated is None) != (self.tolerated_basis is None):
            raise ValueError("a tolerated gap needs its own basis")
        return self


class Report(Declared):
    """What one report (实时报, 日报) is computed from: item → table, and the rule for missing data."""

    items: dict[str, str]
    basis: Basis
    missing: Annotated[NeedsOneOf | PublishIfAbove, Field(discriminator="rule")]


class Primary(Declared):
    """The primary pollutant (首要污染物) is named only when the index is above ``above``."""

    above: int
    basis: Basis


class SensitiveGroups(Declared):
    """Who is sensitive to each pollutant whose own index is above ``above``."""

    above: int
    basis: Basis
    groups: dict[str, tuple[Bilingual, ...]]


class Edition(Declared):
    """One edition of the index rule: tables, reports, rounding, and the days it is for."""

    id: str
    title: Bilingual
    applies: Applies
    indices: tuple[int, ...]
    indices_basis: Basis
    decimals: dict[str, int] | None
    decimals_basis: Basis
    tables: dict[str, Table]
    reports: dict[Literal["hourly", "daily"], Report]
    primary: Primary
    scale: str
    scale_basis: Basis
    sensitive_groups: SensitiveGroups | None

    def __hash__(self) -> int:
        """By its id, so that what is computed from it may be kept; equality still looks at everything."""
        return hash(self.id)

    def covers(self, day: date) -> bool:
        """Whether data of ``day`` are computed with this edition."""
        return self.applies.covers(day)

    @property
    def starts(self) -> date | None:
        """Its first day; None where it is open before."""
        return self.applies.first_day

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if any(low >= high for low, high in pairwise(self.indices)) or self.indices[0] != 0:
            raise ValueError("indices must start at 0 and rise")
        for name, table in self.tables.items():
            self._check_table(name, table)
        for report in self.reports.values():
            self._check_report(report)
        return self

    def _check_table(self, name: str, table: Table) -> None:
        if len(table.concentrations) > len(self.indices):
            raise ValueError(f"{name}: more breakpoints than indices")
        if self.decimals is not None and table.pollutant not in self.decimals:
            raise ValueError(f"{name}: no decimals for {table.pollutant}")
        if isinstance(table.above, CountsAs):
            if table.above.index < self.indices[len(table.concentrations) - 1]:
                raise ValueError(f"{name}: the index above the top is less than the top's")
        elif not isinstance(self.tables[table.above.table].above, CountsAs):
            raise ValueError(f"{name}: reported by a table that is itself reported by another")

    def _check_report(self, report: Report) -> None:
        unknown = set(report.items.values()) - set(self.tables)
        if unknown:
            raise ValueError(f"a report names tables that do not exist: {sorted(unknown)}")
        named = report.missing.items if isinstance(report.missing, NeedsOneOf) else ()
        if set(named) - set(report.items):
            raise ValueError("the rule for missing data names items the report does not have")
