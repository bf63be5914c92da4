"""How much room a target still leaves (剩余日控制值、还可超标天数)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.measurements.statistics.chain import Chain
from qingtian.measurements.statistics.results import Remaining
from qingtian.measurements.statistics.sql import question
from qingtian.standards.periods import Period, span

#: (place, item) → the mean aimed at, or (place, ``AQI``) → the good-day rate in per cent; both in thousandths
Targets = Mapping[tuple[str, str], int]


def remaining_days(
    chain: Chain, period: Period, as_of: date, targets: Targets, decimals: Mapping[str, int]
) -> list[Remaining]:
    """Of every target, what the days of ``period`` after ``as_of`` must be; ``decimals`` by item, one if not said."""
    if not period.first <= as_of <= period.last:
        raise ValueError(f"{as_of} is no day of {period.id}")
    past, engine = span(period.first, as_of), chain.engine
    chain.ask_periods((past,))
    engine.table(
        "remaining_period",
        {"period": "VARCHAR", "days_left": "BIGINT"},
        [(past.id, (period.last - as_of).days)],
    )
    means = [(*key, target, decimals.get(key[1], 1)) for key, target in targets.items() if key[1] != "AQI"]
    columns = {"place": "VARCHAR", "item": "VARCHAR", "target": "BIGINT", "decimals": "BIGINT"}
    engine.table("target_mean", columns, means)
    rates = [(place, target) for (place, item), target in targets.items() if item == "AQI"]
    engine.table("target_rate", {"place": "VARCHAR", "target": "BIGINT"}, rates)
    for name in ("remaining_days", "allowed_days"):
        engine.view(name, question(name))
    found = [
        *map(
            _control,
            engine.rows("SELECT place, item, target, control, decimals, valid, days_left, edition FROM remaining_days"),
        ),
        *map(_allowed, engine.rows("SELECT place, target, allowed, valid, days_left, edition FROM allowed_days")),
    ]
    return sorted(found, key=lambda row: (row.place, row.item))


def _control(row: tuple[Any, ...]) -> Remaining:
    return Remaining(*row)


def _allowed(row: tuple[Any, ...]) -> Remaining:
    place, target, allowed, valid, left, edition = row
    return Remaining(place, "AQI", target, allowed * 1000, 0, valid, left, edition)
