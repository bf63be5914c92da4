"""The document every format is written from: parts with words, a table, charts; notes; who signs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qingtian.charts import PAPER, Face, svg
from qingtian.charts.face import Spec
from qingtian.typeset import Picture, Publication, Section, Table

#: the office's own number is entered later; until then its place stays open
NO_NUMBER = "〔　　　　〕　　号"
#: a chart is drawn at 96 units an inch, a page is measured in points
POINTS = 0.75
_WIDTH = re.compile(r'<svg[^>]*? width="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: ``spec`` draws it in a face, ``alt`` says it in words; its figures stand in a table of the part."""

    alt: str
    spec: Callable[[Face], Spec]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraphs, a table and charts, in this order."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    table: Table | None = None
    charts: Sequence[Chart] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A publication in one language. ``organ`` heads it in red; the office's own number stays open."""

    title: str
    parts: Sequence[Part]
    notes: Sequence[str]
    language: str
    organ: str
    day: str = ""
    addressed: str = ""
    generated: bool = False
    draft: bool = False

    def text(self) -> str:
        """Words and figures as plain text for a messaging app and for the readers: title, paragraphs, notes."""
        lines = [self.title.replace("\n", "")]
        for part in self.parts:
            lines += [line for line in (part.heading, *part.paragraphs) if line]
        return "\n".join(lines)

    def publication(self, fonts: Path) -> Publication:
        """For setting as PDF, with its charts drawn for paper."""
        sections = [
            Section(part.heading, part.paragraphs, part.table, [picture(chart, fonts) for chart in part.charts])
            for part in self.parts
        ]
        return Publication(
            title=self.title,
            sections=sections,
            organ=self.organ,
            number=NO_NUMBER,
            addressed=self.addressed,
            notes=self.notes,
            signed=self.organ,
            day=self.day,
            language=self.language,
            generated=self.generated,
            draft=self.draft,
        )


def picture(chart: Chart, fonts: Path) -> Picture:
    """The chart drawn for paper."""
    drawn = svg(chart.spec(PAPER), fonts=fonts)
    found = _WIDTH.search(drawn)
    return Picture(drawn, chart.alt, float(found[1]) * POINTS if found else 400)
