"""One frame (通讯包): ``##``, four digits of length, the data segment, four digits of check sum, CR LF.

``read_frame`` takes one message as it stands in a log or a file and is tolerant of everything seen in the field: three
or five digits, a length counted up to the line end, no CR LF, CR LF written out as ``\\r\\n``, text before or behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingtian.hj212.crc import CrcStatus, judge_crc
from qingtian.hj212.errors import no_frame

#: ``##`` and the digits of the length, up to the first character of the segment
START = re.compile(rb"##[ \t]?([0-9]{1,5})(?![0-9#])")
#: the head that stands in every frame of every edition; never met by chance inside cipher text
INNER_START = re.compile(rb"##[ \t]?[0-9]{3,5}[ \t]{0,4}[;,]?[ \t]{0,4}(?:QN|ST|CN|PW|MN|Flag|FLAG)[ \t]{0,4}=")
CRC_BEHIND = re.compile(rb"[0-9A-Fa-f]{4}|[0-9A-Fa-f]{1,3}(?=[\r\n\\ ]|\Z)")
LAST_END = re.compile(rb"&&[ \t]*([0-9A-Fa-f]{1,4})[\s\x00]*\Z")
FIRST_END = re.compile(rb"&&[ \t]*([0-9A-Fa-f]{4})(?=[\s\x00#\\]|\Z)")
_WRITTEN_OUT = re.compile(rb"(?:\\r|\\n)+\s*\Z")


@dataclass(frozen=True, slots=True)
class Frame:
    """``raw`` as received, without the line end; ``declared`` is the length field, None where it is no number."""

    raw: bytes
    declared: int | None
    segment: bytes
    crc: str

    @property
    def length_ok(self) -> bool:
        """The length field equals the bytes of the data segment (HJ 212-2017, 6.3.1)."""
        return self.declared == len(self.segment)

    @property
    def crc_status(self) -> CrcStatus:
        """The check sum over the segment as it came; ``message`` judges an encrypted one over its plain text."""
        return judge_crc(self.segment, self.crc)


def read_frame(raw: bytes) -> Frame:
    """The first frame in ``raw``, whatever its length or check sum say; UnreadableFrame where there is none."""
    start = START.search(raw)
    if start is None:
        raise no_frame()
    declared = int(start[1])
    body = _WRITTEN_OUT.sub(b"", raw[start.end() :])
    blanks = blanks_before(body)
    exact = by_length(body, declared)
    if exact is None and blanks:
        body, start_of_body = body[blanks:], start.end() + blanks
        exact = by_length(body, declared)
    else:
        start_of_body = start.end()
    length, crc, end = exact or by_ending(body)
    return Frame(raw[start.start() : start_of_body + end], declared, body[:length], crc)


def blanks_before(body: bytes) -> int:
    """Blanks between the length and the segment, which some programs put there and do not count."""
    return len(body[:8]) - len(body[:8].lstrip(b" \t"))


def by_length(body: bytes, declared: int) -> tuple[int, str, int] | None:
    """Length of the segment, check sum and end of the frame, where the declared length leads to a check sum."""
    behind = CRC_BEHIND.match(body, declared)
    if behind is None:
        return None
    crc = behind[0].decode("ascii")
    closed = body[max(declared - 2, 0) : declared] == b"&&"
    if not closed and judge_crc(body[:declared], crc) == "wrong":
        return None
    return declared, crc, behind.end()


def by_ending(body: bytes) -> tuple[int, str, int]:
    """The same where the length leads nowhere: by the last ``&&`` with a check sum behind it, else by what is left."""
    found = LAST_END.search(body) or FIRST_END.search(body)
    if found:
        return found.start() + 2, found[1].decode("ascii"), found.end(1)
    text = body.rstrip(b"\r\n \t\x00")
    closing = text.rfind(b"&&")
    if closing >= 0 and len(text) - closing - 2 <= 6:
        return closing + 2, text[closing + 2 :].decode("ascii", "replace").strip(), len(text)
    if CRC_BEHIND.fullmatch(text[-4:]) and len(text) >= 4:
        return len(text) - 4, text[-4:].decode("ascii"), len(text)
    return len(text), "", len(text)
