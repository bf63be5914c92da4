"""Contrast of the tokens, computed (WCAG 2.2, relative luminance), never copied from a table."""

from __future__ import annotations

import re
from importlib.resources import files

#: the constants of WCAG 2.2's definition of relative luminance (sRGB)
_LINEAR_BELOW, _LINEAR_BY, _OFFSET, _SCALE, _POWER = 0.04045, 12.92, 0.055, 1.055, 2.4
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_FLARE = 0.05
_HEX = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-fA-F]{6})\b")


def tokens() -> dict[str, str]:
    """Every colour of tokens.css by name, as ``#rrggbb``."""
    sheet = files("qingtian.web").joinpath("static/qingtian/tokens.css").read_text(encoding="utf-8")
    return dict(_HEX.findall(sheet))


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 (black) to 1 (white)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (p / _LINEAR_BY if p <= _LINEAR_BELOW else ((p + _OFFSET) / _SCALE) ** _POWER for p in parts)
    return sum(weight * part for weight, part in zip(_WEIGHTS, linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + _FLARE) / (dark + _FLARE)
