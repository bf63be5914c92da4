"""When a warning may be lifted (解除): the air is light pollution or better and stays so long enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qingtian.foresight.warning.tables import ReleaseRule
from qingtian.foresight.warning.windows import Window, hours_between


@dataclass(frozen=True, slots=True)
class Release:
    """``shown``: the windows from ``since`` on keep at or below the bound for long enough without a break.

    ``hours``: how long they do; ``windows``: those that were looked at; ``stopped_by``: the first one over the bound or
    unknown, None where there is none.
    """

    rule: ReleaseRule
    shown: bool
    hours: int
    windows: tuple[Window, ...]
    stopped_by: Window | None


def release(windows: Sequence[Window], rule: ReleaseRule, since: datetime, now: datetime | None = None) -> Release:
    """Whether the air from ``since`` on, measured or forecast, is clear for the rule's hours on end.

    A window that began before ``since`` counts from ``since`` on. A missing window shows nothing. With ``now``, past
    hours count; air known to worsen again within the rule's hours from then on withholds the lifting.
    """
    after = sorted((window for window in windows if window.end > since), key=lambda window: (window.begin, window.end))
    end = since
    kept: list[Window] = []
    for window in after:
        if window.begin > end or window.aqi is None or window.aqi > rule.at_most:
            found = _said(rule, since, end, kept, window)
            soon = now is not None and window.begin < now + timedelta(hours=rule.hours)
            return replace(found, shown=False) if soon and window.aqi is not None else found
        end = max(end, window.end)
        kept.append(window)
    return _said(rule, since, end, kept, None)


def _said(rule: ReleaseRule, since: datetime, end: datetime, kept: list[Window], stop: Window | None) -> Release:
    hours = hours_between(since, end) if end > since else 0
    return Release(rule, timedelta(hours=rule.hours) <= end - since, hours, tuple(kept), stop)
