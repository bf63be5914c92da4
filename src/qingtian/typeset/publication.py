"""What a publication says (版式文件的内容): plain words, sections, three-line tables, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``width`` is its share of the line, ``figures`` are set to the right, tabular."""

    title: str
    width: int = 1
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A three-line table (三线表): its head repeats on every page and no row is cut. Raises ValueError where a row has
    another number of cells than there are columns: a gap in a table is written (—), never left."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row of “{self.caption}” needs {len(self.columns)} cells")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (一、…), paragraphs, and under them a table."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole publication. ``organ`` prints a red head; ``number`` stands under it, or its blank place does not.

    ``signed`` and ``day`` close it (署名、成文日期). ``generated`` prints 演示数据 on every page, ``draft`` 草稿.
    """

    title: str
    sections: Sequence[Section]
    organ: str = ""
    number: str = ""
    notes: Sequence[str] = ()
    signed: str = ""
    day: str = ""
    language: str = "zh"
    generated: bool = False
    draft: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For the layout; words only."""
        return asdict(self)
