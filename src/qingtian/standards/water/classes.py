"""Class of water by the worst single item (单因子评价法), 环办〔2011〕22号.

The class of a section is the worst of its items' classes; where an item has equal limits in neighbouring classes it is
of the better one. Water temperature, total nitrogen and fecal coliform take no part. A value below detection counts
half the detection limit; where the limit itself would give a worse class, the item is named in ``unclear``: the method
was too coarse to tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from qingtian.standards.water.evaluation import EvaluationEdition
from qingtian.standards.water.limits import CLASSES, THIRD, LimitEdition, Waterbody
from qingtian.standards.water.measured import Measured
from qingtian.standards.water.oxygen import saturated

#: the values of one section in one period, by code of the item; what was not measured is not there
Values = Mapping[str, Measured]
WORST = len(CLASSES) - 1


@dataclass(frozen=True, slots=True)
class Classified:
    """``grade`` (I–V, 劣V) is None where no item of the class was measured. ``by_item``: place in CLASSES of each;
    ``multiples``: how many times above class III, exactly, for items that are above it."""

    grade: str | None
    worst: tuple[str, ...]
    by_item: Mapping[str, int]
    multiples: Mapping[str, Fraction]
    unclear: tuple[str, ...] = field(default=())

    @property
    def place(self) -> int | None:
        """The grade's place in CLASSES, 0 for I to 5 for worse than V."""
        return None if self.grade is None else CLASSES.index(self.grade)


def classify(values: Values, waterbody: Waterbody, limits: LimitEdition, rule: EvaluationEdition) -> Classified:
    """The class of a section from whatever of the 21 items was measured."""
    part = rule.below_detection.value
    taking_part = [code for code in rule.class_items.value if code in values]
    by_item = {code: item_class(code, values, waterbody, limits, part) for code in taking_part}
    if not by_item:
        return Classified(None, (), {}, {})
    worst = max(by_item.values())
    coarse = [code for code in taking_part if values[code].below]
    unclear = tuple(c for c in coarse if item_class(c, values, waterbody, limits, Fraction(1)) != by_item[c])
    return Classified(
        grade=CLASSES[worst],
        worst=tuple(code for code, place in by_item.items() if place == worst),
        by_item=by_item,
        multiples=_multiples(values, taking_part, waterbody, limits, rule),
        unclear=unclear,
    )


def item_class(code: str, values: Values, waterbody: Waterbody, limits: LimitEdition, part: Fraction) -> int:
    """The place in CLASSES of one item that was measured and has limits there."""
    value = values[code].counted(part)
    if code in limits.within:
        low, high = limits.within[code]
        return 0 if low <= value <= high else WORST
    if code in limits.at_least:
        if code == "DO" and saturated(values, value, limits.saturation):
            return 0
        return next((place for place, least in enumerate(limits.at_least[code]) if value >= least), WORST)
    return next((place for place, most in enumerate(limits.most(code, waterbody)) if value <= most), WORST)


def _multiples(
    values: Values, codes: list[str], waterbody: Waterbody, limits: LimitEdition, rule: EvaluationEdition
) -> dict[str, Fraction]:
    """C / C_III − 1 of each item above class III, greatest first; never of pH and DO."""
    found = {}
    for code in codes:
        if code not in rule.not_multiplied.value and (five := limits.most(code, waterbody)):
            multiple = values[code].counted(rule.below_detection.value) / five[THIRD] - 1
            if multiple > 0:
                found[code] = multiple
    return dict(sorted(found.items(), key=lambda one: -one[1]))
