"""At the door (收报): what a frame is, who sent it, whether it is taken, and what is answered once it is stored.

Only the header and the check sum are read here; what the values mean is worked out later, from the store.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingtian.gateways.hj212.listener.answers import answer_to
from qingtian.gateways.hj212.profiles import Profile
from qingtian.gateways.hj212.store.arrived import Arrived, Crc, Verdict, digest_of
from qingtian.hj212.crc import GOOD, CrcStatus, judge_crc
from qingtian.hj212.errors import UnreadableFrame
from qingtian.hj212.frame import Frame
from qingtian.hj212.framing import Skipped
from qingtian.hj212.message import message_of

if TYPE_CHECKING:
    from qingtian.gateways.hj212.listener.connection import Connection

HEADER = re.compile(rb"(?:^|[;,])\s*([A-Za-z]{2,4})\s*=\s*([^;,&]*)")
AREA = re.compile(rb"[;,]?\s*CP\s*=")
DATA_TIME = re.compile(rb"DataTime\s*=\s*(\d{14})")
MOST_OF_MN = 40
#: bytes kept of what is no frame at all
MOST_OF_NOISE = 4096
STATUS: dict[CrcStatus, Crc] = {
    **dict.fromkeys(GOOD, Crc.STANDARD),
    "wrong_modbus_crc": Crc.MODBUS,
    "wrong_modbus_crc_byteswapped": Crc.MODBUS_SWAPPED,
}
#: which ways of making the CRC a policy takes
TAKES: dict[str, frozenset[Crc]] = {
    "strict": frozenset({Crc.STANDARD}),
    "modbus": frozenset({Crc.STANDARD, Crc.MODBUS}),
    "modbus_swapped": frozenset({Crc.STANDARD, Crc.MODBUS_SWAPPED}),
}


@dataclass(slots=True, frozen=True)
class Heard(Arrived):
    """A frame with the line it came on and the answer that waits for the disk; None where none is owed."""

    line: Connection
    answer: bytes | None


def header_of(segment: bytes) -> dict[str, str]:
    """The keys before ``CP=``; MN and the rest as text, whatever their bytes."""
    area = AREA.search(segment)
    head = segment[: area.start()] if area else segment
    return {k.decode("ascii"): v.strip().decode("utf-8", "replace") for k, v in HEADER.findall(head)}


def hear(found: Frame | Skipped, line: Connection) -> Heard:
    """Judge what the framer gave."""
    at = line.listener.milliseconds()
    if isinstance(found, Skipped):
        raw = found.raw[:MOST_OF_NOISE]
        return Heard(raw, at, "", "", 0, 0, Verdict.UNREADABLE, Crc.WRONG, line.peer, digest_of(raw), line, None)
    header = header_of(found.segment)
    mn = header.get("MN", "")[:MOST_OF_MN]
    profile = line.listener.profiles.get(mn)
    verdict, crc = judge(found, mn, profile)
    answer = answer_to(found, header, profile) if verdict in (Verdict.TAKEN, Verdict.UNKNOWN) else None
    key, pno = key_of(header, found.segment), header.get("PNO", "")
    return Heard(
        found.raw,
        at,
        mn,
        header.get("CN", "")[:8],
        key,
        int(pno) if pno.isascii() and pno.isdigit() and len(pno) < 9 else 0,
        verdict,
        crc,
        line.peer,
        digest_of(found.raw),
        line,
        answer,
    )


def judge(frame: Frame, mn: str, profile: Profile | None) -> tuple[Verdict, Crc]:
    """What becomes of a frame, and how its CRC was made. An encrypted one is judged over its plain text (2025)."""
    crc = STATUS.get(judge_crc(frame.segment, frame.crc), Crc.WRONG)
    if crc == Crc.WRONG and profile is not None and profile.key is not None:
        crc = _over_plain_text(frame, profile.key)
    if not mn:
        return Verdict.UNREADABLE, crc
    if not frame.length_ok:
        return Verdict.WRONG_LENGTH, crc
    if crc not in TAKES[profile.crc_policy if profile else "strict"]:
        return Verdict.WRONG_CRC, crc
    return (Verdict.TAKEN if profile is not None else Verdict.UNKNOWN), crc


def _over_plain_text(frame: Frame, key: bytes) -> Crc:
    try:
        return STATUS.get(message_of(frame, key).crc_status, Crc.WRONG)
    except UnreadableFrame:
        return Crc.WRONG


def key_of(header: dict[str, str], segment: bytes) -> int:
    """QN as a number, else the first DataTime, else 0."""
    qn = header.get("QN", "")
    if len(qn) == 17 and qn.isascii() and qn.isdigit():
        return int(qn)
    said = DATA_TIME.search(segment)
    return int(said[1]) if said else 0
