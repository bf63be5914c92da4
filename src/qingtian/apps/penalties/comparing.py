"""Comparable past cases: the same violation by the same kind of party, decided and served before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.discretion.comparison import Distance, Spread, distance, spread_of
from qingtian.enforcement.money import written
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures.guards.penalties import sum_of

NONE = Text("没有可比的已送达案件。", "There is no comparable case that was served.")
SOME = Text(
    "可比案件 {n} 件：中位数 {m}，四分位 {a}–{b}，最低 {l}，最高 {h} 元。",
    "{n} comparable case(s): median {m}, quartiles {a}–{b}, lowest {l}, highest {h} yuan.",
)
FAR = Text(
    "与中位数相差 {p}%，超过本地提示线 {t}%：请写明为什么。",
    "{p}% from the median, over the office's line of {t}%: say why.",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The spread of past fines and, where there are enough of them, how far the chosen one is."""

    spread: Spread
    distance: Distance | None

    @property
    def words(self) -> Text:
        """The spread in a sentence, with the warning where the fine is far from it."""
        if not self.spread.count:
            return NONE
        ends = {
            "m": self.spread.median,
            "a": self.spread.lower_quartile,
            "b": self.spread.upper_quartile,
            "l": self.spread.least,
            "h": self.spread.most,
        }
        told = SOME.format(n=self.spread.count, **{name: f"{each:,.2f}" for name, each in ends.items()})
        return Text(told.zh + self.warning.zh, f"{told.en} {self.warning.en}") if self.warning else told

    @property
    def warning(self) -> Text | None:
        if self.distance is None or not self.distance.warns:
            return None
        return FAR.format(p=self.distance.percent, t=self.distance.threshold.value)

    def as_dict(self) -> dict[str, object]:
        """For keeping: sums with two decimals."""
        spread = self.spread
        sums = (spread.least, spread.lower_quartile, spread.median, spread.upper_quartile, spread.most)
        return {"count": spread.count, "fines": [written(each) for each in sums]}


def compare(case: Proceeding, violation: str, party_kind: str, chosen: Decimal, on: date) -> Comparison:
    """Fines of cases served up to ``on`` for the same violation and kind of party; this case itself left out."""
    served = Proceeding.objects.filter(
        procedure=case.procedure,
        projection__facts__violation=violation,
        projection__facts__outcome="penalised",
        projection__facts__party__kind=party_kind,
        projection__facts__served_on__lte=on.isoformat(),
    ).exclude(pk=case.pk)
    fines = [sum_of(each) for each in served.values_list("projection__facts__fine", flat=True)]
    spread = spread_of(each for each in fines if each is not None)
    return Comparison(spread, distance(chosen, spread, on, load_law()))
