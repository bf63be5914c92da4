"""The declared stations as the sky knows them."""

from __future__ import annotations

from functools import cache

from qingtian.demo.declared import declared
from qingtian.demo.sky.air import Site


@cache
def sites() -> tuple[Site, ...]:
    """Every air station, in the order of its declaration."""
    stations = declared("stations")["stations"]
    return tuple(Site(station["code"], place, station["base"]) for place, station in enumerate(stations))
