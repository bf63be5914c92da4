"""The encrypted data area of HJ 212-2025 (clause on encryption, Annex A.2): SM4 (GB/T 32907), ECB, no padding.

Only the area between ``CP=&&`` and the closing ``&&`` is encrypted, in blocks of 16 bytes; a rest shorter than that
stays plain. Nothing in the frame says so: a unit's profile does, and a plain area starts with an ASCII key. The length
and the check sum are those of the plain segment.
"""

from __future__ import annotations

import re

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from qingtian.hj212.errors import bad_key

BLOCK = 16
_PLAIN = re.compile(rb"[\s;,]*(?:[A-Za-z0-9][A-Za-z0-9_.\- ]{0,39}=|\Z)")
_PRINTED = re.compile(rb"\s*\{\s*((?:0x[0-9A-Fa-f]{2}[\s,]{0,8})+)\}")
_PRINTED_HEX = re.compile(rb"(?:[0-9A-Fa-f]{32})+\Z")


def read_key(hexadecimal: str) -> bytes:
    """The 16 bytes of a key written in hexadecimal; UnusableInput where it is none."""
    try:
        key = bytes.fromhex(hexadecimal)
    except ValueError:
        key = b""
    if len(key) != BLOCK:
        raise bad_key()
    return key


def looks_plain(area: bytes) -> bool:
    """The area starts with an ASCII key and ``=``, or is empty.

    >>> looks_plain(b"DataTime=2024"), looks_plain(b"011-Rtd=2.1"), looks_plain(bytes.fromhex("e43e159acfab"))
    (True, True, False)
    """
    return _PLAIN.match(area) is not None


def _whole_blocks(data: bytes) -> int:
    return len(data) - len(data) % BLOCK


def encrypt(area: bytes, key: bytes) -> bytes:
    """The plain data area as it goes on the wire."""
    whole = _whole_blocks(area)
    writer = Cipher(algorithms.SM4(key), modes.ECB()).encryptor()  # noqa: S305 - the standard asks for ECB
    return writer.update(area[:whole]) + writer.finalize() + area[whole:]


def decrypt(area: bytes, key: bytes) -> bytes:
    """The data area as it was before ``encrypt``; the printed form ``{0xE4,0x3E,…}`` of some programs is read too."""
    sent = _unprinted(area)
    whole = _whole_blocks(sent)
    reader = Cipher(algorithms.SM4(key), modes.ECB()).decryptor()  # noqa: S305 - the standard asks for ECB
    return reader.update(sent[:whole]) + reader.finalize() + sent[whole:]


def _unprinted(area: bytes) -> bytes:
    """Raw bytes of an area that was printed as a list of numbers, or as hexadecimal."""
    listed = _PRINTED.match(area)
    if listed:
        digits = re.findall(rb"0x([0-9A-Fa-f]{2})", listed[1])
        return bytes(int(pair, 16) for pair in digits) + area[listed.end() :]
    if _PRINTED_HEX.match(area):
        return bytes.fromhex(area.decode("ascii"))
    return area
