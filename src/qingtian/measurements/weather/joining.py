"""Weather beside air (按时段对接): joined where both ends agree, never by a label that one side reads as start.

``of_air``      an air hour of a natural day, 1 to 24: 16 is 15:00 to 16:00
``of_weather``  a report at H: the hour that ends at H
``of_hj212``    DataTime of an hour: the hour that starts there
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from qingtian.measurements.weather.periods import Period, ending, natural_hour, starting

of_air, of_weather, of_hj212 = natural_hour, ending, starting

Left = TypeVar("Left")
Right = TypeVar("Right")


@dataclass(frozen=True, slots=True)
class Beside(Generic[Left, Right]):
    """What is known of one period on both sides; None where the right has nothing of it."""

    period: Period
    left: Left
    right: Right | None


def joined(left: Iterable[tuple[Period, Left]], right: Iterable[tuple[Period, Right]]) -> list[Beside[Left, Right]]:
    """Everything on the left, in its order, with what the right has of the very same period.

    ValueError where the right has two of one period: whoever calls keeps one station and the last revision.
    """
    held: dict[Period, Right] = {}
    for period, value in right:
        if period in held:
            raise ValueError(f"two values of {period.start} to {period.end}")
        held[period] = value
    return [Beside(period, value, held.get(period)) for period, value in left]
