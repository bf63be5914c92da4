"""Publish a list (公布): the version confirmed last goes on the public page; leaders' names by a decision only."""

from __future__ import annotations

from qingtian.apps.problem_lists.models import ProblemList
from qingtian.apps.proceedings.chapters import Performed


def publish(performed: Performed) -> None:
    """The effect of ``publish_list``."""
    held = ProblemList.objects.get(proceeding=performed.proceeding)
    held.published_version, held.published_on = held.version, performed.act.on
    held.save(update_fields=["published_version", "published_on"])


def disclose(performed: Performed) -> None:
    """The effect of ``disclose_leaders``."""
    held = ProblemList.objects.filter(proceeding=performed.proceeding)
    held.update(leaders_decision=performed.values["decision"][:200])


def conceal(performed: Performed) -> None:
    """A voided disclosure: the decision of an earlier one that still stands, else none."""
    decision = str(performed.after.facts.get("leaders_decision") or "")
    ProblemList.objects.filter(proceeding=performed.proceeding).update(leaders_decision=decision[:200])
