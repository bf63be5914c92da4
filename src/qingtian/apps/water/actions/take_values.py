"""Take values (入库): what is new is added, what differs becomes a revision beside the first, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from qingtian.apps.water.models import Section, WaterImport, WaterValue
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.periods import Period
from qingtian.standards.water.measured import Measured
from qingtian.standards.water.ranking import rounded

#: decimals of ``scaled``
MILLIONTHS = 6
WHY = Text(
    "有 {n} 个值和已有的不同（{items}），写明修订理由。",
    "{n} value(s) differ from those held ({items}): say why they are revised.",
)


@dataclass(frozen=True, slots=True)
class NewValue:
    """One value as read: its text and what it means."""

    section: Section
    item: str
    period: Period
    text: str
    value: Measured


@dataclass(frozen=True, slots=True)
class Taken:
    """How many values were new, revised, the same."""

    new: int
    revised: int
    same: int


_Key = tuple[int, str, date, date]


def take_values(
    values: Sequence[NewValue], brought: WaterImport, *, why: str = "", source: str = WaterValue.Source.MANUAL
) -> Taken:
    """Everything or nothing. Raises Refused ``water.why`` where a held value would be revised without a reason."""
    with transaction.atomic():
        held = _held(values)
        fresh = [one for one in values if _key(one) not in held]
        changed = [one for one in values if _key(one) in held and held[_key(one)].text != one.text]
        if changed and not why.strip():
            items = ", ".join(one.item for one in changed[:5])
            raise Refused("water.why", WHY.format(n=len(changed), items=items), where="why")
        WaterValue.objects.filter(pk__in=[held[_key(one)].pk for one in changed]).update(latest=False)
        rows = [_row(one, brought, source, 1, "") for one in fresh]
        rows += [_row(one, brought, source, held[_key(one)].revision + 1, why.strip()[:300]) for one in changed]
        WaterValue.objects.bulk_create(rows, batch_size=2000)
    return Taken(len(fresh), len(changed), len(values) - len(fresh) - len(changed))


def _held(values: Sequence[NewValue]) -> dict[_Key, WaterValue]:
    if not values:
        return {}
    rows = WaterValue.objects.filter(
        latest=True,
        section__in={one.section.pk for one in values},
        period_start__gte=min(one.period.first for one in values),
        period_end__lte=max(one.period.last for one in values),
    )
    return {(row.section_id, row.item, row.period_start, row.period_end): row for row in rows}


def _key(one: NewValue) -> _Key:
    return one.section.pk, one.item, one.period.first, one.period.last


def _row(one: NewValue, brought: WaterImport, source: str, revision: int, why: str) -> WaterValue:
    return WaterValue(
        section=one.section,
        item=one.item,
        period_start=one.period.first,
        period_end=one.period.last,
        revision=revision,
        text=one.text,
        scaled=int(rounded(one.value.number, MILLIONTHS).scaleb(MILLIONTHS)),
        below=one.value.below,
        source=source,
        why=why,
        brought_by=brought,
    )
