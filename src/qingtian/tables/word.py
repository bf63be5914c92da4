"""Tables and text of a Word file (.docx): read as it streams by, with the same bounds as a workbook."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.limits import Limits, too_large

PART = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_MACROS = ("vbaproject.bin", "/embeddings/", "/activex/")
_CHUNK = 1 << 20
#: a paragraph, or the rows of a table; a cell that spans columns is followed by empty ones
Part = str | list[tuple[str, ...]]
SAVE_AGAIN = Text("用 Word 或 WPS 另存为 .docx 再试。", "Save it as .docx in Word or WPS and try again.")


def is_word(path: Path) -> bool:
    """Whether a zip is a Word document, by its parts."""
    try:
        with zipfile.ZipFile(path) as packed:
            return PART in packed.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def word_rows(path: Path, limits: Limits) -> Iterator[tuple[str, ...]]:
    """The rows of the longest table. Raises UnusableInput ``tables.broken_document``, ``tables.too_large``."""
    yield from max((part for part in word_parts(path, limits) if not isinstance(part, str)), key=len, default=[])


def word_parts(path: Path, limits: Limits) -> list[Part]:
    """The paragraphs and tables in their order; empty paragraphs are left out. Raises as ``word_rows``."""
    reading = _Parts(path.name, limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        with zipfile.ZipFile(path) as packed:
            _refuse(packed, path.name, limits)
            with packed.open(PART) as stream:
                size = 0
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limits.unpacked_bytes:
                        raise too_large(path.name, Text("解压后过大", "it unpacks to too much"))
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, expat.ExpatError):
        zh, en = "这个 Word 文件损坏或加了密码。", "This Word file is damaged or has a password."
        raise broken(zh, en, path.name) from None
    return reading.parts


def broken(zh: str, en: str, where: str) -> UnusableInput:
    return UnusableInput("tables.broken_document", Text(zh, en), where=where, remedy=SAVE_AGAIN)


def _refuse(packed: zipfile.ZipFile, where: str, limits: Limits) -> None:
    names = packed.namelist()
    if len(names) > limits.parts or len(set(names)) != len(names):
        raise too_large(where, Text("内部部件过多或重名", "too many parts inside, or two of one name"))
    if any(mark in name.lower() for name in names for mark in _MACROS):
        raise broken("文件里有宏或嵌入对象，不收。", "The file holds macros or embedded objects.", where)


class _Parts:
    """Paragraphs and tables of the text itself; a table inside a cell is part of that cell's words."""

    def __init__(self, where: str, limits: Limits) -> None:
        self.parts: list[Part] = []
        self._rows: list[tuple[str, ...]] = []
        self._where, self._limits = where, limits
        self._depth = self._characters = self._cells = 0
        self._row: list[str] = []
        self._words: list[str] = []
        self._span, self._continued, self._writing = 1, False, False

    def doctype(self, *_: object) -> None:
        raise broken(
            "XML 里有文档类型声明，不收。", "Its XML declares a document type, which is not taken.", self._where
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.removeprefix(_W)
        if name == "tbl":
            self._depth += 1
            if self._depth == 1:
                self._rows = []
                self.parts.append(self._rows)
        elif name == "t":
            self._writing = True
        elif self._depth == 1 and name == "tr":
            self._row = []
        elif self._depth == 1 and name == "tc":
            self._words, self._span, self._continued = [], 1, False
        elif self._depth == 1 and name == "gridSpan":
            self._span = max(1, int(attributes.get(f"{_W}val", "1")))
        elif self._depth == 1 and name == "vMerge":
            self._continued = attributes.get(f"{_W}val") != "restart"
        elif name == "p" and not self._depth:
            self._words = []
        elif name in ("br", "tab"):
            self._words.append("\n" if name == "br" else " ")

    def text(self, data: str) -> None:
        if not self._writing:
            return
        self._characters += len(data)
        if self._characters > self._limits.characters:
            raise too_large(self._where, Text("文字过多", "it holds too much text"))
        self._words.append(data)

    def end(self, tag: str) -> None:
        name = tag.removeprefix(_W)
        if name == "t":
            self._writing = False
        elif name == "p" and self._depth:
            self._words.append("\n")
        elif name == "p":
            self._paragraph()
        elif name == "tc" and self._depth == 1:
            self._cell()
        elif name == "tr" and self._depth == 1:
            self._rows.append(tuple(self._row))
            if len(self._rows) > self._limits.rows:
                raise too_large(self._where, Text("行过多", "too many rows"))
        elif name == "tbl":
            self._depth -= 1

    def _paragraph(self) -> None:
        if words := "".join(self._words).strip():
            self.parts.append(words)
            if len(self.parts) > self._limits.rows:
                raise too_large(self._where, Text("段落过多", "too many paragraphs"))

    def _cell(self) -> None:
        words, place = "".join(self._words).strip(), len(self._row)
        self._cells += self._span
        if place + self._span > self._limits.columns or self._cells > self._limits.cells:
            raise too_large(self._where, Text("列过多", "too many columns"))
        above = self._rows[-1] if self._rows else ()
        if self._continued and not words and place < len(above):
            words = above[place]  # merged downwards: it says the same of every row
        self._row += [words, *[""] * (self._span - 1)]
