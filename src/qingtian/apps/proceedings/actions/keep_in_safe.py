"""Note a paper that lies in the safe (保险柜登记): its number and place, never its content."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import SafePaper


def keep_in_safe(performed: Performed) -> None:
    """The effect of ``keep_in_safe``. Nothing of the paper itself is asked for or kept."""
    values = performed.values
    SafePaper.objects.create(
        proceeding=performed.proceeding,
        number=values["safe_number"][:80],
        safe=values["safe"][:120],
        holder=values["holder"][:120],
        title=values["safe_title"][:120],
        kept_on=values["kept_on"],
        noted_by=performed.act.seq,
    )
