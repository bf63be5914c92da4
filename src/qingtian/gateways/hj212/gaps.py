"""Gaps (缺数): hours a logger owes and that are not there, and the history asked for.

The request reads what the device holds and changes nothing in the field, so no officer approves it; it is kept in a
list, limited in rate, and given up after a few tries (decision 0082).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from qingtian.apps.monitors.models import DataLogger, HourValue
from qingtian.apps.operations.jobs import Counts
from qingtian.gateways.hj212.models import HistoryRequest
from qingtian.gateways.hj212.store.arrived import SHANGHAI

HOUR = timedelta(hours=1)
#: an hour may come so late on its own account
GRACE = 2 * HOUR
#: how far back is looked, how long one request may be, how often the same hour is asked for
BACK, LONGEST, TRIES = 72 * HOUR, 24 * HOUR, 3
#: a request nobody answered is over after this, and the hour may be asked for again
PATIENCE = 6 * HOUR
#: requests that may be open at once, of the whole city
MOST_OPEN = 200
OPEN = (HistoryRequest.Outcome.WAITING, HistoryRequest.Outcome.SENT, HistoryRequest.Outcome.READY)


def ask_for_gaps(now: datetime) -> Counts:
    """The job: close requests that are over, then ask for what is missing."""
    over = _close(now)
    room = MOST_OPEN - HistoryRequest.objects.filter(outcome__in=OPEN).count()
    asked: list[HistoryRequest] = []
    for logger, hours in missing_hours(now).items():
        wanted = _not_asked(logger, hours, now)
        for begin, end in spans(wanted):
            if len(asked) < room:
                asked.append(HistoryRequest(logger=logger, begin=begin, end=end, asked_at=now))
    HistoryRequest.objects.bulk_create(asked)
    return {"requests": len(asked), "over": over}


def missing_hours(now: datetime) -> dict[DataLogger, list[datetime]]:
    """Of every active logger with an outlet and expected factors: hours of which one of those factors lacks."""
    last = now.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0) - GRACE
    first = last - BACK
    loggers = [
        one
        for one in DataLogger.objects.filter(active=True, outlet__isnull=False).select_related("outlet")
        if one.expected
    ]
    have: defaultdict[tuple[int, datetime], set[str]] = defaultdict(set)
    outlets = {one.outlet_id for one in loggers}
    rows = HourValue.objects.filter(outlet__in=outlets, period_start__gte=first, period_start__lt=last, latest=True)
    for outlet, start, factor in rows.values_list("outlet", "period_start", "factor"):
        have[outlet, start.astimezone(SHANGHAI)].add(factor)
    found = {one: list(_lacking(one, have, first, last)) for one in loggers}
    return {one: hours for one, hours in found.items() if hours}


def _lacking(
    logger: DataLogger, have: dict[tuple[int, datetime], set[str]], first: datetime, last: datetime
) -> Iterator[datetime]:
    assert logger.outlet_id is not None
    assert logger.outlet is not None
    owed, hour = set(logger.expected), first
    while hour < last:
        networked = hour.date() >= logger.outlet.networked_on
        closed = logger.outlet.closed_on is not None and hour.date() > logger.outlet.closed_on
        if networked and not closed and not owed <= have.get((logger.outlet_id, hour), set()):
            yield hour
        hour += HOUR


def spans(hours: Iterable[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """Hours side by side as one span, none longer than a day."""
    begin = end = None
    for hour in sorted(hours):
        if begin is not None and end is not None and hour == end and hour - begin < LONGEST:
            end = hour + HOUR
            continue
        if begin is not None and end is not None:
            yield begin, end
        begin, end = hour, hour + HOUR
    if begin is not None and end is not None:
        yield begin, end


def _not_asked(logger: DataLogger, hours: list[datetime], now: datetime) -> list[datetime]:
    """Those of the hours that no open request covers and that were not asked for too often."""
    times: defaultdict[datetime, int] = defaultdict(int)
    covered: set[datetime] = set()
    for request in HistoryRequest.objects.filter(logger=logger, end__gt=min(hours)):
        for hour in hours:
            if request.begin <= hour < request.end:
                times[hour] += 1
                if request.outcome in OPEN:
                    covered.add(hour)
    return [hour for hour in hours if hour not in covered and times[hour] < TRIES]


def _close(now: datetime) -> int:
    """Requests that were sent and never ended: over after a while, so that the hours may be asked for again."""
    sent = HistoryRequest.objects.filter(outcome__in=[HistoryRequest.Outcome.SENT, HistoryRequest.Outcome.READY])
    return sent.filter(sent_at__lt=now - PATIENCE).update(outcome=HistoryRequest.Outcome.SILENT)
