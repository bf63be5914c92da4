"""One frame as it came (收到的报文)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import IntEnum
from hashlib import blake2b

#: the clock of every device and of every label in HJ 212
SHANGHAI = timezone(timedelta(hours=8))
DIGEST_BYTES = 16


class Verdict(IntEnum):
    """What became of a frame at the door. Every one of them is stored; ``TAKEN`` and ``UNKNOWN`` are answered."""

    TAKEN = 0
    #: no profile for its MN: in quarantine until the office takes the device in or leaves it out
    UNKNOWN = 1
    #: the CRC fits neither the standard nor the profile of the logger
    WRONG_CRC = 2
    #: the declared length is not the length of the data segment
    WRONG_LENGTH = 3
    #: nothing in it names a device
    UNREADABLE = 4


#: what a device is told it may forget
ANSWERED = frozenset({Verdict.TAKEN, Verdict.UNKNOWN})
REFUSED = frozenset({Verdict.WRONG_CRC, Verdict.WRONG_LENGTH, Verdict.UNREADABLE})


class Crc(IntEnum):
    """How the CRC that was sent was made."""

    STANDARD = 0
    MODBUS = 1
    MODBUS_SWAPPED = 2
    WRONG = 3


def digest_of(raw: bytes) -> bytes:
    """128 bits of BLAKE2b: two different frames of one device and moment share it with a chance below 10⁻³⁰."""
    return blake2b(raw, digest_size=DIGEST_BYTES).digest()


@dataclass(slots=True, frozen=True)
class Arrived:
    """``at`` in milliseconds since 1970 UTC. ``key`` is QN as a number, else DataTime, else 0: it orders the index by
    time, so that writing touches its last pages only. MN, CN and PNO are in the bytes, hence in the digest."""

    raw: bytes
    at: int
    mn: str
    cn: str
    key: int
    pno: int
    verdict: Verdict
    crc: Crc
    peer: str
    digest: bytes


def day_of(at: int) -> str:
    """The day of Shanghai a moment belongs to, as in the name of its file."""
    return moment_of(at).date().isoformat()


def moment_of(at: int) -> datetime:
    """Milliseconds since 1970 as a moment in Shanghai."""
    return datetime.fromtimestamp(at / 1000, SHANGHAI)


def key_moment(key: int) -> datetime | None:
    """The moment a QN (17 digits) or DataTime (14) names; None where it names none."""
    digits = str(key)
    if len(digits) not in (14, 17):
        return None
    try:
        seconds = datetime.strptime(digits[:14], "%Y%m%d%H%M%S").replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
    return seconds + timedelta(milliseconds=int(digits[14:] or 0))
