"""Two questions of their own: PM10 by itself, and what the rest of a period must be to keep a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from qingtian.apps.air.dust import dust_days
from qingtian.apps.air.figures.answers import Basis
from qingtian.apps.air.figures.asking import ask
from qingtian.apps.air.figures.basis import basis_of
from qingtian.apps.air.rules import PERIODS
from qingtian.apps.air.wind import wind_files, wind_stamp
from qingtian.measurements.statistics.results import PM10View, Remaining
from qingtian.standards.periods import Period


def pm10_of(codes: Sequence[str], period: Period) -> tuple[Mapping[str, PM10View], Basis]:
    """By place: days PM10 leads, hours above its day limit, dust days apart, the rose where the wind is known."""
    asked = ask(codes)
    dust, files = dust_days(asked.members, period.first, period.last), wind_files()
    question = f"pm10 {period.id} {period.first} {sorted(dust.items())} {wind_stamp(files)}"

    def compute() -> tuple[PM10View, ...]:
        with asked.statistics([period]) as statistics:
            return tuple(statistics.pm10_view(period, dust, [str(path) for path in files] or None))

    found = asked.kept(question, compute)
    return {each.place: each for each in found}, basis_of(asked, period.first, period.last, PERIODS)


def remaining_of(
    code: str, period: Period, as_of: date, targets: Mapping[str, int]
) -> tuple[Sequence[Remaining], Basis]:
    """``targets``: item → mean aimed at, ``AQI`` → good-day rate in per cent, in thousandths; one answer a target."""
    asked = ask([code])
    wanted = {(code, item): target for item, target in targets.items()}
    question = f"remaining {period.id} {period.first} {as_of} {sorted(wanted.items())}"

    def compute() -> tuple[Remaining, ...]:
        with asked.statistics([period]) as statistics:
            return tuple(statistics.remaining_days(period, as_of, wanted))

    return asked.kept(question, compute), basis_of(asked, period.first, as_of, PERIODS)
