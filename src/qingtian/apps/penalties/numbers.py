"""The numbers of the law a penalty case asks for, as they stood on the day of the act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from qingtian.law import Calendar, Law, load_law

HEARING_NOTICE = "penalty.hearing_notice"


@cache
def law() -> Law:
    return load_law()


@cache
def numbers(on: date) -> Mapping[str, Any]:
    """Officers, agents, the threshold of a hearing and the most of a fine on the spot, by kind of party."""
    figure = law().figure
    return {
        "officers": figure("penalty.officers", on=on).value,
        "agents": figure("penalty.hearing_agents", on=on).value,
        "hearing_threshold": {
            kind: figure(f"penalty.hearing_threshold_{kind}", on=on).value for kind in ("unit", "person")
        },
        "on_the_spot": {kind: figure(f"penalty.simplified_fine_{kind}", on=on).value for kind in ("unit", "person")},
    }


def earliest_hearing(on: date, calendar: Calendar) -> date:
    """The first day a hearing may be held when it is told on ``on``: its working days lie before it."""
    day = on + timedelta(days=1)
    while law().derive(HEARING_NOTICE, start=day, calendar=calendar).due < on:
        day += timedelta(days=1)
    return day
