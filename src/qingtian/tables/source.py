"""The lines of a file a person hands over: plain or gzip, UTF-8 (with or without mark) or GB18030, never held whole."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.limits import too_large

Encoding = Literal["utf-8-sig", "gb18030"]
ENCODINGS: tuple[Encoding, ...] = ("utf-8-sig", "gb18030")

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
#: characters; a longer line is not a table but some other kind of file
_LONGEST_LINE = 1 << 20


#: what reading a damaged file or disk may raise
_FAULTS = (OSError, EOFError, zlib.error, UnicodeDecodeError)


def unreadable(path: Path, why: object, family: str) -> UnusableInput:
    """``family`` begins the code: whoever reads keeps codes of its own, and they are stable."""
    return UnusableInput(
        f"{family}.unreadable_file",
        Text("读不了该文件：{why}。", "this file cannot be read: {why}.").format(why=why),
        where=path.name,
        remedy=Text("检查文件是否存在、完整、可读。", "Check that it exists, is complete and may be read."),
    )


@contextmanager
def opened(path: Path, family: str) -> Iterator[BinaryIO]:
    """The bytes of ``path``, unpacked if they are gzip (told by their first bytes, whatever the name says)."""
    if path.exists() and not path.is_file():
        # It is read twice, first for its encoding; a pipe can be read once.
        raise unreadable(path, Text("不是普通文件", "it is not a regular file"), family)
    try:
        raw = path.open("rb")
    except OSError as error:
        raise unreadable(path, error.strerror or error, family) from error
    with raw:
        packed = raw.read(len(_GZIP)) == _GZIP
        raw.seek(0)
        if packed:
            with gzip.open(raw) as unpacked:
                yield unpacked  # type: ignore[misc]  # a GzipFile reads like any binary file
        else:
            yield raw


def encoding_of(path: Path, family: str = "tables", *, most: int | None = None) -> Encoding:
    """The first of ENCODINGS the whole file is valid in; UnusableInput if it is in none.

    ``most`` bounds the bytes it may unpack to.
    """
    for encoding in ENCODINGS:
        if _is_valid(path, encoding, family, most):
            return encoding
    raise UnusableInput(
        f"{family}.encoding",
        Text("文件既不是 UTF-8 也不是 GB18030 编码。", "this file is neither UTF-8 nor GB18030."),
        where=path.name,
        remedy=Text("另存为 UTF-8 的 CSV 再试。", "Save it as CSV in UTF-8 and try again."),
    )


def _is_valid(path: Path, encoding: Encoding, family: str, most: int | None) -> bool:
    size = 0
    decoder = codecs.getincrementaldecoder(encoding)()
    with opened(path, family) as stream:
        try:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if most is not None and size > most:
                    raise too_large(path.name, Text("解压后过大", "it unpacks to too much"))
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        except _FAULTS as error:
            raise unreadable(path, error, family) from error
    return True


@contextmanager
def lines_of(path: Path, encoding: Encoding, family: str = "tables") -> Iterator[Iterator[str]]:
    """The lines of ``path``, one at a time, without their ends."""
    with opened(path, family) as stream, io.TextIOWrapper(stream, encoding=encoding, newline=None) as text:
        yield _lines(text, path, family)


def _lines(text: io.TextIOWrapper, path: Path, family: str) -> Iterator[str]:
    while line := _next_line(text, path, family):
        if len(line) == _LONGEST_LINE and not line.endswith("\n"):
            raise UnusableInput(
                f"{family}.line_too_long",
                Text("有一行过长，这不是一张表。", "one line is too long: this is not a table."),
                where=path.name,
            )
        yield line.removesuffix("\n")


def _next_line(text: io.TextIOWrapper, path: Path, family: str) -> str:
    try:
        return text.readline(_LONGEST_LINE)
    except _FAULTS as error:
        raise unreadable(path, error, family) from error
