"""Note the number a matter has in another system (登记外部系统编号): enter once, remember the difference."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import UpstreamNumber


def note_upstream(performed: Performed) -> None:
    """The effect of ``note_upstream``: one row a system, the latest act's words; earlier ones remain in the trail."""
    values = performed.values
    UpstreamNumber.objects.update_or_create(
        proceeding=performed.proceeding,
        system=values["system"]["system"],
        defaults={
            "number": values.get("system_number", ""),
            "uploaded": values.get("uploaded", False),
            "difference": values.get("difference", ""),
            "noted_on": performed.act.on,
            "noted_seq": performed.act.seq,
        },
    )
