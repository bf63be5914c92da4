"""Erase what an entry holds beside its acts, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.credit.models import ListEntry
from qingtian.apps.proceedings.models import Proceeding


def erase(proceeding: Proceeding) -> None:
    """Names and words go; level and days stay, so that past years still add up. An ended listing is shown nowhere."""
    entry = ListEntry.objects.get(proceeding=proceeding)
    entry.party = entry.name = entry.credit_code = entry.what = ""
    entry.legal_basis = entry.decision_number = entry.withdrawn_for = ""
    entry.save()
