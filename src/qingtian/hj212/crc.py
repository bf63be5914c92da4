"""The check sum (CRC 校验) of HJ 212-2017 Annex A, and what wrong senders put in its place.

The standard shifts the whole register right by 8 before it xors the byte in; CRC-16/MODBUS keeps the high byte. Both
are called "CRC16", and devices with the second are in the field, in both orders of bytes.
"""

from __future__ import annotations

import re
from typing import Literal

#: what was found at the end of a frame; ``ok_over_plaintext``: an encrypted frame, its sum belongs to the plain text
CrcStatus = Literal[
    "ok", "ok_lowercase", "ok_over_plaintext", "wrong", "wrong_modbus_crc", "wrong_modbus_crc_byteswapped"
]
GOOD: frozenset[CrcStatus] = frozenset(("ok", "ok_lowercase", "ok_over_plaintext"))
_START, _POLYNOMIAL = 0xFFFF, 0xA001
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")


def _eight_shifts(register: int) -> int:
    for _ in range(8):
        register = (register >> 1) ^ _POLYNOMIAL if register & 1 else register >> 1
    return register


_TABLE = tuple(_eight_shifts(value) for value in range(256))
#: only the high byte of the register reaches the next step, so a walk over the bytes needs nothing else
_HIGH = tuple(value >> 8 for value in _TABLE)


def hj212_crc(segment: bytes) -> int:
    """Check sum of a data segment by HJ 212-2017 Annex A.

    >>> hex(hj212_crc(b"")), hex(hj212_crc(bytes(1)))
    ('0xffff', '0x4040')
    """
    if not segment:
        return _START
    high, steps = _START >> 8, _HIGH
    for byte in segment[:-1]:
        high = steps[high ^ byte]
    return _TABLE[high ^ segment[-1]]


def modbus_crc(segment: bytes) -> int:
    """Check sum of a data segment by CRC-16/MODBUS, which is not the standard's."""
    register = _START
    for byte in segment:
        register = (register >> 8) ^ _TABLE[(register ^ byte) & 0xFF]
    return register


def judge_crc(segment: bytes, sent: str) -> CrcStatus:
    """What the four characters behind the segment are.

    >>> judge_crc(b"", "FFFF"), judge_crc(b"", "ffff"), judge_crc(b"", "0000")
    ('ok', 'ok_lowercase', 'wrong')
    """
    if not _HEX.fullmatch(sent):
        return "wrong"
    value = int(sent, 16)
    if value == hj212_crc(segment):
        return "ok" if sent == sent.upper() else "ok_lowercase"
    modbus = modbus_crc(segment)
    if value == modbus:
        return "wrong_modbus_crc"
    return "wrong_modbus_crc_byteswapped" if value == swapped(modbus) else "wrong"


def swapped(value: int) -> int:
    """The two bytes in the other order."""
    return (value & 0xFF) << 8 | value >> 8
