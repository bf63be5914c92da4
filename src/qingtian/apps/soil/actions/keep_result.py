"""Keep a result (登记检测结果): the first, or a revision beside it; the same again is no revision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from qingtian.apps.soil.models import SoilResult, SoilSample
from qingtian.errors import Refused
from qingtian.language import Text

MILLION = 1_000_000
TOO_FINE = Text("{item}：小数不能超过六位。", "{item}: no more than six decimals.")


@dataclass(frozen=True, slots=True)
class NewResult:
    """A content as the report says it."""

    item: str
    text: str
    value: Decimal
    below: bool = False


def keep_result(
    sample: SoilSample, new: NewResult, *, origin: str, at: datetime
) -> Literal["created", "changed", "unchanged"]:
    """Raises Refused ``soil.too_fine`` for a value the scale cannot hold exactly."""
    scaled = new.value * MILLION
    if scaled != scaled.to_integral_value():
        raise Refused("soil.too_fine", TOO_FINE.format(item=new.item), where=new.item)
    before = SoilResult.objects.filter(sample=sample, item=new.item, latest=True).first()
    if before is not None and (before.scaled, before.below) == (int(scaled), new.below):
        return "unchanged"
    if before is not None:
        before.latest = False
        before.save(update_fields=["latest"])
    SoilResult.objects.create(
        sample=sample,
        item=new.item,
        text=new.text[:40],
        scaled=int(scaled),
        below=new.below,
        revision=before.revision + 1 if before else 1,
        origin=origin[:200],
        at=at,
    )
    return "created" if before is None else "changed"
