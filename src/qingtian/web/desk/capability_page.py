"""Capability (能力建设): by area what there is, what is lacking, how much work; and each organ's own register."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.catalogue.actions.note_use import note_use
from qingtian.apps.catalogue.gaps import gaps, yuan
from qingtian.apps.catalogue.policy import areas, may_compare, may_keep, organs
from qingtian.apps.catalogue.queries import AreaRow, by_area, last_month
from qingtian.apps.catalogue.sheets import SHEETS, Sheet, rows_of_organ, values_of
from qingtian.apps.grid.queries import staff_on
from qingtian.apps.people.models import Organ
from qingtian.language import Text
from qingtian.tables import Column as Declared
from qingtian.tables import write_xlsx
from qingtian.web.design.shapes import Column, Group, Row, Table
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YES, NO = Text("是", "yes"), Text("否", "no")
NOT_ENTERED = Text("未填", "not entered")
NEVER = "—"
#: the sheet asks for a code, the page shows the name
PERSON = Text("姓名", "Name")


@officer
@require_safe
def capability(request: DeskRequest) -> HttpResponse:
    """Two tables by area, and the gaps. Units are compared; no person is named here."""
    if not may_compare(request.actor):
        raise PermissionDenied
    rows = by_area(areas(request.actor).order_by("path"), request.as_of)
    own = organs(request.actor).select_related("area").exclude(level=Organ.Level.TOWNSHIP)
    context = {
        "offices": _offices([row for row in rows if row.means.departments]),
        "means": _means(rows, request),
        "gaps": gaps(rows),
        "organs": own.filter(kind__in=[Organ.Kind.BUREAU, Organ.Kind.PETITION_OFFICE]) if rows else [],
        "rows": rows,
    }
    return render(request, "desk/capability.html", context)


@officer
@require_safe
def capability_export(request: DeskRequest) -> HttpResponse:
    """Petition offices by area with what is lacking, as a sheet; the use is noted before it leaves."""
    if not may_compare(request.actor):
        raise PermissionDenied
    rows = [row for row in by_area(areas(request.actor).order_by("path"), request.as_of) if row.means.departments]
    table = _offices(rows)
    heads = [column.label.zh for column in table.columns]
    lines = [
        [_plain(row.cells[column.key]) for column in table.columns] for group in table.groups for row in group.rows
    ]
    lacking = [[gap.area.name_zh, gap.what.zh] for gap in gaps(rows)]
    with tempfile.TemporaryDirectory(prefix="qingtian-capability-") as folder:
        path = Path(folder) / "offices.xlsx"
        write_xlsx(path, heads, lines, title="信访机构", notes=[("缺口", [["地方", "缺什么"], *lacking])])
        content = path.read_bytes()
    note_use("capability", by=request.actor, rows=len(lines), way="xlsx", purpose="信访机构和缺口", now=request.now)
    what = Text(f"信访机构和缺口：{len(lines)} 行", f"petition offices and gaps: {len(lines)} rows")
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=what)
    response = HttpResponse(content, content_type=XLSX)
    name_ = quote(f"信访机构和缺口-{request.as_of}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name_}"
    return response


def _plain(value: Any) -> Any:
    return value.zh if isinstance(value, Text) else value


def _offices(rows: list[AreaRow]) -> Table:
    """信访机构、专职人员、经费、装备: the petition office of every county-level department."""
    columns = [
        Column("area", Text("地方", "Area")),
        Column("office", Text("信访机构", "Petition office")),
        Column("independent", Text("单独设立", "Independent")),
        Column("staff", Text("专职人员", "Full-time staff"), figures=True),
        Column("planned", Text("预算", "Planned"), Text("元", "yuan"), figures=True),
        Column("received", Text("到位", "Received"), Text("元", "yuan"), figures=True),
        Column("equipment", Text("信访装备", "Equipment"), figures=True),
    ]
    made = [
        Row(
            {
                "area": name(row.area),
                "office": _all([o.exists for o in row.means.offices], len(row.means.departments)),
                "independent": _all([o.independent for o in row.means.offices], len(row.means.departments)),
                "staff": row.means.petition_full_time,
                "planned": NEVER if row.means.planned_cents is None else yuan(row.means.planned_cents),
                "received": NEVER if row.means.received_cents is None else yuan(row.means.received_cents),
                "equipment": row.means.petition_equipment,
            }
        )
        for row in rows
    ]
    note = Text("经费按当年；— 表示没有填。", "Funds are of this year; — means not entered.")
    return Table(Text("信访机构", "Petition offices"), columns, [Group("", made)], note=note)


def _all(said: list[bool], wanted: int) -> Text:
    if len(said) < wanted:
        return NOT_ENTERED
    return YES if all(said) else NO


def _means(rows: list[AreaRow], request: DeskRequest) -> Table:
    first, last = last_month(request.as_of)
    columns = [
        Column("area", Text("地方", "Area")),
        Column("open", Text("在办", "Open"), figures=True),
        Column("overdue", Text("逾期", "Overdue"), figures=True),
        Column("officers", Text("承办人员", "Officers"), figures=True),
        Column("each", Text("人均在办", "Open per officer"), figures=True),
        Column("visits", Text("上月现场", "Visits last month"), figures=True),
        Column("licences", Text("有效证件", "Valid licences"), figures=True),
        Column("expired", Text("过期证件", "Expired"), figures=True),
        Column("vehicles", Text("车辆", "Vehicles"), figures=True),
        Column("mobile", Text("移动执法设备", "Mobile devices"), figures=True),
        Column("monitoring", Text("监测设备", "Instruments"), figures=True),
        Column("late", Text("检定过期", "Past calibration"), figures=True),
        Column("cells", Text("末级网格", "Leaves of the grid"), figures=True),
        Column("manned", Text("有网格员的", "With a member"), figures=True),
    ]
    staffed = staff_on(request.as_of)
    made = [
        Row(
            {
                "area": name(row.area),
                "open": row.load.open,
                "overdue": row.load.overdue,
                "officers": row.load.officers,
                "each": NEVER if row.load.per_officer is None else str(row.load.per_officer),
                "visits": row.load.visits,
                "licences": row.means.licences,
                "expired": row.means.expired,
                "vehicles": row.means.vehicles,
                "mobile": row.means.mobile,
                "monitoring": row.means.monitoring,
                "late": row.means.out_of_calibration,
                "cells": staffed.get(row.area.code, (0, 0))[0],
                "manned": staffed.get(row.area.code, (0, 0))[1],
            }
        )
        for row in rows
    ]
    note = Text(
        f"按 {request.as_of} 的记录数；上月现场是 {first:%m-%d} 到 {last:%m-%d} 的检查、核查动作。比单位，不排人。",
        f"From the records of {request.as_of}; visits are inspections and checks from {first:%m-%d} to {last:%m-%d}. "
        "Units are compared, persons never ranked.",
    )
    return Table(Text("能力和工作量", "Means and workload"), columns, [Group("", made)], note=note)


@dataclass(frozen=True, slots=True)
class Register:
    """One sheet of one organ as a table: heads, and rows with their cells and the marks of what is out of date."""

    sheet: Sheet
    heads: list[Text]
    rows: list[tuple[int, list[Any], Text | None]]


@officer
@require_safe
def organ_register(request: DeskRequest, organ: str) -> HttpResponse:
    """What one organ has entered; 404 where it is not the reader's own or below it."""
    found = readable(request, organ)
    context = {
        "organ": found,
        "registers": [_register(sheet, found, request) for sheet in SHEETS.values()],
        "may_keep": may_keep(request.actor, found),
    }
    return render(request, "desk/capability_organ.html", context)


def readable(request: DeskRequest, code: str) -> Organ:
    """An organ whose register lies in the reader's sight; what does not, is not there."""
    return get_object_or_404(organs(request.actor).select_related("area"), code=code)


def sheet_of(id_: str) -> Sheet:
    """The register of that name; 404 for none."""
    if id_ not in SHEETS:
        raise Http404
    return SHEETS[id_]


def _register(sheet: Sheet, organ: Organ, request: DeskRequest) -> Register:
    columns = [column for column in sheet.columns if column.name != "organ"]
    rows = [(row.pk, _cells(columns, sheet, row), _late(sheet, row, request)) for row in rows_of_organ(sheet, organ)]
    heads = [PERSON if column.name == "person" else column.title for column in columns]
    return Register(sheet, heads, rows)


def _cells(columns: list[Declared], sheet: Sheet, row: Any) -> list[Any]:
    values = values_of(sheet, row)
    return [name(row.person) if c.name == "person" else shown(c, values[c.name]) for c in columns]


def shown(column: Declared, value: Any) -> Any:
    """A value as it is read: a choice by its title, money with two decimals, nothing as a dash."""
    if value in (None, ""):
        return NEVER
    if column.type == "choice":
        return next((c.title for c in column.choices if c.code == value), value)
    if column.type == "yes_no":
        return YES if value else NO
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return value.isoformat() if hasattr(value, "isoformat") else value


def _late(sheet: Sheet, row: Any, request: DeskRequest) -> Text | None:
    """Why a row needs somebody: the licence expired, the calibration ran out."""
    if sheet.id == "qualifications" and row.valid_until and row.valid_until < request.as_of:
        return Text("已过期", "expired")
    due = getattr(row, "calibration_due", None)
    if due and due < request.as_of and not row.retired_on:
        return Text("检定过期", "past calibration")
    return None
