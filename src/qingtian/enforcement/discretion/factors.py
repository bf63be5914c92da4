"""The officer's answers to the factors of a table: a band by name, a measured figure, or a percentage typed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from qingtian.enforcement.discretion.reckoned import Given, Step, percent_words, refused
from qingtian.enforcement.discretion.table import WEIGHTS, Band, Factor, Table
from qingtian.language import Text
from qingtian.law.model import Basis

#: the answer for a factor that cannot be established (model B takes the lowest band)
UNKNOWN = "?"
HUNDRED = Decimal(100)
#: "以上" and "以下" include the figure
INCLUDED_BY = Basis("criminal_law", "99")
_TYPED = Text("照公布的裁量表填写", "typed from the published table")
_CANNOT = Text("不能查明，取最低档：{band}", "not established, lowest band: {band}")


@dataclass(frozen=True, slots=True)
class Answer:
    """A factor, what was answered in words, and the percentage it gives."""

    title: Text
    words: Text
    percent: Decimal
    basis: Basis
    certainty: str

    def step(self) -> Step:
        return Step(self.title, self.words, percent_words(self.percent), self.basis, self.certainty)


def answers(table: Table, given: Given) -> tuple[Answer, ...]:
    """Every answered factor, in the order of the table.

    Raises ``enforcement.discretion.factor_unknown``, ``.factor_missing`` (a factor with bands left out: missing is
    never zero), ``.no_factors``, ``.band_unknown``, ``.percent``.
    """
    for name in given.factors:
        if name not in table.factors and not table.open_factors:
            known = Text("有：{all}。", "There are: {all}.").format(all="、".join(table.factors) or "—")
            raise refused("factor_unknown", Text("裁量表没有这个因子。", "the table has no such factor."), name, known)
    for name, factor in table.factors.items():
        if factor.bands and not given.factors.get(name):
            remedy = Text("每个有档次的因子都要回答。", "Answer every factor that has bands.")
            words = Text("因子“{f}”没有回答。", "the factor “{f}” is not answered.").format(f=factor.title)
            raise refused("factor_missing", words, name, remedy)
    found = tuple(_in_order(table, given))
    if not found:
        raise refused(
            "no_factors",
            Text("没有回答任何因子。", "no factor was answered."),
            table.key,
            Text("写成 因子=档次 或 因子=12%。", "Write factor=band or factor=12%."),
        )
    return found


def _in_order(table: Table, given: Given) -> Iterator[Answer]:
    for name, factor in table.factors.items():
        if given.factors.get(name):
            yield max((_answer(table, factor, words) for words in given.factors[name]), key=lambda each: each.percent)
    for name, words in given.factors.items():
        if name not in table.factors:
            own = Factor(name, Text(name, name), "particular", table.basis, "local_default")
            yield max((_answer(table, own, each) for each in words), key=lambda each: each.percent)


def _answer(table: Table, factor: Factor, words: str) -> Answer:
    words = words.strip()
    if words == UNKNOWN:
        band = _lowest(table, factor)
        return Answer(factor.title, _CANNOT.format(band=band.title), band.percent, table.basis, factor.certainty)
    if words.endswith(("%", "％")):
        return Answer(factor.title, _TYPED, percent(words[:-1], factor.id), table.basis, "local_default")
    named = next((each for each in factor.bands if each.id == words), None)
    if named:
        return Answer(factor.title, named.title, named.percent, factor.basis, factor.certainty)
    return _measured(factor, words)


def _measured(factor: Factor, words: str) -> Answer:
    figure = _figure(factor, words)
    # at a border two bands may both include the figure; the heavier one is taken
    band = max((each for each in factor.bands if each.holds(figure)), key=lambda each: each.percent, default=None)
    if band is None:
        raise _no_band(factor, words)
    said = Text("{n}{u}：{b}", "{n} {u}: {b}").format(n=words, u=factor.unit, b=band.title)
    return Answer(factor.title, said, band.percent, factor.basis, factor.certainty)


def _figure(factor: Factor, words: str) -> Decimal:
    try:
        figure = Decimal(words)
    except InvalidOperation:
        raise _no_band(factor, words) from None
    if factor.unit is None or not figure.is_finite() or figure < 0:
        raise _no_band(factor, words)
    return figure


def _no_band(factor: Factor, words: str) -> Exception:
    bands = "、".join(each.id for each in factor.bands) or "—"
    return refused(
        "band_unknown",
        Text("因子“{f}”没有载入“{w}”所在的档次。", "no band of “{f}” is loaded for “{w}”.").format(
            f=factor.title, w=words[:40]
        ),
        factor.id,
        Text(
            "已载入：{b}；或照公布的裁量表填百分比，如 12%。", "Loaded: {b}; or type the percentage, like 12%."
        ).format(b=bands),
    )


def _lowest(table: Table, factor: Factor) -> Band:
    if table.model != WEIGHTS:
        raise refused(
            "not_established",
            Text(
                "这一模型没有规定因子不能查明时怎么办。", "this model does not say what a factor not established gives."
            ),
            factor.id,
            Text("查明后再填。", "Establish it first."),
        )
    if not factor.bands:
        raise _no_band(factor, UNKNOWN)
    return min(factor.bands, key=lambda each: each.percent)


def percent(words: str, where: str) -> Decimal:
    """A percentage from 0 to 100 with at most two decimals. Raises ``enforcement.discretion.percent``."""
    remedy = Text("写成 0 到 100，最多两位小数。", "Write 0 to 100, at most two decimals.")
    try:
        given = Decimal(words.strip())
    except InvalidOperation:
        raise refused("percent", Text("读不出百分比。", "not a percentage."), where, remedy) from None
    if not given.is_finite() or not 0 <= given <= HUNDRED or given != given.quantize(Decimal("0.01")):
        raise refused("percent", Text("百分比不可用。", "the percentage cannot be used."), where, remedy)
    return given
