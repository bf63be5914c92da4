"""Delete items whose time is over (到期删除), unless they are evidence of a matter."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingtian.apps.opinion.models import OpinionItem
from qingtian.apps.opinion.settings import opinion_rules


def sweep(now: datetime) -> int:
    """How many went."""
    border = now - timedelta(days=opinion_rules().keep_days)
    _, gone = OpinionItem.objects.filter(came_at__lt=border, links=None).delete()
    return gone.get("opinion.OpinionItem", 0)
