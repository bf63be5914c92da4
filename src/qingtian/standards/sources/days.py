"""Day mean of an outlet (日均值): from valid hours, where there are enough of them by the table that was entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qingtian.standards.entered import Entry
from qingtian.standards.sources.hours import Limit

TABLE = "sources.day_mean"


@dataclass(frozen=True, slots=True)
class DayMean:
    """``mean`` in millionths, exact; None where fewer than ``least`` hours were valid or no flow weighs them."""

    valid: int
    least: int
    mean: Fraction | None
    above: bool = False
    times: Fraction | None = None


def day_mean(
    hours: Mapping[int, int],
    medium: str,
    entry: Entry,
    limit: Limit | None = None,
    flow: Mapping[int, int] | None = None,
) -> DayMean:
    """The mean of the valid hours of one day, by hour of the day; ``flow`` likewise, for a mean weighted by it.

    An hour whose flow is missing cannot be weighed and does not count.
    """
    least, by_flow = int(entry.text(medium, "hours")), entry.text(medium, "by_flow") == "1"
    weights = {hour: (flow or {}).get(hour) if by_flow else 1 for hour in hours}
    weighed = {hour: weight for hour, weight in weights.items() if weight is not None and weight >= 0}
    whole = sum(weighed.values())
    if len(weighed) < least or not whole:
        return DayMean(len(weighed), least, None)
    mean = Fraction(sum(hours[hour] * weight for hour, weight in weighed.items()), whole)
    if limit is None:
        return DayMean(len(weighed), least, mean)
    return DayMean(len(weighed), least, mean, limit.above(mean), limit.times(mean))
