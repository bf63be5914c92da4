"""Messages written: requests of the centre, its answers (9011, 9013, 9014), and frames of a simulated unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qingtian.hj212.crc import hj212_crc
from qingtian.hj212.editions import EDITIONS, Edition, edition_hint
from qingtian.hj212.encryption import encrypt
from qingtian.hj212.errors import too_long
from qingtian.hj212.message import Message
from qingtian.hj212.segment import Item, divide

#: system code of answers (系统交互)
SYSTEM = "91"
#: the longest data area one frame may carry (HJ 212-2017, 6.3.2)
AREA_LIMIT = 950
_LONGEST = 9999


@dataclass(frozen=True, slots=True)
class Head:
    """Header fields in the order of the standard; an empty one is left out."""

    st: str
    cn: str
    mn: str
    pw: str = ""
    qn: str = ""
    flag: int | None = None
    pnum: int | None = None
    pno: int | None = None
    resent: bool = False

    def text(self) -> str:
        """``QN=…;ST=…;…;`` up to ``CP``."""
        fields = (
            ("QN", self.qn or None),
            ("ST", self.st),
            ("CN", self.cn),
            ("PW", self.pw),
            ("MN", self.mn),
            ("Flag", self.flag),
            ("PNUM", self.pnum),
            ("PNO", self.pno),
            ("RF", 1 if self.resent else None),
        )
        return "".join(f"{key}={value};" for key, value in fields if value is not None)


def area_text(groups: Iterable[Iterable[Item]]) -> str:
    """Groups divided by ``;``, items by ``,``."""
    return ";".join(",".join(f"{key}={value}" for key, value in group) for group in groups)


def write_segment(head: Head, area: str = "") -> bytes:
    """The data segment; Chinese words in UTF-8."""
    return f"{head.text()}CP=&&{area}&&".encode()


def write_frame(segment: bytes, key: bytes | None = None) -> bytes:
    """The frame with its line end. With ``key`` the data area is encrypted after length and check sum are made."""
    if len(segment) > _LONGEST:
        raise too_long(len(segment))
    crc = f"{hj212_crc(segment):04X}".encode()
    if key is not None:
        head, opening, area, closing = divide(segment)
        segment = head + opening + encrypt(area, key) + closing
    return b"##%04d" % len(segment) + segment + crc + b"\r\n"


def write(head: Head, groups: Iterable[Iterable[Item]] = (), key: bytes | None = None) -> bytes:
    """One whole message."""
    return write_frame(write_segment(head, area_text(groups)), key)


def in_packets(groups: list[list[Item]], limit: int = AREA_LIMIT) -> Iterator[list[list[Item]]]:
    """The groups of one area dealt out to sub-packets of at most ``limit`` bytes; each begins with DataTime."""
    first = groups[:1] if groups and groups[0] and groups[0][0][0] == "DataTime" else []
    packet, left = list(first), limit - len(area_text(first).encode())
    for group in groups[len(first) :]:
        size = len(area_text([group]).encode()) + 1
        if size > left and len(packet) > len(first):
            yield packet
            packet, left = list(first), limit - len(area_text(first).encode())
        packet.append(group)
        left -= size
    yield packet


def answer(to: Message, cn: str, groups: Iterable[Iterable[Item]] = (), edition: Edition | None = None) -> bytes:
    """An answer with the QN, PW and MN of the message answered, ST=91 and the edition's flag without its answer bit.

    In 2005 the QN answered stands in the data area, in the later editions in the header (HJ/T 212-2005, 6.6;
    HJ 212-2017, 6.4).
    """
    edition = edition or edition_hint(to)
    qn, mn, pw = to.field("QN") or "", to.field("MN") or "", to.field("PW") or ""
    items = [list(group) for group in groups]
    if edition == "2005":
        items = ([[("QN", qn)]] if qn else []) + items
        qn = ""
    return write(Head(SYSTEM, cn, mn, pw, qn, EDITIONS[edition].answer_flag), items)


def data_answer(to: Message, edition: Edition | None = None) -> bytes:
    """9014: the data have arrived; sent only after the frame is durable."""
    return answer(to, "9014", edition=edition)


def notice_answer(to: Message, edition: Edition | None = None) -> bytes:
    """9013: the notice, or the heartbeat 9015, has arrived."""
    return answer(to, "9013", edition=edition)


def request_answer(to: Message, code: int, edition: Edition | None = None) -> bytes:
    """9011: whether a request will be carried out (QnRtn)."""
    return answer(to, "9011", [[("QnRtn", str(code))]], edition)


def execution_answer(to: Message, code: int, edition: Edition | None = None) -> bytes:
    """9012: how a request was carried out (ExeRtn)."""
    return answer(to, "9012", [[("ExeRtn", str(code))]], edition)
