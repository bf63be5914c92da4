"""Receive feedback (收到反馈)."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.rectification.models import Feedback


def write_feedback(performed: Performed) -> None:
    """The effect of ``receive_feedback``."""
    values = performed.values
    Feedback.objects.create(
        proceeding=performed.proceeding,
        level=values["level"],
        round=values["round"][:60],
        feedback_on=date.fromisoformat(values["feedback_on"]),
    )
