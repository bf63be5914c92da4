"""Text of a frame: ASCII, Chinese in UTF-8 (HJ 212-2017, 6.2), and GBK from old units."""

from __future__ import annotations

from typing import Literal

Charset = Literal["ascii", "utf-8", "gb18030", "unknown"]


def read_text(data: bytes, declared: Charset | None = None) -> tuple[str, Charset]:
    """The text and the charset it was read in; ``declared`` is what the unit's profile says, tried first.

    Bytes that are neither stay visible as ``\\xNN``; nothing is dropped.

    >>> read_text("清洗".encode("gbk"))
    ('清洗', 'gb18030')
    """
    if data.isascii():
        return data.decode("ascii"), "ascii"
    order: tuple[Charset, ...] = ("gb18030", "utf-8") if declared == "gb18030" else ("utf-8", "gb18030")
    for charset in order:
        try:
            return data.decode(charset), charset
        except UnicodeDecodeError:
            continue
    return data.decode("ascii", "backslashreplace"), "unknown"
