"""The three systems checked case by case (行政执法三项制度): publicity, record of the whole process, legal review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingtian.apps.penalties.models import EvidenceItem
from qingtian.apps.penalties.numbers import law
from qingtian.apps.proceedings.calendars import calendar
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.publishing.models import Publication
from qingtian.language import Text
from qingtian.procedures import Projection

PUBLICATION = "publication.decision"
#: kind at the gate
DECISION = "penalty_decision"


@dataclass(frozen=True, slots=True)
class Check:
    """One of the three: whether it holds (None: not yet to be said), and what was found."""

    title: Text
    holds: bool | None
    found: Text


def three_systems(case: Proceeding, projection: Projection, owed_review: bool, on: date) -> list[Check]:
    """Found from the trail and the evidence; a person draws the conclusion."""
    return [_publicity(case, projection, on), _record(case, projection), _review(projection, owed_review)]


def _publicity(case: Proceeding, projection: Projection, on: date) -> Check:
    title = Text("行政执法公示", "Publicity")
    decided = projection.facts.get("decided_on")
    if projection.facts.get("outcome") != "penalised" or not decided:
        return Check(title, None, Text("作出决定以后公开。", "After the decision."))
    published = Publication.objects.filter(source=case, kind=DECISION, proceeding__state="published")
    if published.exists():
        return Check(title, True, Text("决定已经公开审查并发布。", "The decision passed the gate and is public."))
    due = law().derive(PUBLICATION, start=date.fromisoformat(decided), calendar=calendar()).due
    words = Text(
        f"决定应当在 {due} 以前公开，还没有发布。", f"The decision is due to be public by {due}; it is not yet."
    )
    return Check(title, None if on <= due else False, words)


def _record(case: Proceeding, projection: Projection) -> Check:
    title = Text("执法全过程记录", "Record of the whole process")
    items = list(EvidenceItem.objects.filter(proceeding=case, withdrawn=False).values_list("digests", flat=True))
    bare = sum(not digests for digests in items)
    acts = sum(len(marks) for marks in projection.done.values())
    words = Text(
        f"{acts} 个动作在链上；证据 {len(items)} 件，其中 {bare} 件没有文件。",
        f"{acts} acts in the chain; {len(items)} items of evidence, {bare} of them without a file.",
    )
    return Check(title, None if not items else not bare, words)


def _review(projection: Projection, owed: bool) -> Check:
    title = Text("重大执法决定法制审核", "Legal review")
    if projection.facts.get("legal_result") == "passed":
        return Check(title, True, Text("审核通过。", "Reviewed and passed."))
    if not owed:
        return Check(title, None, Text("按已记的情形不是必须。", "Not owed by what is recorded."))
    decided: Mapping[str, Any] = projection.facts
    return Check(
        title, False if decided.get("decided_on") else None, Text("应当审核，还没有通过。", "Owed, and not passed yet.")
    )
