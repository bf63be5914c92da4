"""Evidence sealed at capture (现场取证即时固定): what a phone seals, and how anybody seals it again to compare. Pure.

A phone takes the SHA-256 of the bytes the moment they are captured, writes it down with visit, place and time, and
takes the SHA-256 of those lines: the seal. Each line holds the seal before it, so that nothing can be taken out of a
visit, put in or moved without every later seal telling. The script ``field-seal.js`` seals in the same way; both are
held to one example in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from qingtian.language import Text

FORMAT = "qingtian-field/1"
#: what stands before the first seal of a chain
FIRST = "0" * 64
KINDS: dict[str, Text] = {
    "photo": Text("照片", "photo"),
    "video": Text("视频", "video"),
    "checklist": Text("检查表", "checklist"),
    "site": Text("现场检查记录", "site record"),
    "sampling": Text("采样记录", "sampling sheet"),
    "inquiry": Text("询问记录", "interview record"),
    "signature": Text("签名", "signature"),
}
SHEETS = ("checklist", "site", "sampling", "inquiry")
_HEX = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII)
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,7})?", re.ASCII)
_METRES = re.compile(r"\d{1,6}", re.ASCII)
#: characters of a media type as browsers write them
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Capture:
    """One sealed item as the phone wrote it down. Everything is text: what is hashed is what was written.

    ``chain`` names one phone's chain of one visit, ``n`` the place in it from 1. ``about`` is the SHA-256 of the sheet
    a signature stands under. ``lat``, ``lon`` and ``accuracy`` (metres) are empty where the phone had no position.
    """

    visit: str
    chain: str
    n: int
    client: str
    kind: str
    at: str
    lat: str
    lon: str
    accuracy: str
    media_type: str
    size: int
    sha256: str
    about: str
    previous: str
    seal: str

    def lines(self) -> str:
        """What is sealed, a datum a line."""
        data = (self.visit, self.chain, self.n, self.client, self.kind, self.at, self.lat, self.lon, self.accuracy)
        more = (self.media_type, self.size, self.sha256, self.about, self.previous)
        return "\n".join(str(each) for each in (FORMAT, *data, *more))

    def sealed_again(self) -> str:
        """The seal these lines must bear."""
        return sha256(self.lines().encode()).hexdigest()

    @property
    def moment(self) -> datetime:
        """The moment of capture by the phone's own clock."""
        return datetime.fromisoformat(self.at)


def faults_of(one: Capture) -> list[Text]:
    """What is wrong with an item by itself, whatever its bytes are; nothing where it is sound."""
    checks = (
        (
            bool(_KEY.fullmatch(one.client) and _KEY.fullmatch(one.chain)),
            Text("编号读不出来", "its key cannot be read"),
        ),
        (one.kind in KINDS, Text("不认识这一种取证", "it is of no known kind")),
        (one.n > 0 and one.size > 0, Text("序号或大小不对", "its number or size is wrong")),
        (_is_moment(one.at), Text("取证时间读不出来", "its time cannot be read")),
        (_is_place(one), Text("位置读不出来", "its position cannot be read")),
        (bool(_TYPE.fullmatch(one.media_type)), Text("文件类型读不出来", "its media type cannot be read")),
        (
            all(_HEX.fullmatch(each) for each in (one.sha256, one.previous, one.seal)),
            Text("摘要读不出来", "a digest cannot be read"),
        ),
        (
            not one.about or bool(_HEX.fullmatch(one.about)),
            Text("签名对应的记录读不出来", "what it signs cannot be read"),
        ),
        (
            one.sealed_again() == one.seal,
            Text("封条对不上：取证以后改过", "its seal does not match: it was changed after capture"),
        ),
    )
    return [words for sound, words in checks if not sound]


def _is_moment(written: str) -> bool:
    try:
        return bool(_AT.fullmatch(written)) and datetime.fromisoformat(written) is not None
    except ValueError:
        return False


def _is_place(one: Capture) -> bool:
    """All of a position or nothing of it; what is missing is never zero."""
    if not (one.lat or one.lon or one.accuracy):
        return True
    if not all(_DEGREES.fullmatch(each) for each in (one.lat, one.lon)) or not _METRES.fullmatch(one.accuracy):
        return False
    try:
        return abs(Decimal(one.lat)) <= 90 and abs(Decimal(one.lon)) <= 180
    except InvalidOperation:
        return False


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Where a chain does not hold, and why."""

    n: int
    words: Text


def chain_faults(captures: Iterable[Capture]) -> list[ChainFault]:
    """What one phone's chain lacks: gaps in its numbers, seals that do not join. Empty where it is whole.

    The order in which they arrived does not matter.
    """
    held: Sequence[Capture] = sorted(captures, key=lambda one: one.n)
    found, expected, previous = [], 1, FIRST
    for one in held:
        if one.n > expected:
            gap = f"{expected}" if one.n == expected + 1 else f"{expected}–{one.n - 1}"
            found.append(ChainFault(expected, Text(f"缺第 {gap} 件", f"number {gap} is missing")))
        elif one.previous != previous:
            found.append(
                ChainFault(one.n, Text(f"第 {one.n} 件接不上前一件", f"number {one.n} does not join the one before"))
            )
        expected, previous = one.n + 1, one.seal
    return found
