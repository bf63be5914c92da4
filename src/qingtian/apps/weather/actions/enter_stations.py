"""Enter weather stations (登记气象站) from the table the bureau gives once a day: new ones, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction

from qingtian.apps.weather.models import WeatherStation
from qingtian.errors import UnusableInput
from qingtian.language import Text

NEEDED = ("station_id", "name", "lon", "lat", "valid_from")
NO_COLUMN = Text("缺少列：{names}。", "Columns are missing: {names}.")
BAD = Text("第 {row} 行的“{name}”不能用：{found}。", "Row {row}: “{name}” cannot be used: {found}.")
DATUM = Text(
    "第 {row} 行的坐标系是“{found}”；只收 WGS84 和 CGCS2000，不收 GCJ-02。",
    "Row {row} has the datum “{found}”; WGS84 and CGCS2000 are taken, never GCJ-02.",
)


def enter_stations(rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """All of them or none; how many are new and how many changed. UnusableInput ``weather.stations`` names row, column.

    Columns ``station_id,name,lon,lat,alt_m,wind_height_m,level,division,datum,valid_from,valid_to``, also ``name_en``.
    A station that is no longer in the table stays: only ``valid_to`` ends it.
    """
    wanted = [_station(number, row) for number, row in enumerate(rows, 1)]
    there = {one.code: one for one in WeatherStation.objects.all()}
    fields = [field.name for field in WeatherStation._meta.concrete_fields if field.name not in ("id", "code")]
    new = changed = 0
    with transaction.atomic():
        for one in wanted:
            known = there.get(one.code)
            if known is None:
                one.save(force_insert=True)
                new += 1
            elif any(getattr(known, name) != getattr(one, name) for name in fields):
                one.pk = known.pk
                one.save()
                changed += 1
            there[one.code] = one
    return new, changed


def _station(number: int, row: Mapping[str, str]) -> WeatherStation:
    if lacking := [name for name in NEEDED if name not in row]:
        raise UnusableInput("weather.stations", NO_COLUMN.format(names=", ".join(lacking)))
    code, name = row["station_id"].strip(), row["name"].strip()
    if not 0 < len(code) <= 20 or not name:
        raise _bad(number, "station_id", code)
    datum = (row.get("datum") or "WGS84").strip().upper().replace(" ", "")
    if datum not in WeatherStation.Datum.values:
        raise UnusableInput("weather.stations", DATUM.format(row=number, found=datum[:20]))
    longitude, latitude = _number(number, row, "lon", 180), _number(number, row, "lat", 90)
    if longitude is None or latitude is None:
        raise _bad(number, "lon", row["lon"])
    first = _day(number, row, "valid_from")
    if first is None:
        raise _bad(number, "valid_from", row["valid_from"])
    return WeatherStation(
        code=code, name_zh=name[:80], name_en=(row.get("name_en") or name).strip()[:120], longitude=longitude,
        latitude=latitude, datum=datum, altitude_m=_number(number, row, "alt_m", 9000),
        wind_height_m=_number(number, row, "wind_height_m", 500), level=(row.get("level") or "").strip()[:40],
        division=(row.get("division") or "").strip()[:12], valid_from=first, valid_to=_day(number, row, "valid_to"),
    )  # fmt: skip


def _number(number: int, row: Mapping[str, str], name: str, most: int) -> Decimal | None:
    text = (row.get(name) or "").strip()
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise _bad(number, name, text) from None
    if not found.is_finite() or abs(found) > most:
        raise _bad(number, name, text)
    return round(found, 1 if name.endswith("_m") else 6)


def _day(number: int, row: Mapping[str, str], name: str) -> date | None:
    text = (row.get(name) or "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _bad(number, name, text) from None


def _bad(number: int, name: str, found: str) -> UnusableInput:
    return UnusableInput("weather.stations", BAD.format(row=number, name=name, found=found[:40] or "—"), where=name)
