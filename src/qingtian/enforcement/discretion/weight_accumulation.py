"""Model B, weight accumulation (权重累加法): the sum of weights times the maximum (Guangdong 2022, 5, 6, 12, 14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from qingtian.enforcement.discretion.factors import HUNDRED, answers
from qingtian.enforcement.discretion.reckoned import (
    LIGHTER_BY,
    NOTHING,
    Bounds,
    Given,
    Reckoned,
    Statutory,
    Step,
    mitigated_bounds,
    need_maximum,
    percent_words,
    plain,
    refused,
)
from qingtian.enforcement.discretion.table import Table
from qingtian.enforcement.money import FEN, to_the_fen
from qingtian.language import Text
from qingtian.law.model import Figure
from qingtian.law.registry import Law

GRADES: dict[str, Text] = {
    "heavier": Text("从重", "Heavier"),
    "ordinary": Text("一般", "Ordinary"),
    "lighter": Text("从轻", "Lighter"),
}


def weight_accumulation(table: Table, statutory: Statutory, given: Given, on: date, law: Law) -> Reckoned:
    """``min(Σ weight, 100 %) × maximum``; by ``grade`` where the violation has no weights; less an apology if made.

    Never outside the range of the law. Raises what :func:`answers` raises, ``enforcement.discretion.grade``,
    ``.apology_barred``, ``.apology_range``, ``.no_maximum``.
    """
    if given.grade:
        lowest, highest, computed, steps = _by_grade(table, statutory, given.grade, on, law)
    else:
        computed, steps = _by_weights(table, statutory, given, on, law)
        lowest = highest = computed
    if given.apology is not None:
        computed, step = _after_apology(table, statutory, computed, given, on, law)
        lowest, highest, steps = computed, computed, (*steps, step)
    bounds = {"as_computed": Bounds(lowest, highest, table.basis, table.certainty)}
    bounds |= dict(_bounds(statutory, computed))
    return Reckoned(table, statutory, computed, bounds, steps)


def _by_weights(
    table: Table, statutory: Statutory, given: Given, on: date, law: Law
) -> tuple[Decimal, tuple[Step, ...]]:
    maximum, found = need_maximum(statutory, table), answers(table, given)
    sum_ = sum((each.percent for each in found), NOTHING)
    cap = table.figure("cap", on, law)
    counted = sum_ if cap is None else min(sum_, Decimal(cap.value))
    computed = to_the_fen(statutory.within(maximum * counted / HUNDRED))
    words = f"{percent_words(counted)} × {plain(maximum)}"
    if counted != sum_:
        words = f"min({percent_words(sum_)}, {percent_words(counted)}) × {plain(maximum)}"
    total = Step(Text("合计", "In all"), Text(words, words), plain(computed), table.basis, table.certainty)
    return computed, (*(each.step() for each in found), total)


def _by_grade(
    table: Table, statutory: Statutory, grade: str, on: date, law: Law
) -> tuple[Decimal, Decimal, Decimal, tuple[Step, ...]]:
    """Lowest, highest, computed and the step of a grade."""
    if grade not in GRADES:
        remedy = Text("写 heavier、ordinary 或 lighter。", "Write heavier, ordinary or lighter.")
        raise refused("grade", Text("没有这一等级。", "no such grade."), grade, remedy)
    low, high = statutory.minimum, statutory.maximum
    if low is not None and high is not None:
        ends, how = _of_range(low, high, grade)
    elif high is not None:
        ends, how = _of_maximum(table, high, grade, on, law)
    elif low is not None:
        ends, how = _of_minimum(table, low, grade, on, law)
    else:
        need_maximum(statutory, table)
        raise AssertionError("need_maximum raises")
    sums = tuple(to_the_fen(end) for end in ends)
    step = Step(GRADES[grade], how, plain(sums[2]), table.basis, table.certainty)
    return sums[0], sums[1], sums[2], (step,)


Ends = tuple[tuple[Decimal, Decimal, Decimal], Text]


def _of_range(low: Decimal, high: Decimal, grade: str) -> Ends:
    """Heavier from the midpoint, ordinary the midpoint, lighter below it."""
    middle = (low + high) / 2
    words = Text("中间值 ({a} + {b}) ÷ 2 = {m}", "midpoint ({a} + {b}) ÷ 2 = {m}").format(
        a=plain(low), b=plain(high), m=plain(middle)
    )
    if grade == "ordinary":
        return (middle, middle, middle), words
    if grade == "heavier":
        return (middle, high, middle), Text("{w}，不低于", "at least the {w}").format(w=words)
    below = max(low, to_the_fen(middle) - FEN)
    return (low, below, low), Text("{w}，低于", "below the {w}").format(w=words)


def _of_maximum(table: Table, high: Decimal, grade: str, on: date, law: Law) -> Ends:
    """Only a maximum: lighter about 20 %, ordinary about 50 % of it, heavier above that."""
    figure = _figure(table, "lighter" if grade == "lighter" else "ordinary", on, law)
    sum_ = high * figure.value / HUNDRED
    words = f"{figure.value}% × {plain(high)}"
    top = high if grade == "heavier" else sum_
    return (sum_, top, sum_), Text(words, words)


def _of_minimum(table: Table, low: Decimal, grade: str, on: date, law: Law) -> Ends:
    """Only a minimum: ordinary about twice, heavier about five times it, lighter the minimum itself."""
    if grade == "lighter":
        return (low, low, low), Text("法定下限", "The statutory minimum")
    figure = _figure(table, f"{grade}_of_minimum", on, law)
    words = f"{figure.value} × {plain(low)}"
    return (low * figure.value,) * 3, Text(words, words)


def _figure(table: Table, name: str, on: date, law: Law) -> Figure:
    figure = table.figure(name, on, law)
    if figure is None:
        raise refused(
            "no_figure", Text("裁量表缺少一个数。", "the table lacks a figure."), f"{table.key}: {name}", _ADD
        )
    return figure


_ADD = Text("请补充裁量表。", "Complete the table.")


def _after_apology(
    table: Table, statutory: Statutory, computed: Decimal, given: Given, on: date, law: Law
) -> tuple[Decimal, Step]:
    """A public apology and promise before the decision take off 30–50 %, not below the minimum; some classes bar it."""
    assert given.apology is not None
    least, most = _figure(table, "apology_least", on, law), _figure(table, "apology_most", on, law)
    _refuse_barred(table, given, law)
    if not least.value <= given.apology <= most.value:
        words = Text("公开道歉减少幅度应为{a}%至{b}%。", "an apology takes off {a}% to {b}%.")
        remedy = Text("改正幅度。", "Correct the share.")
        where = percent_words(given.apology)
        raise refused("apology_range", words.format(a=least.value, b=most.value), where, remedy)
    reduced = to_the_fen(max(statutory.floor, computed * (HUNDRED - given.apology) / HUNDRED))
    how = Text("{c} − {p}，不低于法定下限", "{c} − {p}, not below the minimum").format(
        c=plain(computed), p=percent_words(given.apology)
    )
    return reduced, Step(Text("公开道歉承诺", "Public apology"), how, plain(reduced), least.basis, least.certainty)


def _refuse_barred(table: Table, given: Given, law: Law) -> None:
    for name in sorted(given.circumstances):
        held = table.circumstances.get(name)
        if held and held.effect == "no_apology":
            error = refused(
                "apology_barred",
                Text("“{c}”不适用公开道歉从轻。", "“{c}” bars the reduction for an apology.").format(c=held.title),
                name,
                Text("去掉公开道歉。", "Leave the apology out."),
            )
            error.basis = law.cite(table.basis).en
            raise error


def _bounds(statutory: Statutory, computed: Decimal) -> Iterator[tuple[str, Bounds]]:
    """The model sets no bounds of its own for a deviation: those of the law hold."""
    by = statutory.basis, statutory.certainty
    if statutory.maximum is not None:
        yield "heavier", Bounds(computed, statutory.maximum, *by)
    yield "lighter", Bounds(min(statutory.floor, computed), computed, LIGHTER_BY, "copy")
    yield from mitigated_bounds(statutory, NOTHING, LIGHTER_BY, "copy")
