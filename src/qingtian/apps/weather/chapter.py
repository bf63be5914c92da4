"""What the exchange with the weather bureau adds to the kernel: the joint forecast, which is its acts alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.proceedings.chapters import Chapter
from qingtian.apps.proceedings.models import Proceeding
from qingtian.procedures import Projection
from qingtian.procedures.guards.joint_forecasts import OWN_NUMBER


def world(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Its own number, so that a forecast cannot take its own place."""
    return {OWN_NUMBER: proceeding.number}


def offers(proceeding: Proceeding, act: str) -> Mapping[str, Any]:
    """A revision begins with what the draft says now."""
    facts = proceeding.projection["facts"] if act == "revise_forecast" else {}
    return {name: facts[name] for name in ("first_day", "last_day", "weather_basis", "text") if name in facts}


CHAPTERS: tuple[Chapter, ...] = (Chapter(procedure="joint_forecast", world=world, offers=offers),)
