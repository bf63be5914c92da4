"""Pull (拉取): ask the front machine for the hours since the last that came, a few over again, and a day's gaps."""

from __future__ import annotations

import hashlib
import json
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from qingtian.apps.operations.jobs import Counts
from qingtian.apps.operations.tasks import code_of
from qingtian.apps.weather.actions.take import Came, take
from qingtian.apps.weather.models import Delivery, ExchangeLook, WeatherReading
from qingtian.gateways.weather.calling import Call, NotReached, Sleep, call
from qingtian.gateways.weather.settings import Pull, weather_settings
from qingtian.measurements.weather import music

HOUR = timedelta(hours=1)
#: a source corrects the last hours; they are asked for again
AGAIN = 3
#: hours of the last day that lack a station which reports are asked for again
GAPS = 24
#: how far back a first look, or one after a long silence, goes
FURTHEST = timedelta(days=3)


def pull_weather(now: datetime) -> Counts:
    """The job of the schedule; nothing where no front machine is declared. A failed look is on record, then raised."""
    found = weather_settings()
    return {} if found is None or found.pull is None else look(found.pull, found.source, now)


def look(pull: Pull, source: str, now: datetime, sleep: Sleep = time.sleep) -> Counts:
    """One look. Raises NotReached, UnusableInput ``weather.music…`` after it is on record."""
    note = ExchangeLook(at=now, way=ExchangeLook.Way.PULL, outcome=ExchangeLook.Outcome.NOTHING)
    try:
        answered = call(Call("GET", address_of(pull, *wanted(source, now))), sleep)
        note.tries = answered.tries
        delivery = _take(answered.content, source, now)
        if delivery and delivery.taken:
            note.outcome, note.rows = ExchangeLook.Outcome.TAKEN, delivery.taken
    except Exception as error:
        note.outcome, note.error = ExchangeLook.Outcome.FAILED, code_of(error)
        note.tries = error.tries if isinstance(error, NotReached) else note.tries
        raise
    finally:
        note.save()
    return {"rows": note.rows, "rejected": delivery.rejected if delivery else 0}


def wanted(source: str, now: datetime) -> tuple[datetime, datetime]:
    """Begin and end of the hours to ask for, both of them asked for."""
    last = now.replace(minute=0, second=0, microsecond=0)
    rows = WeatherReading.objects.filter(source=source, period_end__gt=last - FURTHEST, period_end__lte=last)
    heard: dict[datetime, set[int]] = defaultdict(set)
    for period_end, station in rows.values_list("period_end", "station").distinct():
        heard[period_end].add(station)
    if not heard:
        return last - FURTHEST, last
    whole = set().union(*heard.values())
    day = [last - number * HOUR for number in reversed(range(GAPS))]
    gaps = [hour for hour in day if heard.get(hour, set()) < whole]
    return min([max(heard) - AGAIN * HOUR, *gaps]), last


def address_of(pull: Pull, begin: datetime, end: datetime) -> str:
    """The address with its query; the range in UTC, both ends closed."""
    span = ",".join(f"{moment.astimezone(UTC):%Y%m%d%H%M%S}" for moment in (begin, end))
    query = urlencode({**pull.query, "timeRange": f"[{span}]", "dataFormat": "json"})
    return f"{pull.address}{'&' if '?' in pull.address else '?'}{query}"


def _take(content: bytes, source: str, now: datetime) -> Delivery | None:
    """What the answer held; nothing where it is without records, or the very answer that came last."""
    try:
        sent = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        sent = None
    delivered = music.delivered(sent, source, now)
    if not delivered.rows:
        return None
    came = Came(Delivery.Channel.PULL, "MUSIC", _digest(sent), now)
    latest = Delivery.objects.filter(source=source, channel=Delivery.Channel.PULL).first()
    return None if latest and latest.sha256 == came.sha256 else take(delivered, came)


def _digest(sent: Any) -> str:
    """Of the records alone: the answer says when it was asked, which is new each time."""
    records = {str(key).casefold(): value for key, value in sent.items()}["ds"]
    return hashlib.sha256(json.dumps(records, sort_keys=True).encode()).hexdigest()
