"""Compute the hot issues of a day (热点计算): raise what is new, renew what is open. Safe to run twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qingtian.apps.hot_issues.gathering import Gathered, gather
from qingtian.apps.hot_issues.models import HotIssue, HotReport
from qingtian.apps.hot_issues.naming import subject_of
from qingtian.apps.hot_issues.settings import thresholds
from qingtian.apps.petition_figures.counting import kinds_of
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.actions.open_proceeding import open_proceeding
from qingtian.apps.proceedings.models import Proceeding
from qingtian.insight.hot import Found, find
from qingtian.procedures.who import Actor
from qingtian.trail import sm3

SYSTEM = Actor(kind="system")
#: a group and an open issue that share so many per cent of the smaller one are the same
SAME = 50


@dataclass(frozen=True, slots=True)
class Computed:
    """How many groups were hot, raised as new, and renewed."""

    hot: int
    raised: int
    renewed: int


def compute(on: date, now: datetime, *, generated: bool = False) -> Computed:
    """Find the hot groups of the window that ends on ``on``. DeclarationError where the thresholds are broken."""
    gathered = gather(on, thresholds())
    hot = find(gathered.happenings, thresholds(), on=on)
    raised = renewed = 0
    with transaction.atomic():
        standing = _open_issues()
        for found in hot:
            issue = _same(found, standing)
            if issue is None:
                issue = _raise(found, gathered, on, now, generated)
                raised += 1
            else:
                renewed += 1
            standing[issue] = _renew(issue, found, on)
    return Computed(len(hot), raised, renewed)


def _open_issues() -> dict[HotIssue, set[int]]:
    held = HotIssue.objects.select_for_update(of=("self",)).filter(proceeding__ended_on__isnull=True).order_by("pk")
    issues: dict[HotIssue, set[int]] = {issue: set() for issue in held}
    by_key = {issue.pk: issue for issue in issues}
    reports = HotReport.objects.filter(issue__in=list(by_key))
    for issue, petition in reports.values_list("issue", "petition"):
        issues[by_key[issue]].add(petition)
    return issues


def _same(found: Found, standing: dict[HotIssue, set[int]]) -> HotIssue | None:
    """The open issue this group is: of the same tie, or sharing most of its reports."""
    for issue, keys in standing.items():
        if (issue.basis, issue.name) == (found.basis, found.name):
            return issue
        if keys and len(keys & found.keys) * 100 > SAME * min(len(keys), len(found.keys)):
            return issue
    return None


def _raise(found: Found, gathered: Gathered, on: date, now: datetime, generated: bool) -> HotIssue:
    rows = [gathered.rows[key] for key in found.keys]
    kinds = [kind for kind, _ in Counter(kind for row in rows for kind in kinds_of(row.kinds)).most_common()]
    area = common_area([row.area_id for row in rows if row.area_id])
    office = Counter(row.receiver for row in rows).most_common(1)[0][0]
    subject = subject_of(found, kinds, area)
    fields = {"subject": subject, "why": _why(found), "office": office, "area": area.code if area else None}
    proceeding = open_proceeding(
        "hot_issue",
        by=SYSTEM,
        on=on,
        now=now,
        title=subject[:200],
        fields={key: value for key, value in fields.items() if value},
        generated=generated or _all_generated(found),
        once=f"hot-{sm3(f'{on}/{found.basis}/{found.name}'.encode())[:40]}",
        extra={"basis": found.basis, "name": found.name, "kinds": kinds},
    )
    return HotIssue.objects.get(proceeding=proceeding)


def _all_generated(found: Found) -> bool:
    """An issue made of invented reports alone is invented."""
    return not Proceeding.objects.filter(pk__in=found.keys, generated=False).exists()


def _why(found: Found) -> str:
    return "；".join(rule.sentence(found.measures).zh for rule in found.rules) + "。"


def common_area(keys: Sequence[int]) -> Area | None:
    """The smallest area that holds them all."""
    chains = [area.chain for area in Area.objects.filter(pk__in=set(keys))]
    if not chains:
        return None
    shared = [codes[0] for codes in zip(*chains, strict=False) if len(set(codes)) == 1]
    return Area.objects.filter(code=shared[-1]).first() if shared else None


def _renew(issue: HotIssue, found: Found, on: date) -> set[int]:
    """Figures as of today; reports are added and none is taken away."""
    issue.figures, issue.rules, issue.computed_on = found.measures.as_dict(), [r.id for r in found.rules], on
    issue.save(update_fields=["figures", "rules", "computed_on"])
    HotReport.objects.bulk_create(
        (HotReport(issue=issue, petition_id=key) for key in sorted(found.keys)), ignore_conflicts=True
    )
    return set(issue.reports.values_list("petition", flat=True))
