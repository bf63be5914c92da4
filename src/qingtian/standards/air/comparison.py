"""Under which one edition two periods are compared (同比口径): a concentration may be, an index or a day may not be
compared across a change of the rules unless both sides are computed alike."""

from __future__ import annotations

from dataclasses import dataclass

from qingtian.language import Text
from qingtian.standards.air.held import Held, packaged
from qingtian.standards.periods import Period

SAME = Text("两个时段都适用 {edition}。", "Both periods are under {edition}.")
ACROSS = Text(
    "{earlier} 适用 {old}，{later} 适用 {new}；两边都按 {new} 计算，不同版本的指数和优良天数不能直接比较。",
    "{earlier} is under {old}, {later} under {new}; both are computed under {new}, for indices and good days under "
    "different editions cannot be compared.",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """The edition both sides are computed under, whether that is another than one of them was published under, why."""

    edition: str
    across: bool
    why: Text


def edition_for_comparison(a: Period, b: Period, held: Held | None = None) -> Compared:
    """The edition in force on the last day of the later period; its id goes to ``rule_tables(edition)``.

    The later one, because its figures are those being published: the earlier side is what is computed anew. A period
    that itself lies across a change has days of two editions, and counts as across.
    """
    source = held or packaged()
    earlier, later = sorted((a, b), key=lambda period: (period.last, period.first))
    editions = [source.on(day).id for period in (earlier, later) for day in (period.first, period.last)]
    new = source.on(later.last).id
    if set(editions) == {new}:
        return Compared(new, False, SAME.format(edition=new))
    old = "、".join(dict.fromkeys(editions[:2]))
    late = "、".join(dict.fromkeys(editions[2:]))
    if late != new:
        return Compared(new, True, _within(earlier, later, old, late, new))
    return Compared(new, True, ACROSS.format(earlier=earlier.id, old=_listed(old), later=later.id, new=new))


def _within(earlier: Period, later: Period, old: str, late: str, new: str) -> Text:
    return Text(
        "{earlier} 适用 {old}，{later} 跨 {late}；两边都按 {new} 计算。",
        "{earlier} is under {old}, {later} lies across {late}; both are computed under {new}.",
    ).format(earlier=earlier.id, old=_listed(old), later=later.id, late=_listed(late), new=new)


def _listed(names: str) -> Text:
    return Text(names, names.replace("、", " and "))
