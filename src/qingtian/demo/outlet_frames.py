"""Frames of the invented loggers: the hour values of the last days as the devices sent them, into the store of frames.

One logger makes its CRC the MODBUS way, one has a clock that is ahead, one frame is broken on the wire, and one device
nobody registered waits in the quarantine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from qingtian.apps.monitors.models import DataLogger, HourValue
from qingtian.demo.stage import SHANGHAI
from qingtian.gateways.hj212.models import SettledTo
from qingtian.gateways.hj212.place import frame_store, frames_folder
from qingtian.gateways.hj212.store.arrived import Arrived, Crc, Verdict, digest_of
from qingtian.gateways.hj212.store.standing import fold
from qingtian.gateways.hj212.store.writer import FrameWriter
from qingtian.hj212.crc import modbus_crc
from qingtian.hj212.segment import Item
from qingtian.hj212.times import write_qn, write_time
from qingtian.hj212.writing import Head, write

SPAN = timedelta(days=2)
#: which of the loggers, in the order of their MN
MODBUS, AHEAD, BROKEN = 1, 3, 4
CLOCK_AHEAD = timedelta(minutes=8)
STRANGER = "0DE3000000000000009999"
PASSWORD = "123456"  # noqa: S105 (what every field unit is delivered with; invented here)


def write_frames(until: datetime) -> int:
    """Frames for the hour values of the last days that have none yet; how many. Asked again it writes what is new."""
    first = not frame_store().days()
    values = HourValue.objects.filter(frame=None, latest=True, period_start__gte=until - SPAN, received_at__lte=until)
    sent: defaultdict[tuple[int, datetime], list[HourValue]] = defaultdict(list)
    for value in values.order_by("period_start", "outlet", "factor"):
        sent[value.outlet_id, value.period_start].append(value)
    made: list[tuple[Arrived, list[HourValue]]] = []
    for place, logger in enumerate(DataLogger.objects.select_related("outlet").filter(outlet__isnull=False)):
        made += [_hour(place, logger, rows) for (outlet, _), rows in sent.items() if outlet == logger.outlet_id]
        if first and place == BROKEN and made:
            made.append((_broken(made[-1][0]), []))
    if first and made:
        made += [(frame, []) for frame in _stranger(until)]
    if not made:
        return 0
    made.sort(key=lambda one: one[0].at)
    _store(made, settled=first)
    return len(made)


def _store(made: list[tuple[Arrived, list[HourValue]]], *, settled: bool) -> None:
    """Write them and point the values to their frames. ``settled``: nothing else is in the store, and the values are
    there already; later the schedule looks at the frames and finds their values known."""
    store, of_digest = frame_store(), {frame.digest: rows for frame, rows in made}
    before = {day: store.last_number(day) for day in store.days()}
    writer = FrameWriter(frames_folder(), lambda batch: None)
    writer.start()
    writer.offer([frame for frame, _ in made])
    writer.stop()
    pointing: list[HourValue] = []
    for day in store.days():
        for stored in store.after(day, before.get(day, 0), 100_000):
            for value in of_digest.get(stored.digest, ()):
                value.frame = stored.reference
                pointing.append(value)
        if settled:
            SettledTo.objects.create(day=day, number=store.last_number(day))
    HourValue.objects.bulk_update(pointing, ["frame"], batch_size=500)
    fold(frames_folder())


def _hour(place: int, logger: DataLogger, rows: list[HourValue]) -> tuple[Arrived, list[HourValue]]:
    """The message of one hour with everything the logger measures."""
    received = rows[0].received_at
    said = received + (CLOCK_AHEAD if place == AHEAD else timedelta(seconds=place))
    groups: list[list[Item]] = [[("DataTime", write_time(rows[0].period_start))]]
    for one in rows:
        group = [(f"{one.factor}-Avg", one.text)]
        if one.converted_text:
            group.append((f"{one.factor}-ZsAvg", one.converted_text))
        groups.append([*group, (f"{one.factor}-Flag", one.mark)])
    st = "32" if logger.outlet is not None and logger.outlet.medium == "water" else "31"
    raw = write(Head(st, "2061", logger.mn, PASSWORD, write_qn(said), 5), groups).rstrip(b"\r\n")
    crc = Crc.STANDARD
    if place == MODBUS:
        raw, crc = raw[:-4] + b"%04X" % modbus_crc(raw[6:-4]), Crc.MODBUS
    return _arrived(raw, received, logger.mn, int(write_qn(said)), Verdict.TAKEN, crc, place), rows


def _broken(frame: Arrived) -> Arrived:
    """The same with a bit fallen over on the way: refused, and sent again by the device a moment later."""
    raw = frame.raw.replace(b"Avg=", b"Avg<", 1)
    return _arrived(raw, _moment(frame), frame.mn, frame.key, Verdict.WRONG_CRC, Crc.WRONG, BROKEN)


def _stranger(until: datetime) -> Iterator[Arrived]:
    """A device that connects and is in nobody's list."""
    for hours in (5, 4, 3, 2):
        at = until.replace(minute=6, second=0, microsecond=0) - timedelta(hours=hours)
        start = (at - timedelta(hours=1)).replace(minute=0)
        groups: list[list[Item]] = [
            [("DataTime", write_time(start))],
            [("w01018-Avg", f"3{hours}.4"), ("w01018-Flag", "N")],
        ]
        raw = write(Head("32", "2061", STRANGER, PASSWORD, write_qn(at), 5), groups).rstrip(b"\r\n")
        yield _arrived(raw, at, STRANGER, int(write_qn(at)), Verdict.UNKNOWN, Crc.STANDARD, 9)


def _arrived(raw: bytes, at: datetime, mn: str, key: int, verdict: Verdict, crc: Crc, place: int) -> Arrived:
    received, peer = int(at.timestamp() * 1000), f"192.0.2.{10 + place}:40012"
    return Arrived(raw, received, mn, "2061", key, 0, verdict, crc, peer, digest_of(raw))


def _moment(frame: Arrived) -> datetime:
    return datetime.fromtimestamp(frame.at / 1000, SHANGHAI) - timedelta(seconds=2)
