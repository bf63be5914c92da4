"""Frames for the tests of the gateway."""

from __future__ import annotations

import itertools
from datetime import datetime

from qingtian.gateways.hj212.store.arrived import SHANGHAI, Arrived, Crc, Verdict, digest_of

MN = "010000A8900016F000169DC0"
NOON = int(datetime(2026, 11, 23, 12, tzinfo=SHANGHAI).timestamp() * 1000)
_numbers = itertools.count(1)


def arrived(
    text: str = "",
    *,
    at: int = NOON,
    mn: str = MN,
    qn: int = 20261123120000000,
    pno: int = 0,
    verdict: Verdict = Verdict.TAKEN,
    crc: Crc = Crc.STANDARD,
) -> Arrived:
    """A frame as the door hands it to the writer; without ``text`` unlike every other."""
    raw = (text or f"##0000QN={qn};MN={mn};CP=&&n={next(_numbers)}&&0000").encode()
    return Arrived(raw, at, mn, "2061", qn, pno, verdict, crc, "192.0.2.7:4001", digest_of(raw))
