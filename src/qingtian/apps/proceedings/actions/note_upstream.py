"""Note the number a matter has in another system (登记外部系统编号): enter once, remember the difference."""

from __future__ import annotations

from qingtian.apps.proceedings.chapters import Performed
from qingtian.apps.proceedings.models import UpstreamNumber

#: what the row can hold; the trail keeps every word
NUMBER = UpstreamNumber._meta.get_field("number").max_length
DIFFERENCE = UpstreamNumber._meta.get_field("difference").max_length


def note_upstream(performed: Performed) -> None:
    """The effect of ``note_upstream``: one row a system, the latest act's words; earlier ones remain in the trail."""
    values = performed.values
    UpstreamNumber.objects.update_or_create(
        proceeding=performed.proceeding,
        system=values["system"]["system"],
        defaults={
            "number": values.get("system_number", "")[:NUMBER],
            "uploaded": values.get("uploaded", False),
            "difference": values.get("difference", "")[:DIFFERENCE],
            "noted_on": performed.act.on,
            "noted_seq": performed.act.seq,
        },
    )
