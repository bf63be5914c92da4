"""Archive the file of an ended matter (归档)."""

from __future__ import annotations

from datetime import date

from qingtian.apps.proceedings.actions.paper_life import refresh_papers
from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import CaseFile


def archive_matter(performed: Performed) -> None:
    """The effect of ``archive_matter``: archived again, the later period stands, which is never a shorter one."""
    kept, fields = performed.record["retention"], performed.record["fields"]
    before = CaseFile.objects.filter(proceeding=performed.proceeding).first()
    until = date.fromisoformat(kept["until"]) if kept["until"] else None
    if before and until and before.retained_until:
        until = max(until, before.retained_until)
    CaseFile.objects.update_or_create(
        proceeding=performed.proceeding,
        defaults={
            "keeper": performed.actor.organ,
            "volume": fields.get("volume", ""),
            "pages": fields.get("pages"),
            "period": kept["period"],
            "retained_until": until,
            "archived_on": performed.act.on,
            "archived_by": performed.act.seq,
        },
    )
    refresh_papers(performed)
