"""Erase what air keeps of a matter beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.air.models import LakeDecision
from qingtian.apps.proceedings.models import Proceeding


def erase(proceeding: Proceeding) -> None:
    """The words of the reasons go; which hours were decided on stays, because the data stay."""
    LakeDecision.objects.filter(proceeding=proceeding).update(reason="—")
