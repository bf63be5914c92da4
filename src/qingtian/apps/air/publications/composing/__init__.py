"""From the figures of an issue to its words, tables and charts (编排): one kind a file, in either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qingtian.apps.air.publications.composing import annual, consultation, daily, ranking, ten_days, weekly
from qingtian.apps.air.publications.composing.document import Document
from qingtian.apps.air.publications.issue import Issue

_COMPOSERS: Mapping[str, Callable[[Issue, str], Document]] = {
    "daily": daily.compose,
    "weekly": weekly.compose,
    "ten_days": ten_days.compose,
    "ranking": ranking.compose,
    "consultation": consultation.compose,
    "annual": annual.compose,
}


def compose(issue: Issue, language: str) -> Document:
    """The whole publication in ``zh`` or ``en``, made from its kept figures alone."""
    return _COMPOSERS[issue.kind](issue, language)


__all__ = ["Document", "compose"]
