"""Change a handling mark (改处理标记): of the whole matter, or of one file."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import Paper, StoredFile


def mark_matter(performed: Performed) -> None:
    """The effect of ``mark_matter``; the reason stands in the act."""
    performed.proceeding.handling_mark = performed.values["mark"]
    performed.proceeding.save(update_fields=["handling_mark"])


def mark_file(performed: Performed) -> None:
    """The effect of ``mark_file``. A paper and its sealed scan are one thing and carry one mark."""
    chosen = performed.values["file"]["id"]
    papers = Paper.objects.filter(proceeding=performed.proceeding).values_list("file", "scan")
    together = next(({pk for pk in pair if pk} for pair in papers if chosen in pair), {chosen})
    StoredFile.objects.filter(pk__in=together).update(handling_mark=performed.values["mark"])
