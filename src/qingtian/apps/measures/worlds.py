"""What the guards of limits, closures and court enforcement ask of the law and of the organs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingtian.apps.measures.reckoning import by_the_law
from qingtian.apps.people.models import Organ
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.enforcement.court_window import CourtWindow, court_window
from qingtian.law import load_law
from qingtian.procedures import Projection
from qingtian.procedures.guards.closure import GOVERNMENTS
from qingtian.procedures.guards.court_enforcement import WINDOW
from qingtian.procedures.guards.production_limit import LAST_EXTENDED


def _last_extended(limit: str, start: date) -> date:
    """The last day of a limit extended as far as the law lets."""
    law = load_law()
    allowed = law.limit(limit, on=start).extension
    more = allowed.up_to if allowed else 0
    return law.derive(limit, start=start, calendar=calendar(), extension=more).due


def production(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """Last days of limits, the multiple of metals, the number of officers."""
    figures = {"officers": "penalty.officers", "metals_multiple": "production.metals_multiple"}
    return {**by_the_law(on, **figures), LAST_EXTENDED: _last_extended}


def closure(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The window of the earlier penalties and how many there must be; which organs are governments."""
    known = by_the_law(on, repeat_penalties="closure.repeat_penalties")
    if projection.state not in ("drafted", "returned"):
        return known
    return {**known, GOVERNMENTS: frozenset(Organ.objects.filter(kind="government").values_list("code", flat=True))}


def _window(served: date) -> CourtWindow:
    return court_window(served, load_law(), calendar())


def court(proceeding: Proceeding, projection: Projection, on: date) -> Mapping[str, Any]:
    """The window for a day of service."""
    return {WINDOW: _window}
