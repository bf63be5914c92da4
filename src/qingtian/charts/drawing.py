"""From a specification to SVG (pages, PDF) and PNG (Word), with the fonts of set-up."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from xml.sax.saxutils import quoteattr

from qingtian.charts.face import Spec
from qingtian.errors import QingtianError
from qingtian.language import Text

NO_FONTS = Text(
    "没有字体文件夹 {folder}，图里的字会成为方框。", "No folder of fonts {folder}: charts would show boxes."
)
SET_UP = Text("重新运行 make setup。", "Run make setup again.")
FAILED = Text("图没有画成：{what}", "The chart was not drawn: {what}")
#: a strict page allows no style attribute; roles on every mark would be read out one by one, and the whole has a label
_SAID = re.compile(r' (?:style|role|aria-[a-z]+)="[^"]*"')


@cache
def register_fonts(folder: Path) -> None:
    """Make the faces in ``folder`` known to the drawing, once a process. QingtianError ``charts.no_fonts``."""
    import vl_convert  # starts an engine: only when something is drawn

    if not any(folder.glob("*.ttf")):
        raise QingtianError("charts.no_fonts", NO_FONTS.format(folder=folder), remedy=SET_UP)
    vl_convert.register_font_directory(str(folder))


def svg(spec: Spec, *, fonts: Path, label: str = "") -> str:
    """The chart as SVG without style attributes, scripts or addresses; ``label`` is read out in its place.

    Equal specifications give equal text. Raises QingtianError ``charts.no_fonts``, ``charts.failed``.
    """
    import vl_convert

    register_fonts(fonts)
    try:
        drawn = vl_convert.vegalite_to_svg(spec, vl_version="5.21")
    except ValueError as error:
        raise QingtianError("charts.failed", FAILED.format(what=error)) from error
    said = f'<svg role="img" aria-label={quoteattr(label)} ' if label else '<svg aria-hidden="true" '
    return _SAID.sub("", str(drawn)).replace("<svg ", said, 1)


def png(spec: Spec, *, fonts: Path, scale: int = 3) -> bytes:
    """The chart as PNG for a Word file, ``scale`` pixels a unit. Raises as ``svg``."""
    import vl_convert

    register_fonts(fonts)
    try:
        return bytes(vl_convert.vegalite_to_png({**spec, "background": "#FFFFFF"}, scale=scale, vl_version="5.21"))
    except ValueError as error:
        raise QingtianError("charts.failed", FAILED.format(what=error)) from error
