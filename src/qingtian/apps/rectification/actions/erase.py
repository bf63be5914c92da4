"""Erase what a feedback keeps beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rectification.models import Feedback, TransferredComplaint


def erase(proceeding: Proceeding) -> None:
    """Findings with all they hold and transferred complaints go; level, round and day stay for past years."""
    feedback = Feedback.objects.get(proceeding=proceeding)
    feedback.findings.all().delete()
    TransferredComplaint.objects.filter(batch__feedback=feedback).delete()
    feedback.batches.all().delete()
