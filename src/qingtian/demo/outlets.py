"""Outlets of the invented city: six, their limits, instruments, loggers, marks, and two months of hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from qingtian.apps.entered.actions.enter_table import NewTable, enter_table
from qingtian.apps.monitors.models import DataLogger, FieldInfo, Instrument, OperationMark, Outlet, PermitLimit
from qingtian.apps.parties.models import Party
from qingtian.apps.people.models import Organ, Post
from qingtian.apps.places.models import Source
from qingtian.demo.declared import declared
from qingtian.demo.outlet_hours import DAYS, write_hours
from qingtian.demo.stage import moment
from qingtian.standards.sources.scale import scaled

PERMIT = "排污许可证（虚构）"
FROM_MEMORY = {
    "instrument": "（演示）凭记忆录入",
    "clause": "没有对照原文",
    "certainty": "from_memory",
    "source": "演示城市录入，正式使用前由管理员按原文重录",
}


def create_outlets(today: date, until: datetime) -> int:
    """Everything about the outlets up to the hour before ``until``; returns how many hours were written."""
    first = today - timedelta(days=DAYS)
    for number, one in enumerate(declared("outlets")["outlets"], 1):
        _outlet(number, one, first)
    outlets = {outlet.number: outlet for outlet in Outlet.objects.select_related("organ")}
    for mark in declared("outlets")["marks"]:
        _mark(mark, outlets, today)
    _electricity(outlets, today)
    for table, cells in declared("outlets")["tables"].items():
        new = NewTable(table, first, None, cells, **FROM_MEMORY)
        enter_table(new, by="yunping-administrator", at=moment(first, 10))
    return write_hours(today, until)


def _outlet(place: int, one: dict[str, Any], first: date) -> None:
    source = Source.objects.select_related("area").get(code=one["source"])
    party = Party.objects.get(name=source.name_zh, area=source.area)
    Party.objects.filter(pk=party.pk).update(key_unit=True)
    organ = Organ.objects.get(code=f"{source.area.code}-branch")
    outlet = Outlet.objects.create(
        number=one["number"],
        name_zh=one["zh"],
        name_en=one["en"],
        party=party,
        area=source.area,
        organ=organ,
        medium=one["medium"],
        permit_number=f"{party.credit_code}001P",
        reference_oxygen=Decimal(one["oxygen"]) if "oxygen" in one else None,
        networked_on=first,
    )
    for factor, told in one["factors"].items():
        _factor(outlet, factor, told, first)
    DataLogger.objects.create(
        mn=f"0DE300000000000000{place:06d}",
        name=f"{one['zh']}数采仪",
        units={factor: told["unit"] for factor, told in one["factors"].items()},
        expected=list(one["factors"]),
        organ=organ,
        outlet=outlet,
    )


def _factor(outlet: Outlet, factor: str, told: dict[str, Any], first: date) -> None:
    limit = Decimal(told["limit"])
    PermitLimit.objects.create(
        outlet=outlet,
        factor=factor,
        mean=told["mean"],
        limit=limit,
        unit=told["unit"],
        converted=told.get("converted", False),
        basis=PERMIT,
        valid_from=first,
        limit_scaled=scaled(limit),
    )
    Instrument.objects.create(
        outlet=outlet,
        factor=factor,
        maker="虚构仪器厂",
        range_low=Decimal(0),
        range_high=Decimal(told["range"]),
        installed_on=first,
    )


def _mark(told: dict[str, Any], outlets: dict[str, Outlet], today: date) -> None:
    outlet = outlets[number_of(told["outlet"])]
    begins = moment(today - timedelta(days=told["before"]), told["hour"])
    OperationMark.objects.create(
        outlet=outlet,
        factor=told.get("factor", ""),
        kind=told["kind"],
        begins_at=begins,
        ends_at=begins + timedelta(hours=told["hours"]),
        words=told["words"],
        declared_at=begins - timedelta(minutes=40),
        entered_by=Post.objects.get(code=f"{outlet.organ.code}-officer"),
        entered_at=begins + timedelta(hours=2),
    )


def _electricity(outlets: dict[str, Outlet], today: date) -> None:
    """The daily use at the end of every day, as the device tells it with CN=3020."""
    told = declared("outlets")["electricity"]
    logger = DataLogger.objects.get(outlet=outlets[number_of(told["outlet"])])
    rows = []
    for before in range(1, DAYS + 1):
        at = moment(today - timedelta(days=before), 23, 59)
        use = 0 if before == told["none_before"] else told["usual"] + before * 37 % 61
        rows.append(FieldInfo(logger=logger, code="i33202", text=str(use), at=at, received_at=at))
    FieldInfo.objects.bulk_create(rows)


def number_of(key: str) -> str:
    """The number of an outlet by its key in the file."""
    number: str = next(one["number"] for one in declared("outlets")["outlets"] if one["key"] == key)
    return number
