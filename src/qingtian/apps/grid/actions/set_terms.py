"""Set what is asked of a cell (定职责、频次) from a day on; the terms before end the day before."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from qingtian.apps.grid.models import CellTerms
from qingtian.apps.places.models import GridCell
from qingtian.errors import Refused
from qingtian.language import Text

LATER = Text("已经有从 {day} 起的，新的要更晚。", "There are terms from {day} on; new ones begin later.")
MOST = 31
TOO_MANY = Text("每月巡查次数是 0 到 31。", "Patrols a month are a number from 0 to 31.")


def set_terms(
    cell: GridCell,
    patrols_a_month: int,
    *,
    valid_from: date,
    source: str,
    duties: Text | None = None,
    certainty: str = "local_default",
) -> CellTerms:
    """One more version. Raises Refused ``grid.terms_number``, ``grid.terms_earlier``."""
    if not 0 <= patrols_a_month <= MOST:
        raise Refused("grid.terms_number", TOO_MANY)
    latest = CellTerms.objects.filter(cell=cell).order_by("-valid_from").first()
    if latest and latest.valid_from >= valid_from:
        raise Refused("grid.terms_earlier", LATER.format(day=latest.valid_from))
    with transaction.atomic():
        ending = CellTerms.objects.filter(Q(valid_until=None) | Q(valid_until__gte=valid_from), cell=cell)
        ending.update(valid_until=valid_from - timedelta(days=1))
        return CellTerms.objects.create(
            cell=cell,
            patrols_a_month=patrols_a_month,
            duties_zh=duties.zh if duties else "",
            duties_en=duties.en if duties else "",
            valid_from=valid_from,
            source=source,
            certainty=certainty,
        )
