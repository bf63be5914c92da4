"""Identify a problem (发现): the case of one problem."""

from __future__ import annotations

from qingtian.apps.cases.models import Case
from qingtian.apps.proceedings.chapters import Performed


def write_case(performed: Performed) -> None:
    values = performed.values
    Case.objects.create(
        proceeding=performed.proceeding,
        problem=values["problem"],
        source=values["source"],
        source_level=values["source_level"],
        year=values["year"],
    )
