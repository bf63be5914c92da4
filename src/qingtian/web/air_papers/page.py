"""A composed document as a web page: real tables, charts drawn inline, no script, no style attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from qingtian import __version__
from qingtian.apps.air.publications.composing import Document
from qingtian.apps.air.publications.composing.document import Chart, Part
from qingtian.charts import SCREEN, svg
from qingtian.trail import sm3
from qingtian.typeset import Table

_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff60]+")
_FORMULA = re.compile(r"(PM)(2\.5|10)|(SO|NO)(2)|(?<![A-Za-z])(O)(3)")
#: words up to this length stay on one line
LONG = 24
KEPT_SECONDS = 90 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words with formulas set, whether it is a figure, how many rows it spans (0: left out); ``long``
    words may be broken into lines."""

    words: SafeString
    figures: bool
    strong: bool
    rows: int = 1
    long: bool = False


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part as the template needs it."""

    heading: SafeString
    paragraphs: list[SafeString]
    caption: SafeString
    head: list[Cell]
    rows: list[list[Cell]]
    charts: list[tuple[str, SafeString]]


def formulas(text: str, language: str = "zh") -> SafeString:
    """Escaped words with real subscripts; a line break stays one. In an English document Chinese words, such as the
    reason of a correction, say that they are."""
    escaped = str(conditional_escape(text)).replace("\n", "<br>")
    if language == "en":
        escaped = _CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', escaped)
    found = _FORMULA.sub(lambda m: "{}<sub>{}</sub>".format(*[part for part in m.groups() if part]), escaped)
    return mark_safe(found)  # noqa: S308 - escaped above


def shown_parts(document: Document, fonts: Path) -> list[ShownPart]:
    """Every part of the document for its template."""
    return [_part(part, fonts, document.language) for part in document.parts]


def _part(part: Part, fonts: Path, language: str) -> ShownPart:
    table = part.table
    return ShownPart(
        heading=formulas(part.heading),
        paragraphs=[formulas(words, language) for words in part.paragraphs],
        caption=formulas(table.caption or part.heading) if table else formulas(""),
        head=[Cell(formulas(one.title), one.figures, False) for one in table.columns] if table else [],
        rows=list(_rows(table, language)) if table else [],
        charts=[(chart.alt, _figure(chart, fonts)) for chart in part.charts],
    )


def _rows(table: Table, language: str) -> Iterator[list[Cell]]:
    starts, at = {}, 0
    for rows in table.spans if table.grouped else []:
        starts[at], at = rows, at + rows
    for number, row in enumerate(table.rows):
        spans = starts.get(number, 0) if table.grouped else 1
        cells = zip(row, table.columns, strict=True)
        yield [
            Cell(
                formulas(words, language), column.figures, column.strong, spans if place == 0 else 1, len(words) > LONG
            )
            for place, (words, column) in enumerate(cells)
        ]


def _figure(chart: Chart, fonts: Path) -> SafeString:
    """The chart drawn for the screen, kept under the hash of its specification."""
    spec = chart.spec(SCREEN)
    key = f"air-chart.{sm3(repr((__version__, chart.alt, spec)).encode())[:48]}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = svg(spec, fonts=fonts, label=chart.alt)
        cache.set(key, drawn, KEPT_SECONDS)
    return mark_safe(drawn)  # noqa: S308 - drawn by us from escaped words, without script or style


def as_html(document: Document, fonts: Path) -> str:
    """A whole page in one file, to be read anywhere and sent."""
    context = {"document": document, "parts": shown_parts(document, fonts), "notes": notes_of(document)}
    return render_to_string("air_papers/whole.html", context)


def notes_of(document: Document) -> list[SafeString]:
    """The notes with formulas set."""
    return [format_html("{}", formulas(note, document.language)) for note in document.notes]
