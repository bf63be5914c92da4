"""Erase what a feedback keeps beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import erased_by
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.rectification.models import Feedback, TransferredComplaint


def erase(proceeding: Proceeding) -> None:
    """Findings with all they hold and transferred complaints go; level, round and day stay for past years."""
    feedback = Feedback.objects.get(proceeding=proceeding)
    feedback.findings.all().delete()
    TransferredComplaint.objects.filter(batch__feedback=feedback).delete()
    feedback.batches.all().delete()


@erased_by
def forget_petition(proceeding: Proceeding) -> None:
    """What an inspection team handed over about an erased petition goes with it; its number and place stay."""
    TransferredComplaint.objects.filter(petition=proceeding).update(
        text="", findings="", handling="", accountability="", petition=None
    )
