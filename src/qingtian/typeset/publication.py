"""What a publication says (版式文件的内容): plain words, sections, three-line tables, notes."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``width`` is its share of the line, ``figures`` are set to the right, tabular.

    A line break in ``title`` is kept. ``strong`` sets its cells bold.
    """

    title: str
    width: int = 1
    figures: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A three-line table (三线表): its head repeats on every page and no row is cut. Raises ValueError where a row has
    another number of cells than there are columns: a gap in a table is written (—), never left.

    ``grouped``: equal cells of the first column that follow each other are set once, with a rule between groups.
    ``pages``: for each row the mark of a section; the last cell of the row, left empty, is the page it begins on.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    grouped: bool = False
    pages: Sequence[str] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row of “{self.caption}” needs {len(self.columns)} cells")
        if self.pages and len(self.pages) != len(self.rows):
            raise ValueError(f"every row of “{self.caption}” needs the mark of its page")

    @property
    def spans(self) -> list[int]:
        """How many rows each group has, in order; one group of all rows where they are not grouped."""
        if not self.grouped:
            return [len(self.rows)] if self.rows else []
        return [len(list(same)) for _, same in groupby(self.rows, key=lambda row: row[0])]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing (SVG) with the words that stand for it; ``width`` in points, at most that of the line is used."""

    svg: str
    alt: str
    width: float


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo (JPEG) with the words that stand for it, ``width`` by ``height`` points."""

    jpeg: bytes
    alt: str
    width: float
    height: float

    def as_picture(self) -> Picture:
        """For the layout, which is handed words only: the photo inside a drawing of its size."""
        size = f'width="{self.width:.1f}" height="{self.height:.1f}"'
        data = base64.b64encode(self.jpeg).decode("ascii")
        image = f'<image {size} href="data:image/jpeg;base64,{data}"/>'
        return Picture(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>', self.alt, self.width)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (一、…), paragraphs, under them a table, under it pictures and photos.

    ``new_page`` begins a page of its own; ``restart`` numbers it 1, as the first of a volume. ``mark`` is a name by
    which a table of pages finds the section (letters, figures, hyphens).
    """

    heading: str = ""
    paragraphs: Sequence[str] = ()
    table: Table | None = None
    pictures: Sequence[Picture] = ()
    photos: Sequence[Photo] = ()
    new_page: bool = False
    restart: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole publication. ``organ`` prints a red head; ``number`` stands under it, or its blank place does not.

    ``addressed`` is the organs it goes to (主送机关). ``signed`` and ``day`` close it (署名、成文日期). ``generated``
    prints 演示数据 on every page, ``draft`` 草稿. ``contents`` heads an index of the headings with their pages,
    set after the first section (the cover); empty sets none.
    ``compact`` sets it small, for a sheet somebody takes along.
    """

    title: str
    sections: Sequence[Section]
    organ: str = ""
    number: str = ""
    addressed: str = ""
    notes: Sequence[str] = ()
    signed: str = ""
    day: str = ""
    language: str = "zh"
    generated: bool = False
    draft: bool = False
    contents: str = ""
    compact: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For the layout; words only, and of each table how its rows are grouped."""
        whole = asdict(self)
        for section, given in zip(whole["sections"], self.sections, strict=True):
            if given.table is not None:
                section["table"]["spans"] = given.table.spans
            del section["photos"]
            section["pictures"] = [asdict(one) for one in (*given.pictures, *(p.as_picture() for p in given.photos))]
        return whole
