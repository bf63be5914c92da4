"""Days and hours read from an address: anything else than a day or an hour is what stands for it."""

from __future__ import annotations

from datetime import date
from typing import overload

from qingtian.web.typed import whole

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


@overload
def day_asked(written: str, otherwise: date) -> date: ...
@overload
def day_asked(written: str, otherwise: None) -> date | None: ...
def day_asked(written: str, otherwise: date | None) -> date | None:
    """The day that is written, of this century."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return otherwise
    return found if FIRST <= found < LAST else otherwise


def hour_asked(written: str) -> int:
    """An hour of a natural day, 1 to 24; 1 where none is written."""
    return min(24, max(1, whole(written, otherwise=1)))
