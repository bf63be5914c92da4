"""From the statistics to the figures of one issue: each kind asks for its periods, the year before with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qingtian.apps.air.publications.figures import Figures, Row
from qingtian.apps.air.publications.issue import Place
from qingtian.apps.air.publications.source import Rules, Source
from qingtian.measurements.scale import written
from qingtian.measurements.statistics.results import DayIndex, DayValue, Figure, PeriodIndex, Ranked
from qingtian.standards.periods import Period, month_of, span, year_before

#: kinds that show every day of their period
BY_DAY = ("daily", "weekly", "ten_days", "ranking", "consultation")
#: kinds that rank
RANKED = ("ten_days", "ranking", "consultation", "annual")
#: of periods beside the issue's own, what is printed of the index of days
GOOD_DAYS = ("good_days", "good_day_rate")
#: what a place is held to (目标), by (place, item, statistic): value as printed and its basis
Targets = Mapping[tuple[str, str, str], tuple[str, str]]


def compute(kind: str, of: Period, places: Sequence[Place], source: Source, targets: Targets | None = None) -> Figures:
    """All figures of one issue, both years of a comparison under the edition of the period's last day."""
    edition = source.edition(of.last)
    rules = source.rules(edition)
    figures, indices = source.periods(periods_of(kind, of), edition)
    printed = [one for one in figures if one.period == of.id or _beside(one, rules)]
    rows = [*_rules(rules, edition, of), *(row for one in printed for row in _figure(one))]
    rows += [row for one in indices for row in _composite(one)]
    if kind in BY_DAY:
        rows += _days(of, source, edition)
    if kind in RANKED:
        rows += _ranks(source.ranked(of, groups_of(places), edition), edition)
    rows += _changes(kind, of, rows, rules)
    rows += _targets(of, edition, rows, targets or {})
    return Figures(rows)


def groups_of(places: Sequence[Place]) -> dict[str, list[str]]:
    """Ranking group → codes of its places, in their order."""
    found: dict[str, list[str]] = {}
    for place in places:
        if place.group:
            found.setdefault(place.group, []).append(place.code)
    return found


def periods_of(kind: str, of: Period) -> list[Period]:
    """The period, those beside it (month and year to date; months of a quarter or year), and each a year before."""
    beside = {
        "daily": [month_to_date(of.last), year_to_date(of.last)],
        "weekly": [year_to_date(of.last)],
        "ten_days": [year_to_date(of.last)],
        "ranking": [year_to_date(of.last)],
        "consultation": [*months_in(of), year_to_date(of.last)],
        "annual": months_in(of),
    }
    own = [*([] if kind == "daily" else [of]), *beside[kind]]
    pairs = [each for one in own for each in (one, year_before(one))]
    return list({each.id: each for each in pairs}.values())


def month_to_date(on: date) -> Period:
    """From the first of the month."""
    return span(on.replace(day=1), on)


def year_to_date(on: date) -> Period:
    """From 1 January."""
    return span(date(on.year, 1, 1), on)


def months_in(of: Period) -> list[Period]:
    """The calendar months of a quarter or year."""
    found, at = [], of.first
    while at <= of.last:
        found.append(month_of(at))
        at = date.fromordinal(found[-1].last.toordinal() + 1)
    return found


def _beside(one: Figure, rules: Rules) -> bool:
    """Whether a figure of a period beside the issue's own is printed: what stands for its item, and good days."""
    return one.statistic in GOOD_DAYS if one.item == "AQI" else rules.standing.get(one.item) == one.statistic


def _figure(one: Figure) -> Iterator[Row]:
    def row(statistic: str, value: str) -> Row:
        return Row(one.place, one.period, one.item, statistic, value, one.valid, one.expected, one.edition, one.rule)

    value = "" if one.value is None else str(written(one.value, one.decimals))
    yield row(one.statistic, value)
    if one.statistic == "good_days":  # what the published rate rests on
        yield row("valid_days", str(one.valid))
        yield row("over_days", str(one.valid - int(value)) if value else "")


def _composite(one: PeriodIndex) -> Iterator[Row]:
    def row(item: str, statistic: str, value: str) -> Row:
        return Row(one.place, one.period, item, statistic, value, one.valid, one.expected, one.edition, one.rule)

    yield row("INDEX", "composite", "" if one.composite is None else str(written(one.composite, 2)))
    yield row("INDEX", "primary", ";".join(one.primary))
    for item, single in one.singles.items():
        yield row(item, "single", "" if single is None else str(written(single, 3)))


def _days(of: Period, source: Source, edition: str) -> Iterator[Row]:
    values, indices = source.days(of.first, of.last, edition)
    yield from (_day_value(one) for one in values)
    for one in indices:
        yield from _day_index(one)


def _day_value(one: DayValue) -> Row:
    value = "" if one.value is None else str(written(one.value, one.decimals))
    return Row(one.place, one.day.isoformat(), one.item, "day", value, one.valid, one.expected, one.edition, one.rule)


def _day_index(one: DayIndex) -> Iterator[Row]:
    named = {"index": one.aqi, "level": one.level, "primary": ";".join(one.primary)}
    for statistic, value in named.items():
        text = "" if value is None else str(value)
        valid = int(one.aqi is not None)
        yield Row(one.place, one.day.isoformat(), "AQI", statistic, text, valid, 1, one.edition, one.rule)


def _ranks(ranked: Iterable[Ranked], edition: str) -> Iterator[Row]:
    for one in ranked:
        change = "" if one.change is None else f"{'+' if one.change > 0 else ''}{written(one.change, 1)}"
        named = {"rank": one.rank, "shown": one.shown, "change": change, "change_rank": one.change_rank}
        for statistic, value in named.items():
            text = "" if value is None else str(value)
            yield Row(one.place, one.period, "INDEX", statistic, text, 0, 0, edition, f"group {one.group}")


def _changes(kind: str, of: Period, rows: Sequence[Row], rules: Rules) -> Iterator[Row]:
    """Difference on the year before, and the same in per cent: plain arithmetic on the two printed figures."""
    by = {(row.place, row.period, row.item, row.statistic): row for row in rows}
    compared = {one.id: year_before(one).id for one in periods_of(kind, of)}
    for (place, when, item, statistic), row in by.items():
        before = by.get((place, compared.get(when, ""), item, statistic))
        stands = rules.standing.get(item, "composite" if item == "INDEX" else None)
        if before is None or statistic != stands or not (row.value and before.value):
            continue
        found = {"difference": difference(row.value, before.value), "change": percent(row.value, before.value)}
        for name, value in found.items():
            if name == "difference" or item != "INDEX":  # the change of the index is the ranking's own
                yield Row(place, when, item, name, value, row.valid, row.expected, row.edition, before.period)


def percent(now: str, before: str) -> str:
    """Change in per cent of the figure before, one decimal, half to even; empty where that was nothing.

    >>> percent("51", "54"), percent("0.7", "0.7"), percent("1", "0")
    ('-5.6', '0.0', '')
    """
    if not Decimal(before):
        return ""
    exact = (Fraction(now) - Fraction(before)) / Fraction(before) * 1000
    tenths = round(exact)  # of a fraction: to the nearest, half to even
    return f"{'+' if tenths > 0 else '-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10}"


def difference(now: str, before: str) -> str:
    """Exact difference of two printed figures with the decimals of the first, its sign written (+3, -0.1, 0).

    >>> difference("51", "54"), difference("0.8", "0.7"), difference("5", "5")
    ('-3', '+0.1', '0')
    """
    places = max(len(text.partition(".")[2]) for text in (now, before))
    scaled = [int(f"{whole}{part:0<{places}}") for whole, _, part in (text.partition(".") for text in (now, before))]
    difference = scaled[0] - scaled[1]
    digits = f"{abs(difference):0{places + 1}d}"
    size = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"{'+' if difference > 0 else '-' if difference < 0 else ''}{size}"


def _rules(rules: Rules, edition: str, of: Period) -> Iterator[Row]:
    for (item, over), value in rules.limits.items():
        yield Row("", of.id, item, f"limit_{over}", value, 0, 0, edition, "grade II")
    for item, statistic in rules.standing.items():
        yield Row("", of.id, item, "stands", statistic, 0, 0, edition, "")
    good = ";".join(str(level) for level in sorted(rules.good_levels))
    yield Row("", of.id, "AQI", "good_levels", good, 0, 0, edition, "")


def _targets(of: Period, edition: str, rows: Sequence[Row], targets: Targets) -> list[Row]:
    """The targets, and of one for good days how many more days may be over this year; negative: out of reach."""
    found = [
        Row(place, of.id, item, f"target_{name}", value, 0, 0, edition, basis)
        for (place, item, name), (value, basis) in targets.items()
    ]
    so_far = {row.place: row for row in rows if (row.period, row.statistic) == (year_to_date(of.last).id, "good_days")}
    left = (date(of.last.year, 12, 31) - of.last).days
    for (place, item, name), (value, basis) in targets.items():
        row = so_far.get(place)
        if (item, name) != ("AQI", "good_day_rate") or row is None or not row.value:
            continue
        may_be_over = int((row.valid + left) * (100 - Fraction(value)) // 100)
        allowed = may_be_over - (row.valid - int(row.value))
        rule = f"of {row.valid} + {left} days; {basis}"
        found.append(Row(place, of.id, "AQI", "days_over_allowed", str(allowed), row.valid, left, edition, rule))
    return found
