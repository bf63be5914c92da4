"""Named questions about hot issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from qingtian.apps.hot_issues.models import HotIssue
from qingtian.apps.hot_issues.settings import thresholds
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.insight.hot import Measures
from qingtian.language import Text
from qingtian.procedures.who import Actor

DAYS = ("first", "last")


@dataclass(frozen=True, slots=True)
class Explained:
    """One issue with its measures and the sentences that say why it is hot; of one an officer raised, the
    officer's own."""

    issue: HotIssue
    measures: Measures | None
    sentences: Sequence[Text]


def issues(actor: Actor, *, ended: bool) -> QuerySet[HotIssue]:
    """Issues in the actor's sight, those to be screened first, then by their clock."""
    seen = visible(actor).filter(procedure="hot_issue", ended_on__isnull=not ended)
    found = HotIssue.objects.filter(proceeding__in=seen).select_related("proceeding__area")
    if ended:
        return found.order_by("-proceeding__ended_on", "-pk")
    return found.order_by("proceeding__next_due", "pk")


def explained(issue: HotIssue) -> Explained:
    """Measures as last computed, and the rules in force that they met."""
    if not issue.figures:
        why = str(issue.proceeding.projection["facts"].get("why", ""))
        return Explained(issue, None, [Text(why, why)] if why else [])
    measures = measures_of(issue)
    met = {rule.id: rule for rule in thresholds().rules}
    return Explained(issue, measures, [met[id_].sentence(measures) for id_ in issue.rules if id_ in met])


def measures_of(issue: HotIssue) -> Measures:
    """The stored figures."""
    kept = issue.figures
    return Measures(**{key: date.fromisoformat(value) if key in DAYS else value for key, value in kept.items()})


def reports_of(issue: HotIssue) -> QuerySet[Proceeding]:
    """The reports behind it, the latest first."""
    return Proceeding.objects.filter(hot_reports__issue=issue).order_by("-opened_on", "-pk")
