"""Settling (入库): stored frames in order become hour values and field information, each frame once.

How far a day's file is settled is kept in the transaction of its values: a kill between two steps repeats nothing and
leaves nothing out. Frames of a logger whose profile changed are read again from the first.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice

from django.db import DataError, IntegrityError, transaction

from qingtian.apps.monitors.actions.settle import settle
from qingtian.apps.monitors.models import DataLogger, FieldInfo
from qingtian.apps.monitors.sent import Sent
from qingtian.apps.operations.jobs import Counts
from qingtian.errors import QingtianError
from qingtian.gateways.hj212.listener.door import judge
from qingtian.gateways.hj212.meaning import FIELD_INFORMATION, HOUR_DATA, SETTLED, hours_of, infos_of
from qingtian.gateways.hj212.models import LoggerSettled, SettledTo
from qingtian.gateways.hj212.office import Registered, registered
from qingtian.gateways.hj212.place import frame_store
from qingtian.gateways.hj212.sound import hear_hour
from qingtian.gateways.hj212.store.arrived import Verdict
from qingtian.gateways.hj212.store.reading import FrameStore, Stored
from qingtian.hj212.factors import current_code
from qingtian.hj212.frame import read_frame
from qingtian.hj212.message import Message, read_message

log = logging.getLogger(__name__)
#: numbers of one step: a transaction of at most a few thousand values
STEP = 2_000
#: a value that comes so long after its hour was sent again, whatever the frame says (RF is of 2025)
LATE = timedelta(hours=2)
#: a job ends after so many frames and goes on at its next round
MOST = 400_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Values that were new or a revision, and those refused because they are not of one clock hour."""

    new: int = 0
    refused: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.new + other.new, self.refused + other.refused)


def settle_new(now: datetime) -> Counts:
    """The job: loggers whose profile is new first, then what came since the last round."""
    store, loggers = frame_store(), registered()
    upto = _reached()
    total, held = Kept(), dict(LoggerSettled.objects.values_list("logger", "profile"))
    for one in loggers.values():
        if held.get(one.logger.pk) != fingerprint(one):
            total += _settle_again(store, one, upto, now)
    frames = 0
    for day in store.days():
        if upto and day < upto[0] and not SettledTo.objects.filter(day=day).exists():
            continue  # packed away and brought back: it was settled in its time
        while frames < MOST and (step := _step(store, day, loggers, now)) is not None:
            frames, total = frames + step[0], total + step[1]
    return {"frames": frames, "values": total.new, "refused": total.refused}


def _reached() -> tuple[str, int] | None:
    last = SettledTo.objects.order_by("-day").first()
    return (last.day, last.number) if last else None


@transaction.atomic
def _step(store: FrameStore, day: str, loggers: dict[str, Registered], now: datetime) -> tuple[int, Kept] | None:
    """Settle the next frames of a day; how many numbers were passed and values kept, None where none is left."""
    SettledTo.objects.get_or_create(day=day)
    cursor = SettledTo.objects.select_for_update().get(day=day)
    upto = min(cursor.number + STEP, store.last_number(day))
    if upto <= cursor.number:
        return None
    frames = store.of_commands(day, cursor.number, upto, SETTLED)
    # a frame of the seconds between a new profile and the listener's next look at the profiles is judged here
    kept = _keep_all([one for one in frames if one.mn in loggers and _acceptable(one, loggers[one.mn])], loggers)
    passed, cursor.number = upto - cursor.number, upto
    cursor.save(update_fields=["number"])
    return passed, kept


def _settle_again(store: FrameStore, one: Registered, upto: tuple[str, int] | None, now: datetime) -> Kept:
    """Read every frame of a logger again: its profile is not the one they were settled under."""
    total = Kept()
    held_back = store.all_of(one.logger.mn, SETTLED, upto) if upto else ()
    frames = (each for each in held_back if _acceptable(each, one))
    while page := list(islice(frames, STEP)):
        with transaction.atomic():
            total += _keep_all(page, {one.logger.mn: one})
    LoggerSettled.objects.update_or_create(logger=one.logger, defaults={"profile": fingerprint(one), "at": now})
    return total


def fingerprint(one: Registered) -> str:
    """What of a profile decides what a frame means."""
    profile, logger = one.profile, one.logger
    parts = (logger.outlet_id, profile.edition, profile.crc_policy, profile.charset, profile.key, sorted(logger.units))
    return sha256(repr(parts).encode()).hexdigest()


def _acceptable(stored: Stored, one: Registered) -> bool:
    """Whether this profile takes the frame: one kept in quarantine or refused for its CRC before is judged anew."""
    if stored.verdict in (Verdict.UNKNOWN, Verdict.WRONG_CRC):
        return judge(read_frame(stored.raw), stored.mn, one.profile)[0] == Verdict.TAKEN
    return stored.verdict == Verdict.TAKEN


def _keep_all(frames: list[Stored], loggers: dict[str, Registered]) -> Kept:
    """Settle them together; where that breaks, one by one, so that a frame nobody foresaw holds up no other."""
    try:
        with transaction.atomic():
            return keep(frames, loggers)
    except (DataError, IntegrityError, ValueError, TypeError, LookupError):
        log.exception("frames could not be settled together")
    total = Kept()
    for one in frames:
        try:
            with transaction.atomic():
                total += keep([one], loggers)
        except (DataError, IntegrityError, ValueError, TypeError, LookupError):
            log.exception("a frame stays unsettled: %s", one.name)
            total += Kept(refused=1)
    return total


def keep(frames: list[Stored], loggers: dict[str, Registered]) -> Kept:
    """Settle these frames in their order."""
    sent: list[Sent] = []
    infos: list[FieldInfo] = []
    levels = 0
    for stored in frames:
        one = loggers[stored.mn]
        message = _read(stored, one)
        if message is None or message.encrypted:
            continue
        levels += hear_hour(stored, message)
        if stored.cn == HOUR_DATA and one.logger.outlet_id is not None:
            sent += _sent(stored, message, one.logger)
        elif stored.cn == FIELD_INFORMATION:
            infos += _infos(stored, message, one.logger)
    outcome = settle(sent)
    FieldInfo.objects.bulk_create(infos, ignore_conflicts=True, batch_size=STEP)
    return Kept(levels + outcome.new + outcome.revised, len(outcome.refused))


def _read(stored: Stored, one: Registered) -> Message | None:
    try:
        return read_message(stored.raw, one.profile.key, "gb18030" if one.profile.charset == "gbk" else None)
    except QingtianError:
        return None


def _sent(stored: Stored, message: Message, logger: DataLogger) -> Iterator[Sent]:
    assert logger.outlet_id is not None
    for said in hours_of(message, current_code if logger.edition == "2005" else str):
        yield Sent(
            outlet=logger.outlet_id,
            factor=said.factor[:12],
            period_start=said.start,
            period_end=said.end,
            text=said.average,
            received_at=stored.received,
            unit=logger.units.get(said.factor, ""),
            mark=said.mark,
            converted_text=said.converted,
            edition=logger.edition,
            frame=stored.reference,
            back_filled=said.resent or stored.received - said.end > LATE,
        )


def _infos(stored: Stored, message: Message, logger: DataLogger) -> Iterator[FieldInfo]:
    for said in infos_of(message, stored.received):
        yield FieldInfo(
            logger=logger,
            factor=said.factor,
            code=said.code,
            text=said.text,
            at=said.at,
            frame=stored.reference,
            received_at=stored.received,
        )
