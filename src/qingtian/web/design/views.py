"""The page that shows every token and component in its states, in both languages (设计系统)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingtian.web.design import samples
from qingtian.web.design.contrast import contrast, tokens

#: tokens shown as swatches, in the order of look §3
SWATCHES = (
    "ground",
    "wash",
    "azure-wash",
    "red-wash",
    "ink",
    "ink-2",
    "ink-3",
    "azure",
    "azure-deep",
    "red",
    "rule-2",
    "rule",
)
SMALLEST_SHOWN = 1.3


def index(request: HttpRequest) -> HttpResponse:
    """Invented places and figures; the clock's derivation and the levels of the index are the real ones."""
    context = samples.everything() | {
        "swatches": swatches(),
        "page": Paginator(range(46), 15).page(1),
    }
    return render(request, "design/index.html", context)


def swatches() -> list[dict[str, str]]:
    """Name, colour and contrast against the ground; a ground itself has none."""
    colours = tokens()
    found = []
    for name in SWATCHES:
        ratio = contrast(colours[name], colours["ground"])
        found.append(
            {"name": name, "hex": colours[name].upper(), "ratio": f"{ratio:.1f}" if ratio > SMALLEST_SHOWN else ""}
        )
    return found
