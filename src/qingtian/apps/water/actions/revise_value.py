"""Revise one value (修订): the office typed it wrong or the laboratory corrected it; the first stays beside it."""

from __future__ import annotations

from datetime import datetime

from qingtian.apps.water.actions.take_values import NewValue, take_values
from qingtian.apps.water.models import Section, WaterImport, WaterValue
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.periods import Period
from qingtian.standards.water import items
from qingtian.standards.water.measured import UnreadableValue, of_item

NO_ITEM = Text("选一个项目。", "Choose an item.")
NOT_HELD = Text("这个月没有这一项的值；新的值用导入。", "There is no value of it that month; new ones are imported.")
NO_VALUE = Text("值写成数，或者 <检出限。", "Write a number, or < and the detection limit.")
NO_WHY = Text("写明修订理由。", "Say why it is revised.")
SAME = Text("和已有的值一样。", "It is the value held.")


def revise_value(
    section: Section, item: str, period: Period, text: str, *, why: str, by: str, at: datetime
) -> WaterValue:
    """The new revision. Raises Refused ``water.item``, ``water.value`` or ``water.why`` naming the field."""
    if item not in items():
        raise Refused("water.item", NO_ITEM, where="item")
    held = WaterValue.objects.filter(
        section=section, item=item, period_start=period.first, period_end=period.last, latest=True
    ).first()
    if held is None:
        raise Refused("water.item", NOT_HELD, where="item")
    written = text.strip()
    try:
        value = of_item(item, written)
    except UnreadableValue:
        value = None
    if value is None:
        raise Refused("water.value", NO_VALUE, where="value")
    if written == held.text:
        raise Refused("water.value", SAME, where="value")
    if not why.strip():
        raise Refused("water.why", NO_WHY, where="why")
    brought = WaterImport.objects.create(origin=by, at=at)
    take_values([NewValue(section, item, period, written, value)], brought, why=why, source=held.source)
    return WaterValue.objects.get(
        section=section, item=item, period_start=period.first, period_end=period.last, latest=True
    )
