"""From the values to the figures of one issue: every section, basin, area and the city, with the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qingtian.apps.air.publications.figures import Figures, Row
from qingtian.apps.water.evaluating import Standing, Standings, standings
from qingtian.apps.water.groups import Group, group
from qingtian.apps.water.models import Section
from qingtian.apps.water.publications.places import Place
from qingtian.standards.periods import Period, year_before
from qingtian.standards.water import CLASSES, RecordedRule, change, evaluation_on, limits_on, ranking_on, ranks, rounded
from qingtian.standards.water.trophic import trophic_on

#: decimals of a share in per cent and of a trophic index on paper
SHARE, TROPHIC = 1, 1


def compute(
    kind: str,
    of: Period,
    sections: Sequence[Section],
    places: Sequence[Place],
    *,
    fewer: RecordedRule | None = None,
    upto: int | None = None,
) -> Figures:
    """All figures of one issue, this year's and last year's, each by the editions of its own period."""
    before = year_before(of)
    found = standings(sections, [of, before], upto)
    rows = [row for period in (of, before) for one in sections for row in _section(found, one, period)]
    groups = {
        (place.code, period.id): group(_within(found, place, sections, period), period, fewer.items if fewer else None)
        for place in places
        if place.sort != "section"
        for period in (of, before)
    }
    rows += [row for (code, period), one in groups.items() if one for row in _group(code, period, one, of)]
    rows += _changes(groups, of, before, places)
    if kind == "ranking":
        rows += _ranks(groups, of, places)
    return Figures(rows)


def editions(of: Period) -> list[str]:
    """The editions the figures of that period are taken by."""
    return [one.id for one in (limits_on(of.last), evaluation_on(of.last), trophic_on(of.last), ranking_on(of.last))]


def _within(found: Standings, place: Place, sections: Sequence[Section], period: Period) -> list[Standing]:
    def belongs(one: Section) -> bool:
        return place.sort == "city" or place.code in (f"basin:{one.basin.code}", f"area:{one.area.code}")

    held = (found.get((one.pk, period.id)) for one in sections if belongs(one))
    return [one for one in held if one]


def _section(found: Standings, section: Section, period: Period) -> Iterator[Row]:
    one = found.get((section.pk, period.id))
    if one is None:
        return
    edition, rule = limits_on(period.last).id, evaluation_on(period.last)

    def row(item: str, statistic: str, value: str, valid: int = 1) -> Row:
        return Row(section.code, period.id, item, statistic, value, valid, 1, edition, rule.id)

    verdict = one.judged.classified
    yield row("WATER", "class", one.grade or "")
    yield row("WATER", "worst", ";".join(one.deciding))
    yield row("WATER", "target", one.target or "")
    yield row("WATER", "meets", {True: "yes", False: "no", None: ""}[one.meets])
    yield row("WATER", "cwqi", _cwqi(one))
    if one.judged.trophic is not None:
        index, level = one.judged.trophic.index, one.judged.trophic.level
        yield row("WATER", "tli", "" if index is None else f"{rounded(index, TROPHIC):f}")
        yield row("WATER", "trophic", level.id if level else "")
    for code, mean in one.means.items():
        yield row(code, "mean", one.printed(code), mean.count)
    for code, multiple in verdict.multiples.items():
        yield row(code, "multiple", f"{rounded(multiple, rule.multiple_decimals.value):f}")


def _cwqi(one: Standing) -> str:
    index = one.judged.index.index
    return "" if index is None else f"{rounded(index, ranking_on(one.period.last).index_decimals.value):f}"


def _group(code: str, period: str, one: Group, of: Period) -> Iterator[Row]:
    number, edition = one.shares.sections, limits_on(of.last).id

    def row(item: str, statistic: str, value: str) -> Row:
        return Row(code, period, item, statistic, value, number, number, edition, evaluation_on(of.last).id)

    for grade, counted in zip(CLASSES, one.shares.counts, strict=True):
        yield row(grade, "sections", str(counted))
    yield row("WATER", "sections", str(number))
    yield row("WATER", "good", f"{rounded(one.shares.good, SHARE):f}")
    yield row("WATER", "worst", f"{rounded(one.shares.worst, SHARE):f}")
    yield row("WATER", "description", one.description.zh if one.description else "")
    yield row("WATER", "description_en", one.description.en if one.description else "")
    decimals = ranking_on(of.last).index_decimals.value
    yield row("WATER", "cwqi", "" if one.index is None else f"{rounded(one.index, decimals):f}")
    yield row("WATER", "missing", ";".join(one.missing))


_Groups = Mapping[tuple[str, str], Group | None]


def _changes(groups: _Groups, of: Period, before: Period, places: Sequence[Place]) -> Iterator[Row]:
    rule = ranking_on(of.last)
    for place in places:
        now, then = groups.get((place.code, of.id)), groups.get((place.code, before.id))
        found = change(now.index, then.index) if now and then else None
        if found is not None:
            text = _signed(f"{rounded(found, rule.change_decimals.value):f}")
            yield Row(place.code, of.id, "WATER", "change", text, 1, 1, rule.id, before.id)
        if now and then:
            difference = _signed(f"{rounded(now.shares.good - then.shares.good, SHARE):f}")
            yield Row(place.code, of.id, "WATER", "good_change", difference, 1, 1, rule.id, before.id)


def _ranks(groups: _Groups, of: Period, places: Sequence[Place]) -> Iterator[Row]:
    rule = ranking_on(of.last)
    ranked = {p.code: one.index for p in places if p.sort == "area" and (one := groups.get((p.code, of.id)))}
    result = ranks(ranked, rule.index_decimals.value)
    for code, rank in result.ranked.items():
        yield Row(code, of.id, "WATER", "rank", str(rank), 1, 1, rule.id, "")
    for code in result.apart:
        yield Row(code, of.id, "WATER", "rank", "", 0, 1, rule.id, "incomplete")


def _signed(text: str) -> str:
    if not text.strip("-0."):
        return text.removeprefix("-")
    return text if text.startswith("-") else f"+{text}"
