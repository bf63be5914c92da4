"""After how long without a look a thing is a blind spot (盲区的天数), as the law room has it on the day."""

from __future__ import annotations

from datetime import date, timedelta

from qingtian.law import load_law

PATROL, REPORTS, SILENCE, STILL = (f"blind_spots.{name}" for name in ("patrol", "reports", "silence", "still"))


def days(id_: str, on: date) -> timedelta:
    """The days of one of them on a day. Raises what ``Law.figure`` raises."""
    return timedelta(days=int(load_law().figure(id_, on=on).value))
