"""Jobs: what a schedule may run. A chapter or the web registers its own when Django is ready; none imports another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

#: what a job gives back: counts by name, never words, because everybody who may see the page sees them
Counts = Mapping[str, int | float | bool | str]


@dataclass(frozen=True)
class Job:
    """``run`` takes the moment of the city and gives back counts. It must be safe to run twice."""

    code: str
    run: Callable[[datetime], Counts]


JOBS: dict[str, Job] = {}


def register(job: Job) -> None:
    """Called once by an app when Django is ready."""
    JOBS[job.code] = job
