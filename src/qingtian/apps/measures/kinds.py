"""The measures beside a penalty: what is open of each stands in one list."""

from __future__ import annotations

#: procedures of this app, in the order the list offers them
MEASURES: tuple[str, ...] = (
    "daily_penalty",
    "seizure",
    "production_limit",
    "closure",
    "court_enforcement",
)
