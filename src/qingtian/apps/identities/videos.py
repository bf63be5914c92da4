"""Short videos from residents: judged by content, never decoded, never shown before an officer opens the original.

A video cannot be made safe here: redrawing every picture of it would need a decoder the product does not ship. So it is
sealed as it came, with the place and the phone in it, and only its kind, length and size are known outside the seal.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from qingtian.apps.identities.media_kinds import kind_of_content
from qingtian.errors import UnusableInput
from qingtian.language import Text

#: by the brand of an ISO base media file; any other brand of a file with a film in it is read as MP4
QUICKTIME, THREE_GP, MP4, WEBM = "video/quicktime", "video/3gpp", "video/mp4", "video/webm"
SUFFIXES = {QUICKTIME: ".mov", THREE_GP: ".3gp", MP4: ".mp4", WEBM: ".webm"}
_BRANDS_MP4 = (
    b"isom",
    b"iso2",
    b"iso3",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"dash",
)
_EBML, _SEGMENT, _INFO = 0x1A45DFA3, 0x18538067, 0x1549A966
_DOCTYPE, _SCALE, _DURATION = 0x4282, 0x2AD7B1, 0x4489
#: boxes looked at before giving up: a film of a phone has a dozen at the top
MOST_BOXES = 4000

PLEASE = Text(
    "请上传手机拍的 MP4、MOV、WebM 或 3GP 短视频。", "Send a short MP4, MOV, WebM or 3GP video as phones make it."
)
NOT_A_VIDEO = Text("这不是能收的视频，而是{kind}。", "This is not a video we can take: it is {kind}.")
DAMAGED = Text("视频不完整或已损坏。", "The video is incomplete or damaged.")
SEND_AGAIN = Text("可能没有传完，请重新选择再传一次。", "It may not have arrived whole; choose it and send it again.")
TOO_LARGE = Text("视频超过 {n} MB。", "The video is larger than {n} MB.")
TOO_LONG = Text("视频长 {n} 秒，超过 {most} 秒。", "The video lasts {n} seconds, more than {most}.")
SHORTER = Text("请截短，或换低一档清晰度再拍。", "Cut it, or record it at a lower quality.")


@dataclass(frozen=True, slots=True)
class Video:
    """What is known of a film outside the seal; ``seconds`` is None where the file does not say."""

    media_type: str
    seconds: float | None

    @property
    def suffix(self) -> str:
        return SUFFIXES[self.media_type]


def _refusal(code: str, message: Text, remedy: Text) -> UnusableInput:
    return UnusableInput(f"video.{code}", message, where="video", remedy=remedy)


def looks_like_a_video(head: bytes) -> bool:
    """Whether the first bytes are those of a film of any kind, also one that is not taken."""
    kind = kind_of_content(head) if head else None
    return kind is not None and kind.name.en == "a video"


def judged(content: bytes) -> Video:
    """What film it is. Raises video.too_many_bytes, video.not_a_video, video.damaged, video.too_long.

    The limits are ``VIDEO_MAX_BYTES`` and ``VIDEO_MAX_SECONDS``; a file that does not say how long it is passes by its
    size alone.
    """
    if len(content) > settings.VIDEO_MAX_BYTES:
        raise too_many_bytes()
    if content[4:8] == b"ftyp":
        video = _boxed(content)
    elif content.startswith(b"\x1aE\xdf\xa3"):
        video = _matroska(content)
    else:
        raise _not_taken(content)
    if video.seconds is not None and video.seconds > settings.VIDEO_MAX_SECONDS:
        words = TOO_LONG.format(n=round(video.seconds), most=settings.VIDEO_MAX_SECONDS)
        raise _refusal("too_long", words, SHORTER)
    return video


def too_many_bytes() -> UnusableInput:
    """A film over the limit, said with the limit."""
    return _refusal("too_many_bytes", TOO_LARGE.format(n=settings.VIDEO_MAX_BYTES // (1024 * 1024)), SHORTER)


def _not_taken(content: bytes) -> UnusableInput:
    if not content:
        return _refusal("empty", Text("视频是空文件。", "The video is an empty file."), PLEASE)
    return _refusal("not_a_video", NOT_A_VIDEO.format(kind=kind_of_content(content).name), PLEASE)


# ---- MP4, MOV, 3GP -----------------------------------------------------------------------------------------------


def _boxed(content: bytes) -> Video:
    brand = content[8:12]
    if brand == b"qt  ":
        media_type = QUICKTIME
    elif brand[:2] == b"3g":
        media_type = THREE_GP
    elif brand in _BRANDS_MP4:
        media_type = MP4
    else:
        raise _not_taken(content)
    for kind, start, end in _boxes(content, 0, len(content)):
        if kind == b"moov":
            return Video(media_type, _length_of(content, start, end))
    raise _refusal("damaged", DAMAGED, SEND_AGAIN)


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, first byte and end of every box of a stretch; what runs over the end of the file is no box."""
    for _ in range(MOST_BOXES):
        if start + 8 > end:
            return
        size, kind = struct.unpack(">I4s", content[start : start + 8])
        head = 8
        if size == 1 and start + 16 <= end:
            size, head = struct.unpack(">Q", content[start + 8 : start + 16])[0], 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            return
        yield kind, start + head, start + size
        start += size


def _length_of(content: bytes, start: int, end: int) -> float | None:
    """Seconds by the head of the film (mvhd, ISO/IEC 14496-12, 8.2.2)."""
    for kind, first, last in _boxes(content, start, end):
        if kind != b"mvhd" or last - first < 32:
            continue
        if content[first] == 1:
            scale, length = struct.unpack(">IQ", content[first + 20 : first + 32])
        else:
            scale, length = struct.unpack(">II", content[first + 12 : first + 20])
        return length / scale if scale else None
    return None


# ---- WebM --------------------------------------------------------------------------------------------------------


def _number(content: bytes, at: int, *, marked: bool) -> tuple[int, int]:
    """A number of variable length (RFC 8794, 4) and where it ends; ``marked`` keeps the marker, as identifiers do."""
    first = content[at]
    width = 9 - first.bit_length()
    if width > 8 or at + width > len(content):
        raise ValueError(at)
    value = int.from_bytes(content[at : at + width], "big")
    return (value if marked else value & ((1 << (7 * width)) - 1)), at + width


def _elements(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Identifier, first byte and end of every element; one of unknown size reaches to the end."""
    for _ in range(MOST_BOXES):
        if start >= end:
            return
        identifier, at = _number(content, start, marked=True)
        before = at
        size, at = _number(content, at, marked=False)
        last = end if size == (1 << (7 * (at - before))) - 1 else min(at + size, end)
        yield identifier, at, last
        start = last


def _matroska(content: bytes) -> Video:
    try:
        found = {identifier: (at, last) for identifier, at, last in _elements(content, 0, len(content))}
        head, body = found[_EBML], found[_SEGMENT]
        doctype = next(content[a:b] for i, a, b in _elements(content, *head) if i == _DOCTYPE)
        seconds = _length_of_segment(content, *body)
    except (ValueError, IndexError, KeyError, StopIteration, struct.error):
        raise _refusal("damaged", DAMAGED, SEND_AGAIN) from None
    if doctype.rstrip(b"\0") != b"webm":
        raise _refusal("not_a_video", NOT_A_VIDEO.format(kind=Text("MKV 视频", "an MKV video")), PLEASE)
    return Video(WEBM, seconds)


def _length_of_segment(content: bytes, start: int, end: int) -> float | None:
    """Seconds by the segment's own information; what a browser records says nothing of it."""
    for identifier, first, last in _elements(content, start, end):
        if identifier == _INFO:
            told = {i: content[a:b] for i, a, b in _elements(content, first, last)}
            if _DURATION not in told:
                return None
            scale = int.from_bytes(told.get(_SCALE, (1_000_000).to_bytes(3, "big")), "big")
            length = told[_DURATION]
            ticks: float = struct.unpack(">d" if len(length) == 8 else ">f", length)[0]
            return ticks * scale / 1_000_000_000
    return None
