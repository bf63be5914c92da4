"""Adapters of the media: each registers a source, so that one language of rules watches all of them."""

from __future__ import annotations


def register_all() -> None:
    """Called once when Django is ready."""
    from qingtian.apps.alerts.registry import register
    from qingtian.apps.alerts.sources import air, noise, outlets, weather

    for source in (air.SOURCE, *outlets.SOURCES, noise.SOURCE, weather.SOURCE):
        register(source)
