"""Registers of capability (人员装备台账) as ledgers: petition offices, funds, staff, licences, equipment."""

from __future__ import annotations

from collections.abc import Callable

from qingtian.apps.catalogue.sheets import SHEETS, Sheet, take, values_of
from qingtian.errors import UnusableInput
from qingtian.language import Text
from qingtian.ledgers.kinds.base import Kind, Outcome, RejectedRow, Setting, Values

ABOUT = {
    "petition_offices": Text(
        "各县（区）信访机构：有没有、是否单独设立、地址、接待时间、办公电话。",
        "Petition offices of the counties: whether there is one, independent, its address, hours and telephone.",
    ),
    "funds": Text("各信访机构每年的预算和到位，精确到分。", "Planned and received funds a year, to the cent."),
    "staff": Text(
        "谁在做哪项工作、专职不专职、从哪天到哪天。", "Who does which work, full-time or not, from when to when."
    ),
    "qualifications": Text("执法证、上岗证和有效期。", "Licences and how long they hold."),
    "equipment": Text("车辆、设备、检定到期。", "Vehicles and equipment, calibration due."),
}


def _taker(sheet: Sheet) -> Callable[[Values, Setting], Outcome]:
    def taken(values: Values, setting: Setting) -> Outcome:
        setting.once("/".join(str(values[name]) for name in sheet.key))
        before = _before(sheet, values)
        try:
            row, created = take(sheet, values)
        except UnusableInput as refused:
            raise RejectedRow(refused.message.zh, refused.message.en) from None
        if created:
            return "created"
        row.refresh_from_db()
        return "unchanged" if before == values_of(sheet, row) else "changed"

    return taken


def _before(sheet: Sheet, values: Values) -> dict[str, object] | None:
    """The kept row of that key as the sheet would write it."""
    names = {"organ": f"{sheet.owner}__code", "person": "person__code"}
    found = sheet.model._default_manager.filter(**{names.get(name, name): values[name] for name in sheet.key}).first()
    return values_of(sheet, found) if found else None


def _kind(sheet: Sheet) -> Kind:
    return Kind(
        code=f"capability_{sheet.id}",
        title=sheet.title,
        about=ABOUT[sheet.id],
        columns=sheet.columns,
        take=_taker(sheet),
        after=("organs", "people") if any(column.name == "person" for column in sheet.columns) else ("organs",),
    )


CAPABILITY = tuple(_kind(sheet) for sheet in SHEETS.values())
