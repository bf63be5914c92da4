"""What is known of an area on a day: the measured days just past and the forecast from the day on, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from qingtian.apps.air_warnings.registry import days_ahead
from qingtian.apps.air_warnings.sources.measured import measured_days
from qingtian.apps.air_warnings.tables import table_in_force
from qingtian.foresight.warning import SHANGHAI, Finding, Release, TierTable, Window, find, release

#: a spell may have begun before today: so many measured days are looked at with the forecast
BEFORE = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """Windows in order and what the table in force says of them. ``upper``: what it would say of the upper ends of the
    forecast ranges; people are told, nothing follows. ``forecast``: whether there was one at all."""

    windows: tuple[Window, ...]
    finding: Finding
    upper: Finding
    forecast: bool


def known(area: str, on: date) -> tuple[Window, ...]:
    """Measured days before ``on``, forecast days from ``on`` on."""
    ahead = [window for window in days_ahead(area, on) if window.day >= on]
    return (*measured_days(area, on - timedelta(days=BEFORE), on - timedelta(days=1)), *ahead)


def seen(area: str, on: date) -> Seen:
    """What the table says of what is known; a spell that ended before ``on`` is past and reaches nothing."""
    windows, table = known(area, on), table_in_force(on)
    highest = [replace(window, aqi=window.high) if window.high is not None else window for window in windows]
    forecast = any(window.source == "forecast" for window in windows)
    return Seen(windows, _ahead(windows, table, on), _ahead(highest, table, on), forecast)


def _ahead(windows: Sequence[Window], table: TierTable, on: date) -> Finding:
    finding = find(windows, table)
    if finding.met and all(window.day < on for window in finding.met.spell.windows):
        return find([window for window in windows if window.day >= on], table)
    return finding


def release_of(area: str, at: datetime) -> Release:
    """Whether the air from ``at`` on keeps below the bound long enough, by measured days and the forecast."""
    on = at.astimezone(SHANGHAI).date()
    windows = (*measured_days(area, on - timedelta(days=BEFORE), on - timedelta(days=1)), *days_ahead(area, on))
    rule = table_in_force(on).release
    since = _clear_since(windows, rule.at_most, at)
    return release(windows, rule, since, at)


def _clear_since(windows: tuple[Window, ...], at_most: int, at: datetime) -> datetime:
    """The air may have been clear for days: since the first of the measured days that keep below without a break."""
    since, cursor = at, datetime.combine(at.astimezone(SHANGHAI).date(), time(0), tzinfo=SHANGHAI)
    for window in sorted((one for one in windows if one.end <= cursor), key=lambda one: one.end, reverse=True):
        if window.aqi is None or window.aqi > at_most or window.end < cursor:
            break
        since = cursor = window.begin
    return since
