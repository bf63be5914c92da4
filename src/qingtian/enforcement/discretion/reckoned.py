"""What goes into a reckoning and what comes out: range of the law, answers, value, bounds, each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from qingtian.enforcement.discretion.table import MoneyBand, Table
from qingtian.enforcement.money import FEN, to_the_fen, written
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.law.model import Basis, Figure

#: the ways a chosen fine may stand to the computed one
DIRECTIONS: dict[str, Text] = {
    "as_computed": Text("按计算值", "As computed"),
    "heavier": Text("从重", "Heavier"),
    "lighter": Text("从轻", "Lighter"),
    "mitigated": Text("减轻（低于法定下限）", "Mitigated (below the minimum)"),
}
#: the seven considerations, and the five grounds on which a penalty is lighter or mitigated
LIGHTER_BY = Basis("penalty_measures_2023", "43")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Statutory:
    """The range of the law for this act. ``simplified`` is the highest fine of the simplified procedure, the start of
    model A where the law sets no minimum. ``typed``: entered by hand because the catalogue has not loaded it."""

    minimum: Decimal | None
    maximum: Decimal | None
    basis: Basis
    certainty: str
    simplified: Figure | None = None
    typed: bool = False

    @property
    def floor(self) -> Decimal:
        return self.minimum if self.minimum is not None else NOTHING

    def within(self, sum_: Decimal) -> Decimal:
        """The sum brought into the range; a side the law leaves open stays open."""
        lifted = max(sum_, self.floor)
        return lifted if self.maximum is None else min(lifted, self.maximum)


@dataclass(frozen=True, slots=True)
class Given:
    """The officer's answers. ``factors``: by factor one or more of a band's id, a measured figure, or a typed ``12%``.

    ``grade``: ``heavier``, ``ordinary`` or ``lighter`` for a violation the weights do not cover (model B).
    ``punished``: like penalties in two years; ``bands`` and ``in_bands`` (1 is the lowest): model C. ``investment``:
    a fine that is a share of the investment (model A). ``apology``: percent off for a public apology (model B).
    """

    factors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grade: str = ""
    circumstances: frozenset[str] = frozenset()
    punished: int = 0
    apology: Decimal | None = None
    investment: Decimal | None = None
    bands: tuple[MoneyBand, ...] = ()
    in_bands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the reckoning: what, how, what it comes to, under which article, how certain."""

    title: Text
    how: Text
    value: str
    basis: Basis
    certainty: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and highest fine in one direction, both included, with the article that sets them."""

    lowest: Decimal
    highest: Decimal
    basis: Basis
    certainty: str

    def hold(self, sum_: Decimal) -> bool:
        return self.lowest <= sum_ <= self.highest


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The computed fine with its bounds by direction and its steps; ``highest`` None where the law sets no maximum."""

    table: Table
    statutory: Statutory
    computed: Decimal
    bounds: Mapping[str, Bounds]
    steps: tuple[Step, ...]

    @property
    def lowest(self) -> Decimal:
        """The least that can be chosen without mitigation."""
        return min(each.lowest for name, each in self.bounds.items() if name != "mitigated")

    @property
    def highest(self) -> Decimal:
        return max(each.highest for each in self.bounds.values())

    def as_dict(self) -> dict[str, object]:
        """For JSON: sums in yuan with two decimals."""
        return {
            "table": self.table.id,
            "version": self.table.version,
            "model": self.table.model,
            "certainty": self.table.certainty,
            "minimum": written(self.statutory.minimum),
            "maximum": written(self.statutory.maximum),
            "computed": written(self.computed),
            "lowest": written(self.lowest),
            "highest": written(self.highest),
            "bounds": {
                name: {"lowest": written(each.lowest), "highest": written(each.highest)}
                for name, each in self.bounds.items()
            },
            "steps": [_step(each) for each in self.steps],
        }


def _step(step: Step) -> dict[str, object]:
    return {
        "title": step.title.as_dict(),
        "how": step.how.as_dict(),
        "value": step.value,
        "article": {"instrument": step.basis.instrument, "article": step.basis.article},
        "certainty": step.certainty,
    }


def mitigated_bounds(
    statutory: Statutory, lowest: Decimal, basis: Basis, certainty: str
) -> Iterator[tuple[str, Bounds]]:
    """Below the minimum of the law; nothing where the law sets none or leaves no fen between."""
    if statutory.minimum is not None and lowest < statutory.minimum:
        yield "mitigated", Bounds(to_the_fen(lowest), statutory.minimum - FEN, basis, certainty)


def refused(kind: str, words: Text, where: str, remedy: Text) -> UnusableInput:
    """An error about the answers of the officer."""
    return UnusableInput(f"enforcement.discretion.{kind}", words, where=where[:60], remedy=remedy)


def need_maximum(statutory: Statutory, table: Table) -> Decimal:
    """Raises ``enforcement.discretion.no_maximum``: these models are shares of the statutory maximum."""
    if statutory.maximum is None:
        raise refused(
            "no_maximum",
            Text("法定罚款上限未载入，这一模型无从计算。", "the statutory maximum is not loaded; the model needs it."),
            table.key,
            Text("问法制人员，照条文填写上限。", "Ask the legal officer and type the maximum of the article."),
        )
    return statutory.maximum


def plain(sum_: Decimal) -> str:
    """A sum as it is read, 310,000.00."""
    return f"{sum_:,.2f}"


def percent_words(percent: Decimal) -> str:
    """12%, 12.5%."""
    return f"{percent.normalize():f}%"
