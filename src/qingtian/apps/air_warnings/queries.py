"""Named questions about warnings: those one may see, those in force in a time, units that owe a step."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from qingtian.apps.air_warnings.models import AirWarning, Response
from qingtian.apps.proceedings.policy import visible
from qingtian.foresight.warning import SHANGHAI
from qingtian.procedures.who import Actor


def seen_by(actor: Actor) -> QuerySet[AirWarning]:
    """Warnings whose matter the actor may see, the latest first."""
    seen = visible(actor).filter(procedure="air_warning").values("pk")
    return AirWarning.objects.filter(proceeding__in=seen).select_related("proceeding", "area").order_by("-pk")


def issued() -> QuerySet[AirWarning]:
    """Those that were issued: the public may know them. Suggestions and proposals are not among them."""
    return AirWarning.objects.exclude(begins=None).select_related("proceeding", "area").order_by("-begins", "-pk")


def warnings_in(first: date, last: date, area: str | None = None) -> QuerySet[AirWarning]:
    """Warnings in force on any moment of these days, both included; of one area where it is named."""
    begin = datetime.combine(first, time(0), tzinfo=SHANGHAI)
    end = datetime.combine(last + timedelta(days=1), time(0), tzinfo=SHANGHAI)
    found = issued().filter(begins__lt=end).filter(Q(ends=None) | Q(ends__gt=begin))
    return found.filter(area__code=area) if area else found


def overdue(warning: AirWarning, now: datetime) -> QuerySet[Response]:
    """Units told that have not acknowledged, or not carried out, in time."""
    late = Q(acknowledged_at=None, answer_by__lt=now) | Q(done_at=None, respond_by__lt=now)
    return warning.responses.filter(late)
