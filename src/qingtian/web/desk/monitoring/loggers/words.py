"""Words of the pages of data loggers, and whose they are."""

from __future__ import annotations

import re

from qingtian.gateways.hj212.store.arrived import Crc, Verdict
from qingtian.gateways.hj212.store.reading import Stored
from qingtian.hj212.charset import read_text
from qingtian.language import Text

NAV = "desk:monitoring"
#: posts that see frames and keep the profiles of loggers
READING = frozenset({"administrator", "analyst"})
VERDICTS: dict[Verdict, Text] = {
    Verdict.TAKEN: Text("已收", "taken"),
    Verdict.UNKNOWN: Text("未登记，隔离", "not registered, in quarantine"),
    Verdict.WRONG_CRC: Text("校验不符，拒收", "refused: wrong CRC"),
    Verdict.WRONG_LENGTH: Text("长度不符，拒收", "refused: wrong length"),
    Verdict.UNREADABLE: Text("读不懂，拒收", "refused: unreadable"),
}
CRCS: dict[Crc, Text] = {
    Crc.STANDARD: Text("标准校验", "CRC of the standard"),
    Crc.MODBUS: Text("MODBUS 校验", "MODBUS CRC"),
    Crc.MODBUS_SWAPPED: Text("MODBUS 校验，字节颠倒", "MODBUS CRC, bytes swapped"),
    Crc.WRONG: Text("校验不对", "wrong CRC"),
}
SECRETS = re.compile(r"((?:^|[;,&\s])(?:New)?(?:PW|SK)\s*=\s*)[^;,&]*")
HIDDEN = r"\1••••••"


def shown(stored: Stored) -> str:
    """The bytes of a frame as text, passwords and keys covered; what is no text stays visible as ``\\xNN``."""
    text, _ = read_text(stored.raw)
    return SECRETS.sub(HIDDEN, "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text))


def area_shown(stored: Stored) -> str:
    """The same from the data area on: what the frame says, without who sends it."""
    text = shown(stored)
    _, opening, area = text.partition("CP=")
    return f"{opening}{area}" if opening else text


def covered(name: str, value: object) -> object:
    """A field of a frame, covered where it is a password or a key."""
    return "••••••" if name.strip().lower() in ("pw", "newpw", "newsk") else value
