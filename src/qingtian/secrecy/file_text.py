"""Taking the text out of a file without trusting the file: limits before reading, no entities, no network, no disk."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader
from pypdf.errors import PyPdfError

MOST_MEMBERS = 4_000
MOST_XML = 24 * 1024 * 1024  # bytes of one unpacked part
MOST_UNPACKED = 96 * 1024 * 1024  # bytes of all parts that are read
MOST_PAGES = 400
MOST_TEXT = 4_000_000  # characters
#: fewer letters than this beside a picture: the paper may be the picture
FEW_LETTERS = 40
DEEPEST = 2
#: elements whose pieces of text make one line: paragraphs, shared strings, comments, one line of an OFD page
_LINES = {"p", "si", "is", "comment", "TextObject"}
_SPOKEN_ATTRIBUTES = ("string", "title", "descr", "name", "alt")  # WordArt (watermarks), pictures, names of sheets
_SHEET_CODES = re.compile(r"&(?:[LCRPNDTZFAGBIUES]|\"[^\"]*\"|\d+|K[0-9A-Fa-f]{6})")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp", ".jb2", ".jp2")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class FileText:
    """All text found, a line a paragraph. ``whole`` is False where something could not be read: then ask a person."""

    text: str
    whole: bool


NOTHING_READ = FileText("", False)


class _TooMuch(Exception):
    """The file unpacks to more than any paper."""


def text_of(content: bytes, *, deep: int = 0) -> FileText:
    """The text of a DOCX, XLSX, PPTX, OFD, PDF or plain text file; nothing, and not whole, for any other.

    Never raises for what the file holds: a damaged, encrypted or outsized file is one that could not be read.
    """
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _packed(content, deep)
    return _plain(content)


def _plain(content: bytes) -> FileText:
    """Text in UTF-8, UTF-16 with its mark, or GB 18030; bytes that no text holds are not read."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    if len(content) > MOST_XML or (b"\x00" in content[:4096] and encodings[0] != "utf-16"):
        return NOTHING_READ
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        readable = all(c.isprintable() or c in "\r\n\t\f\v\ufeff" for c in text[:4096])
        return FileText(text[:MOST_TEXT], readable and len(text) <= MOST_TEXT) if readable else NOTHING_READ
    return NOTHING_READ


def _packed(content: bytes, deep: int) -> FileText:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _archive(archive, deep)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return NOTHING_READ
    except (ParseError, DefusedXmlException, _TooMuch, EOFError):
        return NOTHING_READ
    except Exception as error:  # zlib and lzma raise errors of their own for damaged streams
        if type(error).__module__ in ("zlib", "_lzma"):
            return NOTHING_READ
        raise


def _archive(archive: zipfile.ZipFile, deep: int) -> FileText:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise _TooMuch
    lines: list[str] = []
    left, whole, pictures = MOST_UNPACKED, True, False
    for member in members:
        name = member.filename.lower()
        lines.append(name.rsplit("/", 1)[-1] if "embed" in name else "")
        if name.endswith((".xml", ".rels", ".vml")):
            data = _member(archive, member, min(MOST_XML, left))
            left -= len(data)
            lines += _xml_lines(data)
        elif name.endswith((".docx", ".xlsx", ".pptx", ".pdf", ".txt")) and deep < DEEPEST:
            data = _member(archive, member, min(MOST_XML, left))
            left -= len(data)
            inner = text_of(data, deep=deep + 1)
            lines.append(inner.text)
            whole = whole and inner.whole
        elif name.endswith(_PICTURES):
            pictures = True
        elif name.endswith((".bin", ".doc", ".xls", ".ppt", ".ofd", ".zip")) and "printersettings" not in name:
            whole = False  # an object of another program inside
    text = "\n".join(line for line in lines if line)[:MOST_TEXT]
    return FileText(text, whole and not (pictures and _few(text)) and bool(text.strip()))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """One part, read no further than its limit, whatever its header claims."""
    if member.file_size > most:
        raise _TooMuch
    with archive.open(member) as part:
        data = part.read(most + 1)
    if len(data) > most:
        raise _TooMuch
    return data


def _local(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _xml_lines(data: bytes) -> Iterator[str]:
    root: Element = fromstring(data, forbid_dtd=True)
    for element in root.iter():
        local = _local(element)
        if local in _LINES:
            yield "".join(_pieces(element))
        elif local not in ("t", "instrText", "TextCode", "delText") and element.text and element.text.strip():
            yield from _SHEET_CODES.sub("\n", element.text).split("\n")
        for attribute in _SPOKEN_ATTRIBUTES:
            if value := element.get(attribute):
                yield value


def _pieces(element: Element) -> Iterator[str]:
    """The text of one line; a tab or a break inside it parts words."""
    for inner in element.iter():
        local = _local(inner)
        if local in ("t", "TextCode", "delText"):
            yield inner.text or ""
        elif local == "tab":
            yield "\t"
        elif local in ("br", "cr"):
            yield "\n"


def _few(text: str) -> bool:
    return len(_LETTER.findall(text[:100_000])) < FEW_LETTERS


def _pdf(content: bytes) -> FileText:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return NOTHING_READ
        pages, whole = [], len(reader.pages) <= MOST_PAGES
        for page in reader.pages[:MOST_PAGES]:
            text = page.extract_text()
            pages.append(text)
            whole = whole and bool(_LETTER.search(text))  # a page without letters may be a scan
        told = [str(value) for value in (reader.metadata or {}).values()]
        whole = whole and bool(pages) and not reader.attachments
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        return NOTHING_READ
    except (NotImplementedError, OverflowError, ZeroDivisionError, AssertionError, MemoryError):
        return NOTHING_READ
    except Exception as error:
        if type(error).__module__.split(".")[0] in ("pypdf", "zlib", "cryptography", "binascii"):
            return NOTHING_READ
        raise
    return FileText("\n".join([*told, *pages])[:MOST_TEXT], whole)
