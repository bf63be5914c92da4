"""Erase what a claim keeps beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.compensation.models import Payment, Site
from qingtian.apps.proceedings.models import Proceeding


def erase(proceeding: Proceeding) -> None:
    """Places and payments go with the acts that told of them."""
    Site.objects.filter(proceeding=proceeding).delete()
    Payment.objects.filter(proceeding=proceeding).delete()
