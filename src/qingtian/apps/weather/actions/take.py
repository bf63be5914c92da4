"""Take a delivery (收下一次送达): every row is new, a repeat, a conflict or rejected, and its sender is told which.

Idempotent by (source, station, variable, period, revision): equal content is a repeat, other content a conflict. A
later revision is read from then on; what was before stays.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from qingtian.apps.weather.models import Delivery, DeliveryRow, WeatherReading, WeatherStation
from qingtian.language import Text
from qingtian.measurements.weather.checks import doubts
from qingtian.measurements.weather.elements import agreement_on
from qingtian.measurements.weather.periods import SHANGHAI, Period
from qingtian.measurements.weather.rows import Delivered, Fault, Reading, Row, without_repeats
from qingtian.measurements.weather.value import Value, storable

CHUNK = 400
#: what the checks look back at
LOOKED_BACK = timedelta(hours=24)
UNKNOWN_STATION = Text(
    "站号“{station}”没有登记，或那天不在用。", "Station “{station}” is not entered, or was not in use that day."
)
CONFLICT = Text(
    "同一条（来源、站、要素、时段、修订号）已有，内容不同；要改就用更大的修订号。",
    "The same key is here with other content; send a correction with a higher revision.",
)
Identity = tuple[str, str, datetime, datetime]


@dataclass(frozen=True, slots=True)
class Came:
    """How a delivery came: its channel, the name and SHA-256 of its content, when."""

    channel: str
    name: str
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Held:
    """A row that is here already."""

    pk: int
    revision: int
    current: bool
    content: tuple[int | None, int, str]


def take(delivered: Delivered, came: Came) -> Delivery:
    """Keep what can be kept, in one transaction, and note the rest row by row.

    Where the same rows came over another line at that very moment, they are looked at again: now they are repeats.
    """
    try:
        with transaction.atomic():
            return _take(delivered, came)
    except IntegrityError:
        with transaction.atomic():
            return _take(delivered, came)


def refuse(source: str, came: Came, code: str) -> Delivery:
    """Note a delivery nothing could be read from: it is on record, with why."""
    return Delivery.objects.create(
        code=secrets.token_hex(8), source=source[:60], channel=came.channel, name=storable(came.name)[:200],
        sha256=came.sha256, received_at=came.at, refused=code[:60],
    )  # fmt: skip


def _take(delivered: Delivered, came: Came) -> Delivery:
    rows, equal = without_repeats(delivered.rows)
    stations = {one.code: one for one in WeatherStation.objects.all()}
    rows = [_of_known_station(row, stations) for row in rows]
    held = _held(delivered.source, [row.reading for row in rows if row.reading], stations)
    sorted_out = [_against(row, held, delivered.numbered) for row in rows]
    fresh = [row.reading for row, outcome in sorted_out if outcome == "new" and row.reading]
    heights = {code: float(one.altitude_m) for code, one in stations.items() if one.altitude_m is not None}
    doubted = doubts(fresh, _before(fresh, stations), heights)
    delivery = Delivery.objects.create(
        code=secrets.token_hex(8), source=delivered.source, channel=came.channel, name=storable(came.name)[:200],
        sha256=came.sha256, issued_at=delivered.issued, received_at=came.at, backfill=delivered.backfill,
        received_rows=len(delivered.rows), taken=len(fresh), repeated=equal,
    )  # fmt: skip
    kept = {row.reading.key: row for row, outcome in sorted_out if outcome == "new" and row.reading}
    told = {key: [*row.doubts, *doubted.get(key, ())] for key, row in kept.items()}
    revised = _keep(delivery, fresh, held, stations, {key: [one.code for one in found] for key, found in told.items()})
    notes = [_noted(delivery, row, outcome) for row, outcome in sorted_out if outcome in ("rejected", "conflict")]
    about = {key: kept[key] for key, found in told.items() if found}
    doubt = [_noted(delivery, replace(row, faults=tuple(told[key])), "doubt") for key, row in about.items()]
    DeliveryRow.objects.bulk_create([one for group in (*notes, *doubt) for one in group], batch_size=CHUNK)
    outcomes = [outcome for _, outcome in sorted_out]
    delivery.revised, delivery.doubted = revised, len(about)
    delivery.repeated += outcomes.count("repeat")
    delivery.conflicts, delivery.rejected = outcomes.count("conflict"), outcomes.count("rejected")
    delivery.save(update_fields=["revised", "doubted", "repeated", "conflicts", "rejected"])
    return delivery


def _of_known_station(row: Row, stations: dict[str, WeatherStation]) -> Row:
    if row.reading is None:
        return row
    one, day = stations.get(row.reading.station), row.reading.period.natural[0]
    if one and one.valid_from <= day and (one.valid_to is None or day <= one.valid_to):
        return row
    words = UNKNOWN_STATION.format(station=row.reading.station)
    return replace(row, reading=None, faults=(Fault("weather.station", "station_id", words),))


def _held(source: str, readings: Sequence[Reading], stations: dict[str, WeatherStation]) -> dict[Identity, list[_Held]]:
    """What is here already of the same periods, by identity without revision."""
    found: dict[Identity, list[_Held]] = defaultdict(list)
    if not readings:
        return found
    codes = {one.pk: code for code, one in stations.items()}
    rows = WeatherReading.objects.filter(
        source=source,
        station__in={stations[one.station].pk for one in readings},
        variable__in={one.variable for one in readings},
        period_end__range=(min(one.period.end for one in readings), max(one.period.end for one in readings)),
    ).values_list(
        "pk", "station", "variable", "period_start", "period_end", "revision", "current", "value", "quality", "reason"
    )
    for pk, station, variable, start, end, revision, current, value, quality, reason in rows.iterator(2000):
        identity = (codes[station], variable, start, end)
        found[identity].append(_Held(pk, revision, current, (value, quality, reason)))
    return found


def _against(row: Row, held: dict[Identity, list[_Held]], numbered: bool) -> tuple[Row, str]:
    """The row and what it is: ``new``, ``repeat``, ``conflict`` or ``rejected``."""
    if row.reading is None:
        return row, "rejected"
    earlier = held.get(row.reading.key[:4], [])
    if not numbered:
        return _unnumbered(row, row.reading, earlier)
    same = next((one for one in earlier if one.revision == row.reading.revision), None)
    if same is None:
        return row, "new"
    if same.content == row.reading.content:
        return row, "repeat"
    return replace(row, faults=(Fault("weather.conflict", "revision", CONFLICT),)), "conflict"


def _unnumbered(row: Row, reading: Reading, earlier: Sequence[_Held]) -> tuple[Row, str]:
    """A row whose sender numbers no revisions: equal to the latest it is a repeat, else the next revision."""
    latest = max(earlier, key=lambda one: one.revision, default=None)
    if latest is None:
        return row, "new"
    if latest.content == reading.content:
        return row, "repeat"
    return replace(row, reading=replace(reading, revision=latest.revision + 1)), "new"


def _before(fresh: Sequence[Reading], stations: dict[str, WeatherStation]) -> list[Reading]:
    """What is held of the day before the delivery begins, for checks over several hours."""
    if not fresh:
        return []
    first, codes = min(one.period.end for one in fresh), {one.pk: code for code, one in stations.items()}
    last = max(one.period.end for one in fresh)
    rows = WeatherReading.objects.filter(
        current=True, station__in={stations[one.station].pk for one in fresh}, value__isnull=False,
        period_end__gt=first - LOOKED_BACK, period_end__lte=last,
    ).values_list("station", "variable", "period_start", "period_end", "value", "quality", "revision")  # fmt: skip
    return [
        Reading(codes[station], variable, Period(start.astimezone(SHANGHAI), end.astimezone(SHANGHAI)),
                Value(value, quality), revision)
        for station, variable, start, end, value, quality, revision in rows
    ]  # fmt: skip


def _keep(
    delivery: Delivery,
    fresh: Sequence[Reading],
    held: dict[Identity, list[_Held]],
    stations: dict[str, WeatherStation],
    doubted: dict[tuple[str, str, datetime, datetime, int], list[str]],
) -> int:
    """Write the new rows, the latest revision of each as the one that is read; how many replace an earlier one."""
    by_identity: dict[Identity, list[Reading]] = defaultdict(list)
    for one in fresh:
        by_identity[one.key[:4]].append(one)
    rows, passed, revised = [], [], 0
    for identity, found in by_identity.items():
        earlier = held.get(identity, [])
        newest = max(one.revision for one in (*earlier, *found))
        passed += [one.pk for one in earlier if one.current and one.revision < newest]
        revised += bool(earlier) or len(found) > 1
        rows += [_row(delivery, one, stations, doubted.get(one.key, []), one.revision == newest) for one in found]
    for begin in range(0, len(passed), CHUNK):
        WeatherReading.objects.filter(pk__in=passed[begin : begin + CHUNK]).update(current=False)
    WeatherReading.objects.bulk_create(rows, batch_size=CHUNK)
    return revised


def _row(
    delivery: Delivery, one: Reading, stations: dict[str, WeatherStation], doubted: list[str], current: bool
) -> WeatherReading:
    patience = timedelta(hours=agreement_on(one.period.end.date()).backfill_hours)
    late = delivery.received_at - one.period.end > patience
    return WeatherReading(
        source=delivery.source, station=stations[one.station], variable=one.variable,
        period_start=one.period.start, period_end=one.period.end, revision=one.revision,
        value=one.value.thousandths, quality=one.value.quality, reason=one.value.reason, raw=one.value.raw,
        doubts=doubted, backfill=delivery.backfill or late, current=current, delivery=delivery,
        received_at=delivery.received_at,
    )  # fmt: skip


def _noted(delivery: Delivery, row: Row, outcome: str) -> list[DeliveryRow]:
    raw = {storable(str(key))[:40]: storable(str(value))[:200] for key, value in list(row.raw.items())[:60]}
    return [
        DeliveryRow(delivery=delivery, number=row.number, outcome=outcome, fault=one.code, field=one.where[:40],
                    words_zh=storable(one.words.zh)[:300], words_en=storable(one.words.en)[:300], raw=raw)
        for one in row.faults
    ]  # fmt: skip
