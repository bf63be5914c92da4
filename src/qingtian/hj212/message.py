"""One message: what the bytes of a frame say. A wrong check sum or length is read all the same and said; the gateway,
not the reader, refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qingtian.hj212.charset import Charset, read_text
from qingtian.hj212.crc import CrcStatus, judge_crc
from qingtian.hj212.encryption import decrypt, looks_plain
from qingtian.hj212.errors import no_header
from qingtian.hj212.flag import Flag, read_flag
from qingtian.hj212.frame import Frame, read_frame
from qingtian.hj212.segment import Group, Item, Texts, code_and_field, divide, put, read_groups, read_header

#: ``code -> field -> text`` of a data area
Factors = dict[str, dict[str, Texts]]


@dataclass(frozen=True)
class Message:
    """A frame and what was read in it. ``area`` is the plain data area; None where it is encrypted and no key opened
    it. ``decrypted``: a key was needed."""

    frame: Frame
    header: dict[str, Texts]
    area: str | None
    crc_status: CrcStatus
    charset: Charset
    decrypted: bool = False

    @property
    def encrypted(self) -> bool:
        """The area is cipher text that could not be read."""
        return self.area is None

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The data area as printed: groups divided by ``;``, items by ``,``."""
        return read_groups(self.area) if self.area else ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items of the data area in order."""
        return tuple(item for group in self.groups for item in group)

    @cached_property
    def params(self) -> dict[str, Texts]:
        """Items that belong to no code: DataTime, PolId, BeginTime …"""
        params: dict[str, Texts] = {}
        for key, value in self.items:
            if "-" not in key:
                put(params, key, value)
        return params

    @cached_property
    def factors(self) -> Factors:
        """``code -> field -> text``; all texts in order where a field repeats."""
        factors: Factors = {}
        for code, field, value in self.values():
            put(factors.setdefault(code, {}), field, value)
        return factors

    def values(self) -> Iterator[tuple[str, str, str]]:
        """Code, field and text of every item that has a code, in order, repeats included."""
        for key, value in self.items:
            divided = code_and_field(key)
            if divided is not None:
                yield *divided, value

    def field(self, key: str) -> str | None:
        """A header field by its name, whatever its case; the first where it repeats."""
        return first(self.header.get(key)) or next(
            (first(held) for name, held in self.header.items() if name.lower() == key.lower()), None
        )

    def param(self, key: str) -> str | None:
        """A parameter of the data area; the first where it repeats."""
        return first(self.params.get(key))

    @property
    def flag(self) -> Flag | None:
        """``Flag`` as the standard spells it."""
        return read_flag(first(self.header.get("Flag")))

    @property
    def any_flag(self) -> Flag | None:
        """The flag however it is spelt: units that write ``FLAG=`` want their answer too."""
        return read_flag(self.field("Flag"))

    @property
    def answers(self) -> str | None:
        """The QN this message answers or belongs to: in 2005 it stands in the data area of 9011, 9012 and 9014."""
        return self.field("QN") or self.param("QN")


def first(texts: Texts | None) -> str | None:
    """The one text, or the first of several."""
    return texts[0] if isinstance(texts, list) else texts


def read_message(raw: bytes, key: bytes | None = None, charset: Charset | None = None) -> Message:
    """The first message in ``raw``; UnreadableFrame where nothing can be read. ``key`` opens an encrypted area."""
    return message_of(read_frame(raw), key, charset)


def message_of(frame: Frame, key: bytes | None = None, charset: Charset | None = None) -> Message:
    """What ``frame`` says. The key is used only where the plain area does not start with an ASCII key."""
    head, opening, area, closing = divide(frame.segment)
    written, found = read_text(head, charset)
    header = read_header(written)
    if not header or "=" not in written:
        raise no_header()
    status, plain, decrypted = frame.crc_status, area, False
    if not looks_plain(area) and key:
        opened = decrypt(area, key)
        if looks_plain(opened):
            status, plain, decrypted = _over_plain_text(frame, head + opening + opened + closing), opened, True
    text, in_area = read_text(plain, charset)
    found = found if in_area == "ascii" else in_area
    readable = looks_plain(plain) or _is_text(text, in_area)
    return Message(frame, header, text if readable else None, status, found, decrypted)


def _over_plain_text(frame: Frame, segment: bytes) -> CrcStatus:
    """The check sum of an encrypted frame belongs to its plain text (HJ 212-2025, Annex A.2); some count the other."""
    plain = judge_crc(segment, frame.crc)
    if plain in ("ok", "ok_lowercase"):
        return "ok_over_plaintext"
    sent = frame.crc_status
    return plain if sent == "wrong" else sent


def _is_text(text: str, charset: Charset) -> bool:
    """An area that starts with no key and yet is no cipher text: Chinese words, a stray sign."""
    return charset != "unknown" and all(sign >= " " or sign in "\r\n\t" for sign in text)
