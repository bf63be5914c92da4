"""The nouns of a discretion table (裁量基准): its model, version, source, factors in groups, bands, circumstances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.model import Basis, Figure
from qingtian.law.registry import Law

PERCENTAGE_SUM, WEIGHTS, MONEY_BANDS = "percentage_sum", "weight_accumulation", "bands"
MODELS: dict[str, Text] = {
    PERCENTAGE_SUM: Text("百分比累加法（模型A）", "Percentage sum (model A)"),
    WEIGHTS: Text("权重累加法（模型B）", "Weight accumulation (model B)"),
    MONEY_BANDS: Text("档次法（模型C）", "Bands (model C)"),
}
#: Guangxi 2020, arts 2 and 4, splits the factors so
GROUPS: dict[str, Text] = {
    "particular": Text("个性因子", "Particular to the violation"),
    "common": Text("共性因子", "Common to all"),
    "corrective": Text("修正因子", "Corrective"),
}
#: what a circumstance does: in bands it moves the band; it may also bar the reduction for an apology
EFFECTS: dict[str, Text] = {
    "top_of_band": Text("取本档上限", "Top of the band"),
    "one_band_up": Text("升一档，最高档取法定上限", "One band up; in the top band the statutory maximum"),
    "lower_end": Text("取本档下限", "Lower end of the band"),
    "no_apology": Text("不适用公开道歉从轻", "Bars the reduction for a public apology"),
}


@dataclass(frozen=True, slots=True)
class Band:
    """One band of a factor. ``least`` (以上), ``most`` (以下) include the figure (刑法 99); ``over``, ``below`` do not.

    ``percent`` is of the statutory maximum (model A) or the weight (model B).
    """

    id: str
    title: Text
    percent: Decimal
    least: Decimal | None = None
    most: Decimal | None = None
    over: Decimal | None = None
    below: Decimal | None = None

    def holds(self, figure: Decimal) -> bool:
        """Whether a measured figure falls in the band."""
        low = (self.least is None or figure >= self.least) and (self.over is None or figure > self.over)
        return low and (self.most is None or figure <= self.most) and (self.below is None or figure < self.below)


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor (裁量因子). ``unit`` is what is measured, None where a band is chosen by name.

    A factor without bands is known by name only: its percentage is typed from the published table.
    """

    id: str
    title: Text
    group: str
    basis: Basis
    certainty: str
    bands: tuple[Band, ...] = ()
    unit: Text | None = None


@dataclass(frozen=True, slots=True)
class MoneyBand:
    """A band of money (档次), both ends included."""

    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A listed circumstance (情节) and what it does."""

    id: str
    title: Text
    effect: str


@dataclass(frozen=True, slots=True)
class Table:
    """One version of a discretion table, in force between two days, both included.

    ``figures`` are the numbers of the model (how much lighter, how many repeats): a parameter of the law room or a
    number of the table itself. ``bands`` are the bands of money by violation. ``violations`` empty: for every one.
    """

    id: str
    version: str
    title: Text
    model: str
    basis: Basis
    certainty: str
    from_day: date | None
    to_day: date | None
    violations: frozenset[str] = frozenset()
    factors: Mapping[str, Factor] = field(default_factory=dict)
    open_factors: bool = False
    circumstances: Mapping[str, Circumstance] = field(default_factory=dict)
    bands: Mapping[str, tuple[MoneyBand, ...]] = field(default_factory=dict)
    figures: Mapping[str, str | int] = field(default_factory=dict)
    note: Text | None = None

    @property
    def key(self) -> str:
        """Table and version as a case keeps them: ``hunan_example@2021``."""
        return f"{self.id}@{self.version}"

    def in_force(self, on: date) -> bool:
        return (self.from_day is None or self.from_day <= on) and (self.to_day is None or on <= self.to_day)

    def refuse_out_of_force(self, on: date) -> None:
        """Raises ``enforcement.table.not_in_force``."""
        if not self.in_force(on):
            words = Text(
                "裁量表“{t}”在{d}不适用（{a} 至 {b}）。", "the table “{t}” was not in force on {d} ({a} to {b})."
            )
            span = (self.from_day or "—", self.to_day or "—")
            raise UnusableInput(
                "enforcement.table.not_in_force",
                words.format(t=self.title, d=on.isoformat(), a=span[0], b=span[1]),
                where=self.key,
                remedy=Text("选用决定当日有效的裁量表。", "Use a table in force on the day of the decision."),
            )

    def refuse_other_violation(self, violation: str) -> None:
        """Raises ``enforcement.table.other_violation``."""
        if self.violations and violation not in self.violations:
            raise UnusableInput(
                "enforcement.table.other_violation",
                Text("裁量表“{t}”不适用于这一违法行为。", "the table “{t}” is not for this violation.").format(
                    t=self.title
                ),
                where=violation,
                remedy=Text("适用于：{v}。", "It is for: {v}.").format(v="、".join(sorted(self.violations))),
            )

    def figure(self, name: str, on: date, law: Law) -> Figure | None:
        """A number of the model on that day; None where the table has none. Raises what :meth:`Law.figure` raises."""
        held = self.figures.get(name)
        if held is None:
            return None
        if isinstance(held, str):
            return law.figure(held, on=on)
        return Figure(
            id=f"{self.key}.{name}",
            title=self.title,
            value=held,
            unit="percent",
            firmness="must",
            basis=self.basis,
            certainty=self.certainty,
            last_checked=None,
        )
