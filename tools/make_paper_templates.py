"""Build the Word templates of the papers from their wording (``python tools/make_paper_templates.py``).

Equal wording gives equal bytes, so a template in the repository can be checked against what this tool would build.
Only font names are written: no font is shipped. Wording: ``papers/wording/*.yaml``; titles: ``papers/catalogue.yaml``;
how a paper is drawn: ``papers/drawing``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import yaml
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from qingtian.apps.proceedings.papers.archive import settled
from qingtian.apps.proceedings.papers.catalogue import ROOM, TEMPLATES, catalogue
from qingtian.apps.proceedings.papers.drawing.pieces import (
    corner_mark,
    organ_head,
    prose,
    receipt,
    signature,
    title_line,
)
from qingtian.apps.proceedings.papers.drawing.sheet import blank_sheet
from qingtian.apps.proceedings.papers.drawing.tables import add_table, thin_end
from qingtian.apps.proceedings.papers.drawing.type import FANG_SONG, HEI, TABLE_TYPE, free_line, say
from qingtian.apps.proceedings.papers.layout import TYPE_AREA_WIDTH_MM

#: a sentence of the paper ends, or goes on, after this datum
_BEFORE_A_STOP = re.compile(r"\{\{ (fields\.\w+) \}\}(?=[。，；])")


def letter(document: WordDocument, title: str, wording: Mapping[str, Any]) -> None:
    """A paper under the organ's red head; ``mark`` stands above it at the right."""
    for mark in wording.get("mark", ()):
        corner_mark(document, mark)
    organ_head(document)
    title_line(document, wording.get("title", title), before=Pt(36))
    if "to" in wording:
        prose(document, wording["to"] + "：", indent=False)
    for item in wording["body"]:
        body_item(document, item)
    keep_end_with_signature(document)
    signature(document)
    if "receipt" in wording:
        receipt(document, wording["receipt"])


def keep_end_with_signature(document: WordDocument) -> None:
    """No signature alone on a page: the last paragraph stays with it, printed on a condition or not."""
    depth = 0
    for paragraph in reversed(document.paragraphs):
        paragraph.paragraph_format.keep_with_next = True
        depth += paragraph.text.startswith("{%p endif") - paragraph.text.startswith("{%p if")
        if depth == 0 and not paragraph.text.startswith("{%p"):
            return


def body_item(document: WordDocument, item: Any) -> None:
    """One entry of ``body``: a paragraph, a head, a table, any of the first two under a condition."""
    if isinstance(item, str):
        prose(document, item)
        return
    if "table" in item:
        document.paragraphs[-1].paragraph_format.space_after = Pt(6)
        add_table(document, item["table"])
        thin_end(document, Pt(8))
        return
    if "when" in item:
        prose(document, "{%p if " + item["when"] + " %}")
    prose(document, item.get("head") or item["text"], face=HEI if "head" in item else FANG_SONG)
    if "when" in item:
        prose(document, "{%p endif %}")


def form(document: WordDocument, title: str, wording: Mapping[str, Any]) -> None:
    """An internal table: title, one line of organ and number, the table."""
    title_line(document, title, before=Pt(0))
    for text in ("编号：{{ proceeding.number }}\t填报日期：{{ act.date }}", "填报单位：{{ organ }}"):
        line = document.add_paragraph()
        free_line(line)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(TYPE_AREA_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
        line.paragraph_format.space_after = Pt(4)
        say(line, text, size=TABLE_TYPE)
    add_table(document, wording["rows"])
    thin_end(document, Pt(1))


def build(title: str, wording: Mapping[str, Any]) -> bytes:
    """The template of one paper."""
    document = blank_sheet(title)
    {"letter": letter, "form": form}[wording.get("layout", "letter")](document, title, wording)
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue())


def wordings() -> dict[str, Any]:
    """The wording of every paper by id; a datum before a stop goes without its own."""
    found: dict[str, Any] = {}
    for file in sorted((ROOM / "wording").glob("*.yaml")):
        found |= yaml.safe_load(_BEFORE_A_STOP.sub(r"{{ \1|clause }}", file.read_text(encoding="utf-8")))
    return found


def build_all() -> dict[str, bytes]:
    """Every template by id; refuses a wording without a catalogue entry and the reverse."""
    kinds, words = catalogue(), wordings()
    if kinds.keys() != words.keys():
        raise SystemExit(f"catalogue and wording differ: {sorted(kinds.keys() ^ words.keys())}")
    return {name: build(kinds[name].title.zh, words[name]) for name in sorted(kinds)}


def main() -> None:
    """Write the templates beside the catalogue."""
    TEMPLATES.mkdir(exist_ok=True)
    for name, content in build_all().items():
        (TEMPLATES / f"{name}.docx").write_bytes(content)
        print(f"{name}.docx  {len(content)} bytes")


if __name__ == "__main__":
    main()
