"""Adapters, a source of events each."""

from qingtian.apps.targeting.registry import register
from qingtian.apps.targeting.sources import complaints, grid, monitoring, opinion, visits


def register_all() -> None:
    """Every source the product ships with."""
    for source in (complaints.SOURCE, opinion.SOURCE, monitoring.SOURCE, visits.SOURCE, *grid.SOURCES):
        register(source)
