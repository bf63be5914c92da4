"""What acts attached, for the one file (附件): photos set in, every file with its pages, its size and its digest.

A work secret stays: only its digest is told. A photo that cannot be drawn is named like any other file. What is set in
is a copy small enough for paper; the digest is that of the file as it was kept, which lies in the export beside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from qingtian.apps.proceedings.export import stays_here
from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.language import Text
from qingtian.typeset import Column, Photo, Section, Table

HEADING = Text("{number} 第 {seq} 号动作附件：{name}", "{number} attached to act {seq}: {name}")
DIGEST = Text("摘要 {sm3}", "Digest {sm3}")
SECRET = Text("工作秘密，不出卷；摘要 {sm3}", "A work secret; it stays. Its digest: {sm3}")
WITHHELD = Text("工作秘密", "work secret")
LIST = Text("附：附件表", "Appendix: files attached")
LIST_NOTE = Text(
    "照片印在各动作之后，其余文件在同一包的 .json 里，摘要用 SM3。",
    "Photos are set in after their acts, the other files lie in the .json of the package. Digests are SM3.",
)
HEADS = (
    (Text("件", "Matter"), 4),
    (Text("动作", "Act"), 1),
    (Text("附件", "File"), 4),
    (Text("页数", "Pages"), 1),
    (Text("字节", "Bytes"), 2),
    (Text("摘要", "Digest"), 6),
)
UNKNOWN = "—"
PDF = "application/pdf"
#: pixels a side of a copy for paper; a picture of more pixels in all is not drawn
PIXELS, MOST_PIXELS = 1400, 50_000_000
#: points a photo may take on the page
WIDE, HIGH = 360.0, 280.0
#: of a digest so much stands on one line of a table
LINE = 22


@dataclass(frozen=True, slots=True)
class Attached:
    """One file under the act that attached it."""

    matter: Proceeding
    seq: int
    file: StoredFile


def attached_to(matter: Proceeding, record: Mapping[str, Any], known: Mapping[int, StoredFile]) -> Iterator[Attached]:
    """The files of one act in the order of its fields; what is sealed is no file of the matter."""
    for value in record.get("fields", {}).values():
        for one in value if isinstance(value, list) else []:
            if isinstance(one, Mapping) and "sm3" in one and one.get("id") in known:
                yield Attached(matter, record["seq"], known[one["id"]])


def section_of(one: Attached, language: str) -> Section:
    """A heading of its own, so that the index tells its page; below it the photo, or what can be said of the file."""
    heading = HEADING.format(number=one.matter.number, seq=one.seq, name=name_of(one, language)).in_(language)
    if stays_here(one.file):
        return Section(heading=heading, paragraphs=[SECRET.format(sm3=one.file.sm3).in_(language)])
    photo = photo_of(one.file)
    return Section(
        heading=heading,
        paragraphs=[DIGEST.format(sm3=one.file.sm3).in_(language)],
        photos=[photo] if photo else [],
    )


def name_of(one: Attached, language: str) -> str:
    """The name it was attached by; a work secret has none here."""
    return WITHHELD.in_(language) if stays_here(one.file) else one.file.name


def list_of(files: list[Attached], language: str) -> Section:
    """Every file with pages where it has any, size and digest."""
    columns = [Column(title.in_(language), width) for title, width in HEADS]
    rows = [
        [
            one.matter.number,
            str(one.seq),
            name_of(one, language),
            UNKNOWN if stays_here(one.file) else pages_of(one.file),
            str(one.file.size),
            broken(one.file.sm3),
        ]
        for one in files
    ]
    table = Table(columns, rows, grouped=True)
    return Section(LIST.in_(language), [LIST_NOTE.in_(language)], table, new_page=True)


def broken(digest: str) -> str:
    """A digest over the lines a column of a table has room for."""
    return "\n".join(digest[n : n + LINE] for n in range(0, len(digest), LINE))


def pages_of(file: StoredFile) -> str:
    """How many pages a PDF has, one for a picture; unknown of anything else and of a PDF that cannot be read."""
    if file.media_type.startswith("image/"):
        return "1"
    if file.media_type != PDF:
        return UNKNOWN
    try:
        return str(len(PdfReader(io.BytesIO(file.read())).pages))
    except (PyPdfError, OSError, ValueError, KeyError, RecursionError):
        return UNKNOWN


def photo_of(file: StoredFile) -> Photo | None:
    """The photo as a copy for paper; None of what is no picture or cannot be drawn."""
    if not file.media_type.startswith("image/"):
        return None
    try:
        with Image.open(io.BytesIO(file.read()), formats=("JPEG", "PNG", "WEBP")) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            copy = image.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    copy.thumbnail((PIXELS, PIXELS), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=82)
    width = min(WIDE, HIGH * copy.width / copy.height)
    return Photo(out.getvalue(), file.name, width, width * copy.height / copy.width)
