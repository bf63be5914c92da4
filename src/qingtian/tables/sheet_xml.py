"""The XML of a workbook, measured as it streams by: no document types, cells within bounds, text within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol
from xml.parsers import expat

from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables.limits import Limits, too_large

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class _Handler(Protocol):
    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def text(self, data: str) -> None: ...


class _Strings:
    """Lengths of the shared strings, in order."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self.lengths.append(0)

    def end(self, tag: str) -> None:
        """Nothing ends but the string itself."""

    def text(self, data: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(data)


class _Sheet:
    """The rectangle a sheet's written cells span, and how much text they hold, repeats counted."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured
        self._row = self._column = 0
        self._shared = self._reading = False
        self._written = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
        elif tag == "c":
            self._place(attributes.get("r", ""))
            self._shared = attributes.get("t") == "s"
        elif tag in ("v", "is", "f"):
            self._measured.cell(self._row, self._column)
            self._reading, self._written = tag == "v", ""

    def _place(self, reference: str) -> None:
        if match := _REFERENCE.fullmatch(reference):
            self._column, self._row = _column(match[1]), int(match[2])
        else:
            self._column += 1

    def text(self, data: str) -> None:
        if self._reading and self._shared:
            self._written += data
        else:
            self._measured.characters(len(data))

    def end(self, tag: str) -> None:
        if tag == "v" and self._shared and self._written.strip().isdecimal():
            self._measured.shared(int(self._written))
        if tag == "v":
            self._reading = False


class Measured:
    """Everything seen of one workbook. Raises UnusableInput as soon as a bound is passed."""

    def __init__(self, where: str, limits: Limits) -> None:
        self._where, self._limits = where, limits
        self._strings = _Strings()
        self._seen = self._rows = self._columns = 0

    def part(self, name: str, content: bytes) -> None:
        """Measure one XML part. A sheet is told by its root, whatever the part is called."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._root(parser)
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            raise self._broken(f"{name} 不是完整的 XML。", f"{name} is not whole XML.") from None
        except ValueError:
            raise self._broken(f"{name} 里有写错的行号。", f"{name} holds a row number that is none.") from None

    def _root(self, parser: expat.XMLParserType) -> Callable[[str, dict[str, str]], None]:
        def first(tag: str, attributes: dict[str, str]) -> None:
            kind = tag.rpartition(" ")[2]
            self._rows = self._columns = 0
            handler = self._handler(kind)
            if handler is None:
                parser.StartElementHandler = None
                return
            parser.StartElementHandler = lambda tag, attributes: handler.start(tag.rpartition(" ")[2], attributes)
            parser.EndElementHandler = lambda tag: handler.end(tag.rpartition(" ")[2])
            parser.CharacterDataHandler = handler.text

        return first

    def _handler(self, root: str) -> _Handler | None:
        if root == "worksheet":
            return _Sheet(self)
        return self._strings if root == "sst" else None

    def _doctype(self, *_: object) -> None:
        raise self._broken("XML 里有文档类型声明，不收。", "Its XML declares a document type, which is not taken.")

    def _broken(self, zh: str, en: str) -> UnusableInput:
        return UnusableInput("tables.broken_workbook", Text(zh, en), where=self._where)

    def cell(self, row: int, column: int) -> None:
        """A cell that holds something."""
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        limits = self._limits
        if row > limits.rows:
            raise too_large(self._where, Text(f"超过 {limits.rows} 行", f"more than {limits.rows} rows"))
        if column > limits.columns:
            raise too_large(self._where, Text(f"超过 {limits.columns} 列", f"more than {limits.columns} columns"))
        if self._rows * self._columns > limits.cells:
            raise too_large(self._where, Text(f"超过 {limits.cells} 格", f"more than {limits.cells} cells"))

    def shared(self, number: int) -> None:
        """A cell that shows a shared string."""
        if number < len(self._strings.lengths):
            self.characters(self._strings.lengths[number])

    def characters(self, count: int) -> None:
        self._seen += count
        if self._seen > self._limits.characters:
            raise too_large(self._where, Text("文字过多", "it holds too much text"))
