"""Enter the target of a year (录入目标): a number and its document; earlier rows stay, the latest holds."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from qingtian.apps.air.places import named, regions
from qingtian.apps.air_consultations.models import YearTarget
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.measurements.scale import scaled
from qingtian.procedures import Actor

_NUMBER = re.compile(r"\d{1,3}(\.\d{1,3})?", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)
NO_PLACE = Text("没有这个评价区域。", "There is no such region.")
NO_ITEM = Text("没有这个项目。", "There is no such item.")
NOT_A_YEAR = Text("年份写成 2026。", "Write the year as 2026.")
NOT_A_NUMBER = Text("目标写成数，例如 65 或 87.5。", "Write the target as a number, such as 65 or 87.5.")
TOO_HIGH = Text("优良天数比例不超过 100%。", "A share of good days is 100 % at most.")
NO_BASIS = Text("写是哪份文件定的。", "Name the document that set it.")


def enter_target(place: str, year: str, item: str, value: str, basis: str, *, by: Actor, on: date) -> YearTarget:
    """Raises Refused ``air_consultations.target`` with the field in ``where``."""
    number = value.strip().removesuffix("%").strip()
    faults = (
        ("place", NO_PLACE, named(regions(), place) is None),
        ("item", NO_ITEM, item not in YearTarget.Item.values),
        ("year", NOT_A_YEAR, not _YEAR.fullmatch(year.strip())),
        ("value", NOT_A_NUMBER, not _NUMBER.fullmatch(number) or not Decimal(number)),
        ("basis", NO_BASIS, not basis.strip()),
    )
    for where, words, wrong in faults:
        if wrong:
            raise Refused("air_consultations.target", words, where=where)
    if item == YearTarget.Item.GOOD_DAYS and Decimal(number) > 100:
        raise Refused("air_consultations.target", TOO_HIGH, where="value")
    return YearTarget.objects.create(
        place=place, year=int(year), item=item, value=scaled(Decimal(number)), basis=basis.strip()[:200],
        entered_on=on, entered_by=(by.post or "")[:60],
    )  # fmt: skip
