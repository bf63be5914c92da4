"""Sheets of the register of capability: declared columns that serve the form of one row and the import of many.

``take(sheet, values)`` writes one row. It is found again by the sheet's key, so that an import repeated changes
nothing and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from qingtian.apps.catalogue.models import Equipment, OfficeFunds, PetitionOffice, Qualification, Staffing
from qingtian.apps.people.models import Organ, Person
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.tables import Choice, Column, Value

NO_ORGAN = Text("没有代码为“{code}”的单位。", "There is no organ with the code “{code}”.")
NO_PERSON = Text("没有代码为“{code}”的人员。", "There is nobody with the code “{code}”.")
NOT_TAKEN = Text("这一行不能存：{why}", "This row cannot be kept: {why}")
CENTS = 100
WORK = {
    "petitions": Text("信访", "Petitions"),
    "enforcement": Text("执法", "Enforcement"),
    "monitoring": Text("监测", "Monitoring"),
    "legal": Text("法制", "Legal"),
    "inspection": Text("督察", "Inspection"),
}
LICENCES = {
    "enforcement": Text("行政执法证", "Enforcement licence"),
    "monitoring": Text("监测上岗证", "Monitoring certificate"),
    "legal": Text("法律职业资格", "Legal qualification"),
    "other": Text("其他", "Other"),
}
EQUIPMENT = {
    "vehicle": Text("车辆", "Vehicle"),
    "mobile": Text("移动执法设备", "Mobile enforcement device"),
    "monitoring": Text("监测设备", "Monitoring equipment"),
    "office": Text("办公设备", "Office equipment"),
}


def _choices(words: Mapping[str, Text]) -> tuple[Choice, ...]:
    return tuple(Choice(code, title) for code, title in words.items())


ORGAN = Column("organ", Text("单位代码", "Organ code"), "code", required=True, longest=60, aliases=("单位",))
PERSON = Column("person", Text("人员代码", "Person code"), "code", required=True, longest=60)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One register. ``key``: columns that tell a row from every other; ``owner``: the model's field of the organ."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    model: type[models.Model]
    owner: str = "organ"
    check: Callable[[Mapping[str, Any]], Text | None] = lambda values: None


def _in_order(first: str, last: str, why: Text) -> Callable[[Mapping[str, Any]], Text | None]:
    def checked(values: Mapping[str, Any]) -> Text | None:
        begins, ends = values.get(first), values.get(last)
        return why if begins and ends and ends < begins else None

    return checked


def _office(values: Mapping[str, Any]) -> Text | None:
    if values.get("independent") and not values.get("exists"):
        return Text("没有设的不能是单独设立。", "An office that does not exist is not independent.")
    return None


def _funds(values: Mapping[str, Any]) -> Text | None:
    for name in ("planned_cents", "received_cents"):
        if (values.get(name) or 0) < 0:
            return Text("金额不能是负数。", "An amount is not negative.")
    return None


SHEETS: dict[str, Sheet] = {
    sheet.id: sheet
    for sheet in (
        Sheet(
            "petition_offices",
            Text("信访机构", "Petition offices"),
            (
                ORGAN,
                Column("exists", Text("已设信访机构", "Office exists"), "yes_no", required=True),
                Column("independent", Text("单独设立", "Independent"), "yes_no"),
                Column("since", Text("设立日期", "Since"), "date"),
                Column("decision", Text("批准文号", "Decision"), longest=120),
                Column("address", Text("地址", "Address"), longest=200),
                Column("hours", Text("接待时间", "Hours"), longest=120),
                Column("phone", Text("办公电话", "Telephone of the office"), longest=60),
            ),
            ("organ",),
            PetitionOffice,
            owner="department",
            check=_office,
        ),
        Sheet(
            "funds",
            Text("信访工作经费", "Funds of petition offices"),
            (
                ORGAN,
                Column("year", Text("年度", "Year"), "whole", required=True),
                Column("planned", Text("预算（元）", "Planned (yuan)"), "decimal", required=True),
                Column("received", Text("到位（元）", "Received (yuan)"), "decimal"),
            ),
            ("organ", "year"),
            OfficeFunds,
            owner="department",
            check=_funds,
        ),
        Sheet(
            "staff",
            Text("人员配备", "Staff"),
            (
                ORGAN,
                PERSON,
                Column("work", Text("工作", "Work"), "choice", required=True, choices=_choices(WORK)),
                Column("full_time", Text("专职", "Full-time"), "yes_no"),
                Column("starts", Text("自", "From"), "date", required=True),
                Column("ends", Text("至", "Until"), "date"),
            ),
            ("organ", "person", "work", "starts"),
            Staffing,
            check=_in_order("starts", "ends", Text("“至”早于“自”。", "It ends before it begins.")),
        ),
        Sheet(
            "qualifications",
            Text("资格证件", "Licences"),
            (
                ORGAN,
                PERSON,
                Column("kind", Text("证件", "Licence"), "choice", required=True, choices=_choices(LICENCES)),
                Column("number", Text("证号", "Number"), "code", required=True, longest=60),
                Column("valid_from", Text("有效自", "Valid from"), "date", required=True),
                Column("valid_until", Text("有效至", "Valid until"), "date"),
            ),
            ("kind", "number"),
            Qualification,
            check=_in_order("valid_from", "valid_until", Text("失效早于生效。", "It expires before it begins.")),
        ),
        Sheet(
            "equipment",
            Text("车辆和设备", "Vehicles and equipment"),
            (
                ORGAN,
                Column("kind", Text("种类", "Kind"), "choice", required=True, choices=_choices(EQUIPMENT)),
                Column("name", Text("名称", "Name"), required=True, longest=120),
                Column("number", Text("编号或号牌", "Number or plate"), "code", required=True, longest=60),
                Column("for_petitions", Text("信访专用", "For petition work"), "yes_no"),
                Column("in_use_from", Text("启用日期", "In use from"), "date", required=True),
                Column("retired_on", Text("停用日期", "Retired on"), "date"),
                Column("calibration_due", Text("检定到期", "Calibration due"), "date"),
            ),
            ("organ", "number"),
            Equipment,
            check=_in_order("in_use_from", "retired_on", Text("停用早于启用。", "It is retired before it is in use.")),
        ),
    )
}


def cents(yuan: Value) -> int:
    """Whole cents of an amount in yuan. Raises UnusableInput for a fraction of a cent; nothing is rounded away."""
    amount = (yuan if isinstance(yuan, Decimal) else Decimal(str(yuan or 0))) * CENTS
    if amount != amount.to_integral_value():
        words = Text(f"{yuan} 元不是整分。", f"{yuan} yuan is not whole cents.")
        raise UnusableInput("capability.not_cents", words)
    return int(amount)


def take(sheet: Sheet, values: Mapping[str, Value]) -> tuple[models.Model, bool]:
    """Write one row; True where it is new. Raises UnusableInput naming what is wrong; nothing is half-kept."""
    found = _fields(sheet, values)
    if why := sheet.check(found):
        raise UnusableInput("capability.row", why)
    key = {name: found.pop(name) for name in _key(sheet)}
    try:
        with transaction.atomic():
            return sheet.model._default_manager.update_or_create(defaults=found, **key)
    except (ValidationError, ValueError) as error:
        raise UnusableInput("capability.row", NOT_TAKEN.format(why=str(error))) from error


def _key(sheet: Sheet) -> list[str]:
    return [sheet.owner if name == "organ" else name for name in sheet.key]


def _fields(sheet: Sheet, values: Mapping[str, Value]) -> dict[str, Any]:
    """Model fields from the values of the columns: codes found, yuan made cents."""
    found: dict[str, Any] = {}
    for column in sheet.columns:
        value = values.get(column.name)
        if column.name == "organ":
            found[sheet.owner] = _row(Organ, str(value), NO_ORGAN)
        elif column.name == "person":
            found["person"] = _row(Person, str(value), NO_PERSON)
        elif column.name in ("planned", "received"):
            found[f"{column.name}_cents"] = cents(value)
        elif column.type == "yes_no":
            found[column.name] = bool(value)
        else:
            found[column.name] = value if value is not None or column.type == "date" else ""
    return found


def _row(model: type[models.Model], code: str, why: Text) -> models.Model:
    row = model._default_manager.filter(code=code).first()
    if row is None:
        raise UnusableInput("capability.unknown_code", why.format(code=code))
    return row


def values_of(sheet: Sheet, row: Any) -> dict[str, Value]:
    """The values of a kept row by column, as a form shows them."""
    found: dict[str, Value] = {}
    for column in sheet.columns:
        if column.name == "organ":
            found["organ"] = getattr(row, sheet.owner).code
        elif column.name == "person":
            found["person"] = row.person.code
        elif column.name in ("planned", "received"):
            found[column.name] = Decimal(getattr(row, f"{column.name}_cents")) / CENTS
        else:
            found[column.name] = getattr(row, column.name)
    return found


def rows_of_organ(sheet: Sheet, organ: Organ) -> list[Any]:
    """What one organ has entered, with the people it names."""
    rows = sheet.model._default_manager.filter(**{sheet.owner: organ})
    if any(column.name == "person" for column in sheet.columns):
        rows = rows.select_related("person")
    return list(rows.select_related(sheet.owner))
