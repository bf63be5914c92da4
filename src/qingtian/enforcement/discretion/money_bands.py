"""Model C, bands (档次法): each violation has bands of money; circumstances choose band and place (Jiangmen 2020)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from qingtian.enforcement.discretion.reckoned import (
    LIGHTER_BY,
    NOTHING,
    Bounds,
    Given,
    Reckoned,
    Statutory,
    Step,
    mitigated_bounds,
    plain,
    refused,
)
from qingtian.enforcement.discretion.table import MoneyBand, Table
from qingtian.enforcement.money import to_the_fen
from qingtian.language import Text
from qingtian.law.registry import Law

PLACES: dict[str, Text] = {
    "top": Text("取本档上限", "Top of the band"),
    "middle": Text("没有从重、从轻情节，取中间值", "No ground either way: the middle"),
    "lower": Text("有从轻情节，取本档下限", "A mitigating ground: the lower end"),
}


def money_bands(table: Table, statutory: Statutory, given: Given, violation: str, on: date, law: Law) -> Reckoned:
    """The fine of the band. Of several bands the heaviest; both ends of a band include their figure (刑法 99).

    A listed aggravating ground, or punished twice in two years for the like: top of the band. Three times, or a larger
    incident, a water intake cut, violence: one band up, in the top band the statutory maximum. A mitigating ground:
    the lower end. None: the middle. Raises ``enforcement.discretion.no_bands``, ``.band_number``, ``.both_ways``,
    ``.circumstance``.
    """
    bands = given.bands or table.bands.get(violation, ())
    number, chosen_step = _heaviest(table, bands, given)
    effects = _effects(table, given)
    up, repeat = _repeats(table, given, on, law)
    up = up or "one_band_up" in effects
    steps = [chosen_step, *repeat, *_said(table, given)]
    if up and number == len(bands):
        return _at_maximum(table, statutory, bands, steps)
    band = bands[number if up else number - 1]
    if up:
        steps.append(Step(Text("升一档", "One band up"), _span(band), str(number + 1), table.basis, table.certainty))
    place = _place(table, effects, twice=bool(repeat) and not up)
    computed = to_the_fen({"top": band.most, "lower": band.least, "middle": (band.least + band.most) / 2}[place])
    steps.append(
        Step(Text("本档取值", "Place in the band"), PLACES[place], plain(computed), table.basis, table.certainty)
    )
    return _reckoned(table, statutory, band, computed, steps)


def _heaviest(table: Table, bands: Sequence[MoneyBand], given: Given) -> tuple[int, Step]:
    if not bands:
        words = Text("这一违法行为的档次没有载入。", "the bands of this violation are not loaded.")
        raise refused("no_bands", words, table.key, Text("照公布的裁量表填写档次。", "Type the bands of the table."))
    _refuse_unsorted(bands)
    if not given.in_bands or any(not 1 <= each <= len(bands) for each in given.in_bands):
        words = Text("情节应对应第1至第{n}档。", "the circumstances must name a band from 1 to {n}.").format(
            n=len(bands)
        )
        remedy = Text("填写情节所在的档次。", "Say which band the circumstances fall in.")
        raise refused("band_number", words, ",".join(map(str, given.in_bands)) or table.key, remedy)
    number = max(given.in_bands)
    title = Text("所属档次，取最重", "Band, the heaviest")
    return number, Step(title, _span(bands[number - 1]), str(number), table.basis, table.certainty)


def _refuse_unsorted(bands: Sequence[MoneyBand]) -> None:
    ends = [end for band in bands for end in (band.least, band.most)]
    if ends != sorted(ends) or any(band.least >= band.most for band in bands):
        raise refused(
            "bands_order",
            Text("各档金额应当由低到高，互不交叉。", "the bands must rise and not cross."),
            "; ".join(f"{band.least}..{band.most}" for band in bands),
            Text("按从低到高的次序填写。", "Give them from the lowest to the highest."),
        )


def _effects(table: Table, given: Given) -> frozenset[str]:
    unknown = sorted(given.circumstances - table.circumstances.keys())
    if unknown:
        known = Text("有：{all}。", "There are: {all}.").format(all="、".join(table.circumstances) or "—")
        raise refused(
            "circumstance", Text("裁量表没有列这一情节。", "the table lists no such circumstance."), unknown[0], known
        )
    return frozenset(table.circumstances[each].effect for each in given.circumstances)


def _repeats(table: Table, given: Given, on: date, law: Law) -> tuple[bool, list[Step]]:
    """Whether like penalties in two years move the band up, and the step that says what they do."""
    if not given.punished:
        return False, []
    for name, up in (("repeat_up", True), ("repeat_top", False)):
        figure = table.figure(name, on, law)
        if figure is not None and given.punished >= figure.value:
            title = Text("两年内同类处罚", "Like penalties in two years")
            how = Text("{n}次以上（含本数）", "{n} times or more (the figure included)").format(n=figure.value)
            return up, [Step(title, how, str(given.punished), figure.basis, figure.certainty)]
    return False, []


def _said(table: Table, given: Given) -> Iterator[Step]:
    for name in sorted(given.circumstances):
        held = table.circumstances[name]
        yield Step(Text("情节", "Circumstance"), held.title, "", table.basis, table.certainty)


def _place(table: Table, effects: frozenset[str], *, twice: bool) -> str:
    heavier, lighter = twice or "top_of_band" in effects, "lower_end" in effects
    if heavier and lighter:
        raise refused(
            "both_ways",
            Text(
                "既有从重又有从轻情节，裁量表没有规定取何处。",
                "grounds both ways: the table does not say which prevails.",
            ),
            table.key,
            Text(
                "由法制人员判断，只填主要的一方并说明理由。",
                "The legal officer decides; give the one that prevails, with reasons.",
            ),
        )
    return "top" if heavier else "lower" if lighter else "middle"


def _at_maximum(table: Table, statutory: Statutory, bands: Sequence[MoneyBand], steps: Sequence[Step]) -> Reckoned:
    top = statutory.maximum if statutory.maximum is not None else bands[-1].most
    how = Text("最高档再升，取法定上限", "Up from the top band: the statutory maximum")
    step = Step(Text("法定上限", "Statutory maximum"), how, plain(top), statutory.basis, statutory.certainty)
    return _reckoned(table, statutory, MoneyBand(top, top), top, [*steps, step])


def _reckoned(
    table: Table, statutory: Statutory, band: MoneyBand, computed: Decimal, steps: Sequence[Step]
) -> Reckoned:
    inside = statutory.within(computed)
    bounds = {
        "as_computed": Bounds(
            statutory.within(min(band.least, inside)),
            statutory.within(max(band.most, inside)),
            table.basis,
            table.certainty,
        )
    }
    if statutory.maximum is not None:
        bounds["heavier"] = Bounds(inside, statutory.maximum, statutory.basis, statutory.certainty)
    bounds["lighter"] = Bounds(statutory.floor, inside, LIGHTER_BY, "copy")
    bounds |= dict(mitigated_bounds(statutory, NOTHING, LIGHTER_BY, "copy"))
    return Reckoned(table, statutory, inside, bounds, tuple(steps))


def _span(band: MoneyBand) -> Text:
    words = f"{plain(band.least)} – {plain(band.most)}"
    return Text(words, words)
