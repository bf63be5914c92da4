"""Erase what a contracted case holds beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.cases.models import Case
from qingtian.apps.proceedings.models import Proceeding


def erase(proceeding: Proceeding) -> None:
    """Problem, plans, contracts and team go; source, level and year stay, so that counts of past years still add up."""
    case = Case.objects.get(proceeding=proceeding)
    for held in (case.plans, case.contracts, case.team):
        held.all().delete()
    case.problem, case.contracted, case.leader_post, case.leader = "", False, None, None
    case.save()
