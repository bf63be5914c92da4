"""Enter the office's own number of a paper, with the scan of the sealed one (登记文号)."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Paper, StoredFile


def number_paper(performed: Performed) -> None:
    """The effect of ``number_paper``. Entered again, the later number stands; both remain in the trail.

    A number entered without a scan leaves the scan as it was; of several files the first is the scan, all are kept.
    """
    paper = Paper.objects.get(proceeding=performed.proceeding, act__seq=performed.values["paper_of"])
    paper.number = performed.values["number"]
    for reference in performed.values.get("scan", [])[:1]:
        paper.scan = StoredFile.objects.get(pk=reference["id"])
    paper.save(update_fields=["number", "scan"])
