"""Erase what the chapter keeps beside the acts of a matter, after the retention of its file has ended (内容销毁)."""

from __future__ import annotations

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.transfers.models import CrimeFactSheet


def erase_facts(case: Proceeding) -> None:
    """The facts of a case go with it; messages hold numbers, days and organs only and stay."""
    CrimeFactSheet.objects.filter(case=case).update(facts={}, post="")
