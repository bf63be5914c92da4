"""Erase what a list holds beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.problem_lists.models import ListImport, ListItem, ListVersion, ProblemList
from qingtian.apps.proceedings.models import Proceeding


def erase(proceeding: Proceeding) -> None:
    """Words go; numbers, sources' kinds, days and cases stay, so that the counts of past years still add up."""
    held = ProblemList.objects.filter(proceeding=proceeding)
    ListItem.objects.filter(problem_list__in=held).update(subject="", source_words="")
    ListVersion.objects.filter(problem_list__in=held).update(text="", rows=[])
    ListImport.objects.filter(problem_list__in=held).update(file_name="", by="")
    held.update(leaders_decision="")
