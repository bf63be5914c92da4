"""Model A, percentage sum (百分比累加法): start and factors in percent of the maximum (Hunan 2021, 5, 8–10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from qingtian.enforcement.discretion.factors import HUNDRED, answers
from qingtian.enforcement.discretion.reckoned import (
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
from qingtian.enforcement.money import to_the_fen
from qingtian.language import Text
from qingtian.law.model import Basis, Figure
from qingtian.law.registry import Law


def percentage_sum(table: Table, statutory: Statutory, given: Given, on: date, law: Law) -> Reckoned:
    """``(start% + Σ factor%) × maximum``, ``start% = minimum ÷ maximum``; with an investment ``Σ% × investment × 5 %``.

    Heavier adds at most 20 % of the maximum, lighter takes off at most that, never out of the range of the law;
    mitigated goes below the minimum by at most half of it (read so: the copy does not show from where it is taken).
    """
    found = answers(table, given)
    if given.investment is not None:
        statutory, start = _of_investment(table, given.investment, on, law)
    else:
        start = _start(table, statutory)
    maximum = need_maximum(statutory, table)
    sum_ = sum((each.percent for each in found), NOTHING)
    start_sum = NOTHING if given.investment is not None else start[1]
    raw = start_sum + maximum * sum_ / HUNDRED
    computed = to_the_fen(statutory.within(raw))
    total = Step(_TOTAL, _how(start_sum, sum_, maximum), plain(to_the_fen(raw)), table.basis, table.certainty)
    steps = (start[0], *(each.step() for each in found), total, *_brought_in(raw, statutory))
    return Reckoned(table, statutory, computed, dict(_bounds(table, statutory, computed, on, law)), steps)


_TOTAL = Text("合计", "In all")


def _start(table: Table, statutory: Statutory) -> tuple[Step, Decimal]:
    """Minimum ÷ maximum; with no minimum the highest fine of the simplified procedure ÷ maximum."""
    maximum = need_maximum(statutory, table)
    if statutory.minimum is not None:
        sum_, basis, certainty = statutory.minimum, statutory.basis, statutory.certainty
    elif statutory.simplified is not None:
        figure = statutory.simplified
        sum_, basis, certainty = Decimal(figure.value), figure.basis, figure.certainty
    else:
        raise refused("no_start", _NO_START, table.key, _NO_START_REMEDY)
    words = Text("{a} ÷ {b}", "{a} ÷ {b}").format(a=plain(sum_), b=plain(maximum))
    share = f"{(sum_ * HUNDRED / maximum).quantize(Decimal('0.0001')).normalize():f}%"
    return Step(Text("起点", "Start"), words, share, basis, certainty), sum_


_NO_START = Text("没有法定下限，也没有简易程序限额，起点无从确定。", "no minimum and no simplified limit: no start.")
_NO_START_REMEDY = Text("填写法定下限。", "Type the statutory minimum.")


def _of_investment(table: Table, investment: Decimal, on: date, law: Law) -> tuple[Statutory, tuple[Step, Decimal]]:
    most, least = table.figure("investment", on, law), table.figure("investment_least", on, law)
    if most is None:
        raise refused(
            "no_investment",
            Text("裁量表没有按投资额计算的规定。", "the table has no rule by the investment."),
            table.key,
            Text("不填投资额。", "Leave the investment out."),
        )
    high = to_the_fen(investment * most.value / HUNDRED)
    low = to_the_fen(investment * least.value / HUNDRED) if least else None
    step = Step(
        Text("总投资额的上限", "Highest share of the investment"),
        Text("{i} × {p}", "{i} × {p}").format(i=plain(investment), p=percent_words(Decimal(most.value))),
        plain(high),
        most.basis,
        most.certainty,
    )
    return Statutory(low, high, most.basis, most.certainty), (step, high)


def _how(start: Decimal, sum_: Decimal, maximum: Decimal) -> Text:
    words = f"{percent_words(sum_)} × {plain(maximum)}"
    words = f"{plain(start)} + {words}" if start else words
    return Text(words, words)


def _brought_in(raw: Decimal, statutory: Statutory) -> Iterator[Step]:
    inside = statutory.within(raw)
    if inside != raw:
        limit = Text("法定上限", "Statutory maximum") if inside < raw else Text("法定下限", "Statutory minimum")
        how = Text("不超出法定幅度", "Kept within the range of the law")
        yield Step(limit, how, plain(inside), statutory.basis, statutory.certainty)


def _bounds(table: Table, statutory: Statutory, computed: Decimal, on: date, law: Law) -> Iterator[tuple[str, Bounds]]:
    maximum = need_maximum(statutory, table)
    yield "as_computed", Bounds(computed, computed, table.basis, table.certainty)
    if figure := table.figure("adjustment", on, law):
        move = _share(maximum, figure)
        yield "heavier", Bounds(computed, to_the_fen(min(maximum, computed + move)), *_by(figure))
        yield "lighter", Bounds(to_the_fen(max(statutory.floor, computed - move)), computed, *_by(figure))
    if (figure := table.figure("mitigation", on, law)) and statutory.minimum is not None:
        lowest = statutory.minimum - _share(statutory.minimum, figure)
        yield from mitigated_bounds(statutory, lowest, *_by(figure))


def _share(of: Decimal, figure: Figure) -> Decimal:
    return of * figure.value / HUNDRED


def _by(figure: Figure) -> tuple[Basis, str]:
    return figure.basis, figure.certainty
