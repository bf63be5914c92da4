"""State of a place in a quarter (状况): means against the year before, months, good days, rank, targets, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from qingtian.apps.air.figures.answers import INDEX_STATISTICS, PeriodFigures, Ranking
from qingtian.apps.air.figures.questions import edition_on, figures_of, ranking_of
from qingtian.apps.air.figures.special import remaining_of
from qingtian.apps.air.places import Place
from qingtian.apps.air.publications.computing import difference, months_in, percent, year_to_date
from qingtian.apps.air_consultations.models import YearTarget
from qingtian.language import Text
from qingtian.measurements.scale import SCALE, written
from qingtian.measurements.statistics.results import Figure, Remaining
from qingtian.standards.periods import Period, year_before, year_of

GOOD = ("good_days", "good_day_rate")


def printed(figure: Figure | None) -> str:
    """As the statistics rounded it; empty where refused, absent, or resting on no day at all: missing is never zero."""
    return (
        ""
        if figure is None or figure.value is None or not figure.valid
        else str(written(figure.value, figure.decimals))
    )


def state_of(place: Place, of: Period) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures of the period, its months and the year before, under one edition; and what they rest on."""
    edition, earlier = edition_on(of.last), year_before(of)
    months = [month for month in months_in(of) if month.first <= of.last]
    periods = [of, earlier, *months, *(year_before(month) for month in months)]
    held = figures_of([place.code], list({one.id: one for one in periods}.values()), edition)
    basis = held.basis
    state = {
        "items": [_item(held, place, of, earlier, item) for item in INDEX_STATISTICS],
        "good": [_row(held, place, of, earlier, "AQI", statistic) for statistic in GOOD],
        "months": [_month(held, place, month) for month in months],
    }
    told = {"snapshot": basis.snapshot, "edition": edition, "limits": basis.edition.as_dict(), "program": basis.program}
    return state, {**told, "unverified": [one.as_dict() for one in basis.unverified]}


def _item(held: PeriodFigures, place: Place, of: Period, earlier: Period, item: str) -> dict[str, Any]:
    return _row(held, place, of, earlier, item, INDEX_STATISTICS[item])


def _row(held: PeriodFigures, place: Place, of: Period, earlier: Period, item: str, statistic: str) -> dict[str, Any]:
    now, then = held.figure(place.code, of.id, item, statistic), held.figure(place.code, earlier.id, item, statistic)
    value, before = printed(now), printed(then)
    both = bool(value and before)
    return {
        "item": item,
        "statistic": statistic,
        "value": value,
        "before": before,
        "difference": difference(value, before) if both else "",
        "percent": percent(value, before) if both else "",
        "valid": now.valid if now else 0,
        "expected": now.expected if now else of.days,
        "valid_before": then.valid if then else 0,
        "expected_before": then.expected if then else earlier.days,
    }


def _month(held: PeriodFigures, place: Place, month: Period) -> dict[str, str]:
    now = held.figure(place.code, month.id, "PM10", "mean")
    return {
        "month": month.id,
        "value": printed(now),
        "before": printed(held.figure(place.code, year_before(month).id, "PM10", "mean")),
    }


def ranking_part(place: Place, of: Period) -> dict[str, Any] | None:
    """Rank in its group, a year before, and the change of the composite index; None of a place that is not ranked."""
    if not place.group:
        return None
    ranking = ranking_of(of)
    found = ranking.rank(place.code)
    if found is None or found.rank is None:
        return None
    return {
        "group": (place.group_name or Text(place.group, place.group)).as_dict(),
        "rank": found.rank,
        "of": sum(1 for each in ranking.places if each.group == place.group and _ranked(ranking, each)),
        "rank_before": ranking.rank_before(place.code),
        "index": _index(found.composite),
        "change": "" if found.change is None else f"{'+' if found.change > 0 else ''}{written(found.change, 1)}",
        "change_rank": found.change_rank,
    }


def _ranked(ranking: Ranking, place: Place) -> bool:
    found = ranking.rank(place.code)
    return found is not None and found.rank is not None


def _index(composite: int | None) -> str:
    return "" if composite is None else str(written(composite, 2))


def targets_part(place: Place, as_of: date) -> list[dict[str, Any]]:
    """Each target of the year, the mean or share so far, and what the remaining days must be (剩余日控制值)."""
    targets = {row.item: row for row in YearTarget.objects.filter(place=place.code, year=as_of.year).order_by("pk")}
    if not targets:
        return []
    year = year_of(as_of)
    wanted = {item: row.value for item, row in targets.items()}
    rest, _ = remaining_of(place.code, year, as_of, wanted)
    return list(_targets(place, as_of, targets, {one.item: one for one in rest}))


def _targets(
    place: Place, as_of: date, targets: dict[str, YearTarget], rest: dict[str, Remaining]
) -> Iterator[dict[str, Any]]:
    to_date = year_to_date(as_of)
    held = figures_of([place.code], [to_date], edition_on(as_of))
    for item, row in targets.items():
        statistic = "good_day_rate" if item == "AQI" else "mean"
        left = rest.get(item)
        yield {
            "item": item,
            "target": plain(row.value),
            "so_far": printed(held.figure(place.code, to_date.id, item, statistic)),
            "rest": "" if left is None or left.value is None else _rest(item, left.value, left.decimals),
            "left": left.left if left else 0,
            "basis": row.basis,
        }


def plain(thousandths: int) -> str:
    """Without decimals it does not need.

    >>> plain(65_000), plain(87_500)
    ('65', '87.5')
    """
    whole, part = divmod(thousandths, SCALE)
    return f"{whole}.{part:03d}".rstrip("0").rstrip(".") if part else str(whole)


def _rest(item: str, value: int, decimals: int) -> str:
    return str(value if item == "AQI" else written(value, decimals))
