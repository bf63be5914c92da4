"""The evidence of a spell of dust as a workbook (沙尘证据表): drafted the same day, completed by the weather bureau."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from qingtian.apps.air.dust_watch import CityHourOfDust, whole
from qingtian.apps.air.lake import city_lake
from qingtian.apps.places.models import Station
from qingtian.measurements.lake.engine import connect
from qingtian.standards.air.dust import dust_rule
from qingtian.standards.declared import Basis
from qingtian.tables.writing import write_xlsx

HEADS = (
    "站点编号", "站点", "级别", "日期", "时（末）", "PM10 µg/m³", "PM2.5 µg/m³", "PM2.5/PM10 %",
    "风向（气象部门填）", "风速 m/s（气象部门填）", "能见度 m（气象部门填）",
)  # fmt: skip
CITY_HEADS = ["日期", "时（末）", "全市 PM10", "全市 PM2.5", "PM2.5/PM10 %", "在过程内"]
CERTAINTY = {
    "sure": "已核对原文", "copy": "见于转载", "secondary": "见于二手资料", "third_party": "第三方", "observed": "实测",
    "from_memory": "凭记忆，待核实", "local_default": "本地设定",
}  # fmt: skip


def write_evidence(path: Path, asked: tuple[date, int, date, int], hours: list[CityHourOfDust]) -> None:
    """Write it: the first sheet a station-hour a row, then the city's hours, then beginning, end and thresholds."""
    city = [CITY_HEADS, *_city(asked, hours)]
    write_xlsx(
        path, HEADS, _rows(asked), title="站点小时值", notes=[("全市小时均值", city), ("起止和判据", _said(asked))]
    )


def _rows(asked: tuple[date, int, date, int]) -> Iterator[list[str | int | Decimal | date | None]]:
    stations = {one.code: one for one in Station.objects.filter(evaluated=True)}
    around = timedelta(days=1)
    hourly = city_lake().hourly(None, asked[0] - around, asked[2] + around, list(stations))
    sql = f"SELECT station, day, hour, pm10, pm2_5 FROM ({hourly.sql}) ORDER BY station, day, hour"  # noqa: S608
    connection = connect(city_lake().root / "work")
    try:
        found = connection.execute(sql).fetchall()
    finally:
        connection.close()
    for code, day, hour, coarse, fine in found:
        one = stations[code]
        share = Fraction(fine, coarse) if fine is not None and coarse else None
        yield [
            code, one.name_zh, one.get_level_display(), day.isoformat(), hour,
            _digits(coarse), _digits(fine), None if share is None else round(share * 100), None, None, None,
        ]  # fmt: skip


def _city(asked: tuple[date, int, date, int], hours: list[CityHourOfDust]) -> Iterator[list[str]]:
    for one in hours:
        inside = (asked[0], asked[1]) <= (one.day, one.hour) <= (asked[2], asked[3])
        share = "" if one.share is None else str(round(one.share * 100))
        row = [one.day.isoformat(), str(one.hour), _text(one.coarse), _text(one.fine), share, "是" if inside else ""]
        yield row


def _said(asked: tuple[date, int, date, int]) -> list[list[str]]:
    rule = dust_rule()
    return [
        ["起", f"{asked[0]} {asked[1]} 时"],
        ["止", f"{asked[2]} {asked[3]} 时"],
        ["依据", rule.in_force.instrument, CERTAINTY[rule.in_force.certainty]],
        ["与前几小时比", f"{rule.before_hours.value} 小时", _sure(rule.before_hours.basis)],
        ["达到前几小时均值的倍数", str(rule.begins_at_times.value), _sure(rule.begins_at_times.basis)],
        ["并且高于 µg/m³", str(rule.begins_above.value), _sure(rule.begins_above.basis)],
        ["PM2.5 占 PM10 不超过", str(rule.begins_fine_share.value), _sure(rule.begins_fine_share.basis)],
        ["回到前几小时均值的偏差内", str(rule.ends_within.value), _sure(rule.ends_within.basis)],
        ["说明", "全市均值为参评站点小时值的算术平均；缺测不补。未经上级审定不作扣除。"],
    ]


def _sure(basis: Basis) -> str:
    return CERTAINTY[basis.certainty]


def _digits(thousandths: int | None) -> Decimal | None:
    return None if thousandths is None else (Decimal(thousandths) / 1000).normalize() + 0


def _text(thousandths: int | None) -> str:
    return "" if thousandths is None else whole(thousandths)
