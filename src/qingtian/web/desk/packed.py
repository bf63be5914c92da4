"""Looking into a Word, Excel or OFD file before it is kept: no program in it, nothing fetched, no bomb."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

#: no paper has more parts, or is larger unpacked; the pictures of a long report are 20 to 80 MB
MOST_PARTS = 4_000
MOST_UNPACKED = 400 * 1024 * 1024
#: parts that say what the others are; the longest met has 60 kB
MOST_LIST = 4 * 1024 * 1024
#: what a part is called by whoever opens it, whatever its name in the archive
_PROGRAM = re.compile(rb"vbaProject|macroEnabled|ms-office\.activeX", re.I)


def harmless_names(content: bytes) -> list[str]:
    """The names of its parts; none where it cannot be read, unpacks to too much, holds a program or fetches one.

    Nothing is unpacked to a disk, here or later, so a name with ``..`` leads nowhere; such a file is no office's and
    is refused all the same.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            return names if _is_harmless(archive, names) else []
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return []


def _is_harmless(archive: zipfile.ZipFile, names: list[str]) -> bool:
    if len(names) > MOST_PARTS or sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
        return False
    if any(_leads_out(name) or name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        return False
    lists = [part for part in archive.infolist() if part.filename.lower().endswith((".rels", "[content_types].xml"))]
    return all(_says_nothing_of_programs(archive, part) for part in lists)


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name) is not None


def _says_nothing_of_programs(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as opened:
        data = opened.read(MOST_LIST + 1)
    if len(data) > MOST_LIST or b"\0" in data:  # in an encoding that these words would hide in
        return False
    return not (_PROGRAM.search(data) or any(_is_fetched(tag) for tag in data.lower().split(b"<")))


def _is_fetched(tag: bytes) -> bool:
    """A template that Word fetches from elsewhere when the file is opened."""
    return b"attachedtemplate" in tag and b"external" in tag
