"""Times of one kind of page: median and 95th percentile, in milliseconds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

#: what the product promises of every page an officer opens
PROMISED_MS = 150


@dataclass
class Times:
    """Spent milliseconds of many requests."""

    spent: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.spent)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.spent, n=20)[18] if len(self.spent) > 1 else self.spent[0]

    def line(self, name: str, *, promised: bool = False) -> str:
        kept = (" ok" if self.p95 <= PROMISED_MS else " OVER") if promised else ""
        return f"  {name:24} n {len(self.spent):5}  median {self.median:8.1f}  p95 {self.p95:8.1f} ms{kept}"


def timed(action: Callable[[], object], rounds: int) -> Times:
    """The action so many times, after once to warm up."""
    action()
    times = Times()
    for _ in range(rounds):
        begin = time.perf_counter()
        action()
        times.spent.append((time.perf_counter() - begin) * 1000)
    return times
