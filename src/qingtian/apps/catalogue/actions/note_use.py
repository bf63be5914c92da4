"""Note that data were used (登记使用): called by every export and interface before a file leaves."""

from __future__ import annotations

from datetime import datetime

from qingtian.apps.catalogue.data_sets import data_set as declared
from qingtian.apps.catalogue.models import UseOfData
from qingtian.procedures.who import Actor


def note_use(
    data_set: str, *, by: Actor, rows: int, way: str, purpose: str, now: datetime, identities: bool = False
) -> UseOfData:
    """Write one line into the log of use. ``way`` names the export or interface, ``purpose`` why, in words.

    Raises Refused ``catalogue.unknown`` for a data set nobody declared: what is not in the catalogue does not leave.
    """
    declared(data_set)
    return UseOfData.objects.create(
        data_set=data_set,
        way=way[:80],
        rows=rows,
        purpose=" ".join(purpose.split())[:300],
        organ=by.organ or "",
        organ_zh=by.organ_name.zh if by.organ_name else "",
        organ_en=by.organ_name.en if by.organ_name else "",
        post=by.post or "",
        person=by.person or "",
        identities=identities,
        used_at=now,
    )
