"""Make an issue a contracted case (转为包案): the issue and its reports gave rise to it."""

from __future__ import annotations

from django.db import transaction

from qingtian.apps.hot_issues.models import HotIssue
from qingtian.apps.proceedings.actions.link import link, unlink
from qingtian.apps.proceedings.actions.perform import perform_within
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.errors import Refused


def promote(performed: Performed) -> None:
    """The effect of ``promote``. A report whose state does not take the act yet is left; it can be linked by hand."""
    case = Proceeding.objects.get(uid=performed.values["raised"]["uid"])
    link(performed.proceeding, case, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq)
    issue = HotIssue.objects.get(proceeding=performed.proceeding)
    tied = set(case.links_in.filter(kind=Link.Kind.GAVE_RISE_TO, undone_by=None).values_list("source", flat=True))
    for petition in Proceeding.objects.filter(hot_reports__issue=issue).exclude(pk__in=tied).order_by("pk"):
        _give_rise(performed, petition, case)


def _give_rise(performed: Performed, petition: Proceeding, case: Proceeding) -> None:
    try:
        with transaction.atomic():
            perform_within(
                petition,
                "give_rise",
                by=performed.actor,
                on=max(performed.act.on, petition.last_on or performed.act.on),
                now=performed.act.recorded_at,
                fields={"raised": case.number},
                expected_seq=petition.seq,
            )
    except Refused:
        return


def undo_promote(performed: Performed) -> None:
    """The issue no longer gave rise to the case; its reports keep their own acts."""
    made_by = performed.extra["voided"]["seq"]
    unlink(performed.proceeding, Link.Kind.GAVE_RISE_TO, by_act=performed.act.seq, made_by=made_by)
