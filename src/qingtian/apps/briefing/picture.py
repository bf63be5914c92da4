"""The whole picture: every part for one reader and one Monday, in the order it is read."""

from __future__ import annotations

from collections.abc import Callable

from qingtian.apps.briefing.parts import Asked, Part
from qingtian.apps.briefing.sections.coming import coming
from qingtian.apps.briefing.sections.first import first
from qingtian.apps.briefing.sections.measured import measured
from qingtian.apps.briefing.sections.reported import reported
from qingtian.apps.briefing.sections.said import said
from qingtian.apps.briefing.sections.unseen import unseen

SECTIONS: tuple[Callable[[Asked], Part], ...] = (reported, measured, said, coming, first, unseen)


def picture(asked: Asked) -> list[Part]:
    """The parts as they stand now; nothing is kept."""
    return [section(asked) for section in SECTIONS]
