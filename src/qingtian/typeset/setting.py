"""From a publication to PDF, with every font embedded and named."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import typst

from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.typeset.publication import Publication

logger = logging.getLogger(__name__)

#: free faces set up with the product; an office's own faces in another folder come before them
NEEDED = ("NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf", "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
MISSING = Text(
    "缺少字体：{files}。没有字体，PDF 会成为方框。", "Fonts are missing: {files}. Without them a PDF shows boxes."
)
SET_UP = Text(
    "重新运行 make setup，或把字体文件放进 {folder}。", "Run make setup again, or put the font files into {folder}."
)
FAILED = Text("没有排成 PDF：{what}", "The PDF was not set: {what}")


def set_pdf(publication: Publication, *, fonts: Path, own_fonts: Sequence[Path] = ()) -> bytes:
    """The publication as PDF. Equal content gives equal bytes; the fonts are embedded as subsets.

    ``fonts`` holds the free faces (思源宋体、思源黑体), ``own_fonts`` folders of official ones
    (方正小标宋、仿宋_GB2312), which win; which face was not there is logged.

    Raises QingtianError ``typeset.font_missing``, ``typeset.failed``.
    """
    absent = [name for name in NEEDED if not (fonts / name).is_file()]
    if absent:
        remedy = SET_UP.format(folder=fonts)
        raise QingtianError("typeset.font_missing", MISSING.format(files="、".join(absent)), remedy=remedy)
    layout = (resources.files("qingtian.typeset") / "layout.typ").read_bytes()
    try:
        pdf, warnings = typst.compile_with_warnings(
            layout,
            format="pdf",
            font_paths=_faces(own_fonts, fonts),
            sys_inputs={"publication": json.dumps(publication.as_dict(), ensure_ascii=False)},
            timestamp=0,
        )
    except typst.TypstError as error:
        raise QingtianError("typeset.failed", FAILED.format(what=error)) from error
    for warning in warnings:
        logger.info("publication “%s”: %s", publication.title, getattr(warning, "message", warning))
    return bytes(pdf)


def _faces(own_fonts: Sequence[Path], fonts: Path) -> typst.Fonts:
    """These folders and nothing of the machine: what is printed does not depend on what happens to be installed."""
    folders = [*own_fonts, fonts]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
