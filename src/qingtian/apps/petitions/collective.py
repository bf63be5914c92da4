"""Collective visits (集体访): from so many people on, the visit is reported upwards at once."""

from __future__ import annotations

from datetime import date

from qingtian.law import load_law

#: a local default of the law room: places differ
COLLECTIVE = "petitions.collective_visit"


def is_collective(channel: str, present: int | None, *, on: date) -> bool:
    """Whether a report is a collective visit by the number in force on the day it was received."""
    return channel == "visit" and (present or 0) >= load_law().figure(COLLECTIVE, on=on).value
