"""Record the review of a file (记一卷的评查), and take it back."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.quality.models import SampledFile


def keep_findings(performed: Performed) -> None:
    """The effect of ``review_file``; a second review of a file stands in place of the first."""
    drawn = SampledFile.objects.get(
        sample__proceeding=performed.proceeding, petition__uid=performed.values["file"]["uid"]
    )
    drawn.reviewed, drawn.findings, drawn.reviewed_by = True, performed.values.get("findings") or [], performed.act.seq
    drawn.save(update_fields=["reviewed", "findings", "reviewed_by"])


def forget_findings(performed: Performed) -> None:
    """A voided review: the file is to be reviewed again."""
    seq = performed.extra["voided"]["seq"]
    drawn = SampledFile.objects.filter(sample__proceeding=performed.proceeding, reviewed_by=seq)
    drawn.update(reviewed=False, findings=[], reviewed_by=None)
