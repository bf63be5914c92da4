"""A file as UTF-8 lines the engine reads itself: unpacked and recoded in pieces where it is not that already."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qingtian.measurements.lake.files import sha256_of
from qingtian.tables.source import Encoding, encoding_of, opened

_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
FAMILY = "air"
Moved = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """``path`` is UTF-8; ``sha256`` is of the file as it was handed over; ``whole_end``: its last line has an end."""

    path: Path
    heading: str
    encoding: Encoding
    sha256: str
    bytes: int
    whole_end: bool


def prepare(source: Path, work: Path, moved: Moved = lambda _: None) -> Prepared:
    """Read the whole file once for its soundness. UnusableInput ``air.unreadable_file`` (also for a .gz that was cut
    short), ``air.encoding``.
    """
    encoding = encoding_of(source, FAMILY)
    with source.open("rb") as file:
        packed = file.read(2) == _GZIP
    if packed or encoding != "utf-8-sig":
        path, size, end = _recoded(source, work, encoding, moved)
    else:
        path, size, end = source, source.stat().st_size, _last_byte(source)
    return Prepared(path, _heading(path), encoding, sha256_of(source), size, end in (b"\n", b"\r", b""))


def _recoded(source: Path, work: Path, encoding: Encoding, moved: Moved) -> tuple[Path, int, bytes]:
    digest = hashlib.sha256(str(source).encode()).hexdigest()[:12]
    path, size, end = work / f"{digest}.txt", 0, b""
    decoder = codecs.getincrementaldecoder(encoding)()
    with opened(source, FAMILY) as stream, path.open("wb") as out:
        while chunk := stream.read(_CHUNK):
            text = decoder.decode(chunk).encode()
            out.write(text)
            size, end = size + len(chunk), text[-1:] or end
            moved(size)
    return path, size, end


def _heading(path: Path) -> str:
    with path.open("rb") as file:
        return file.readline(_CHUNK).decode("utf-8-sig", "replace").rstrip("\r\n")


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(file.tell() - 1, 0))
        return file.read(1)
