"""From the figures of an issue to its words and tables (编排), in either language; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qingtian.apps.air.publications.composing.document import Document
from qingtian.apps.water.publications.composing import monthly, ranking
from qingtian.apps.water.publications.issue import Issue

_COMPOSERS: Mapping[str, Callable[[Issue, str], Document]] = {"monthly": monthly.compose, "ranking": ranking.compose}


def compose(issue: Issue, language: str) -> Document:
    """The whole publication in ``zh`` or ``en``, made from its kept figures alone."""
    return _COMPOSERS[issue.kind](issue, language)


__all__ = ["Document", "compose"]
