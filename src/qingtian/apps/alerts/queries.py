"""Named questions about alerts: those somebody must look at, those that ended, how often a rule raised."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from qingtian.alerts.rule import RANK
from qingtian.apps.alerts.models import AlertEpisode
from qingtian.apps.proceedings.policy import visible
from qingtian.procedures.who import Actor

#: grave first
BY_SEVERITY = Case(
    *(When(severity=name, then=Value(-rank)) for name, rank in RANK.items()), output_field=IntegerField()
)


def told(actor: Actor) -> QuerySet[AlertEpisode]:
    """Alerts whose matter the actor may see."""
    seen = visible(actor).filter(procedure="monitor_alert").values("pk")
    return AlertEpisode.objects.filter(proceeding__in=seen).select_related("proceeding", "area")


def open_alerts(actor: Actor) -> QuerySet[AlertEpisode]:
    """Those whose matter is open: the gravest first, among them the oldest."""
    return told(actor).filter(proceeding__ended_on=None).order_by(BY_SEVERITY, "raised", "pk")


def ended_alerts(actor: Actor) -> QuerySet[AlertEpisode]:
    """The latest first."""
    return told(actor).exclude(proceeding__ended_on=None).order_by("-raised", "-pk")


def raised_lately(now: datetime, days: int = 30) -> dict[str, tuple[int, int]]:
    """By rule: episodes of the last days that stand, and how many of them were false alarms; one query."""
    since = now - timedelta(days=days)
    false = Q(proceeding__projection__facts__ground="false_alarm")
    rows = AlertEpisode.objects.filter(raised__gte=since, raised__lte=now, withdrawn=False).values_list("rule")
    counted = rows.order_by("rule").annotate(n=Count("pk"), wrong=Count("pk", filter=false))
    return {rule: (n, wrong) for rule, n, wrong in counted}
