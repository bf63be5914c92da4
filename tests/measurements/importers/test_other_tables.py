"""Tables of an office's own, OpenAQ and Parquet: columns, units, stamps."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from pathlib import Path

import duckdb
import pytest

from qingtian.errors import UnusableInput
from qingtian.measurements.importers.mapping import read_mapping
from qingtian.measurements.importers.outcome import Outcome
from qingtian.measurements.importers.run import Wish, import_files
from qingtian.measurements.importers.units import factors
from qingtian.measurements.lake import Lake, Reading, State
from qingtian.tables import write_xlsx

pytestmark = pytest.mark.once
RECEIVED = datetime(2026, 11, 1, tzinfo=UTC)
DAY = date(2026, 10, 31)


def given(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def imported(root: Path, file: Path, mapping: str = "", **more: object) -> tuple[Lake, Outcome]:
    lake = Lake(root / "lake")
    said = read_mapping(given(root / "mapping.yaml", mapping))
    return lake, import_files(lake, [file], RECEIVED, Wish(mapping=said, **more))  # type: ignore[arg-type]


def hours(lake: Lake, columns: str = "station, day, hour, pm2_5, pm10, so2, no2, o3, co") -> list[tuple[object, ...]]:
    sql = lake.hourly(None, date(2000, 1, 1), date(2030, 1, 1)).sql
    return duckdb.sql(f"SELECT {columns} FROM ({sql}) ORDER BY station, day, hour").fetchall()


def test_columns_and_units_are_told_by_the_headings(tmp_path: Path) -> None:
    heading = "点位编码,监测时间,PM2.5(μg/m³),PM₁₀ (ug/m3),二氧化硫,NO2,臭氧(mg/m³),一氧化碳（毫克/立方米）,O3_8h\n"
    text = heading + "A1,2026年10月31日 5时,35,70,6,20,0.1,0.8,999\n"
    lake, _ = imported(tmp_path, given(tmp_path / "a.csv", text.encode("gb18030")))
    assert hours(lake) == [("A1", DAY, 5, 35_000, 70_000, 6_000, 20_000, 100_000, 800)]


@pytest.mark.parametrize(
    ("heading", "row", "hour"),
    [
        ("station;time;pm2.5", "A1;2026-10-31T05:00:00+08:00;35", 5),
        ("station\ttime\tpm2.5", "A1\t2026103105\t35", 5),
        ("station,date,hour,pm2.5", "A1,2026-10-31,5,35", 5),
        ("station,date,hour,pm2.5", "A1,2026/10/31,24,35", 24),
        ("station,date,hour,pm2.5", "A1,2026-11-01,0,35", 24),
        ("station,time,pm2.5", "A1,2026-10-30T21:00:00Z,35", 5),
    ],
)
def test_separators_and_stamps_people_write(tmp_path: Path, heading: str, row: str, hour: int) -> None:
    lake, _ = imported(tmp_path, given(tmp_path / "a.csv", f"{heading}\n{row}\n"))
    assert hours(lake, "day, hour, pm2_5") == [(DAY, hour, 35_000)]


def test_a_mapping_file_says_what_the_headings_do_not(tmp_path: Path) -> None:
    mapping = (
        "station_fixed: B7\ntime: t\nstamp: hour_begin\n"
        "items: {PM2_5: {column: x, unit: mg/m³}, O3: {column: y, unit: ppb}}\ngaps: ['', none]\n"
    )
    lake, _ = imported(
        tmp_path, given(tmp_path / "a.csv", "t,x,y\n2026-10-31 23:00,0.035,50\n2026-10-31 00:00,none,\n"), mapping
    )
    assert hours(lake, "station, day, hour, pm2_5, o3") == [("B7", DAY, 1, None, None), ("B7", DAY, 24, 35_000, 98_092)]


@pytest.mark.parametrize(
    "mapping",
    ["items: {PM3: {column: x}}", "items: {O3: {column: x, unit: ppq}}", "stamp: noon", "time: nothing", "- x", "a: {"],
)
def test_a_mapping_that_does_not_hold_is_refused(tmp_path: Path, mapping: str) -> None:
    file = given(tmp_path / "a.csv", "station,time,x,o3\nA1,2026-10-31 05:00,1,1\n")
    with pytest.raises(UnusableInput) as refused:
        imported(tmp_path, file, mapping)
    assert refused.value.code in ("air.mapping", "air.columns")


def test_unknown_columns_are_refused_and_say_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="station"):
        imported(tmp_path, given(tmp_path / "a.csv", "a,b\n1,2\n"))


def test_a_workbook_is_read_and_its_rejects_name_the_row(tmp_path: Path) -> None:
    rows = [["A1", "2026-10-31 05:00", "35"], ["A1", "2026-10-31 06:00", "x"]]
    write_xlsx(tmp_path / "a.xlsx", ["站点编码", "时间", "PM2.5"], rows)
    lake, outcome = imported(tmp_path, tmp_path / "a.xlsx")
    assert hours(lake, "hour, pm2_5") == [(5, 35_000)]
    assert outcome.files[0].rejects is not None
    assert outcome.files[0].rejects.read_text().splitlines()[1].startswith("3,bad_number,PM2.5,")


def test_parts_per_billion_follow_the_reference_state_of_the_day() -> None:
    old, new = factors("O3", "ppb") or ()
    assert (round(old.times, 3), round(new.times, 3)) == (Fraction("2.141"), Fraction("1.962"))
    assert new.first_day == date(2018, 9, 1)
    assert [round(one.times, 4) for one in factors("CO", "ppm") or ()] == [Fraction("1.2497"), Fraction("1.1449")]
    assert factors("PM2_5", "ppb") is None


def test_a_gas_counted_at_another_state_is_carried_over_and_particulates_are_not() -> None:
    old, new = factors("SO2", "µg/m³", Decimal("273.15")) or ()
    assert (old.times, new.times) == (1, Fraction(5463, 5963))
    assert factors("PM10", "µg/m³", Decimal("273.15")) == factors("PM10", "µg/m³")


OPENAQ = "location_id,sensors_id,location,datetime,lat,lon,parameter,units,value\n"


def test_the_openaq_archive_has_a_row_a_value(tmp_path: Path) -> None:
    rows = [
        "7,1,x,2026-10-31T05:00:00+08:00,25,102,pm25,µg/m³,35.5",
        "7,2,x,2026-10-30T21:00:00+00:00,25,102,co,ppm,1",
        "7,2,x,2026-10-31T06:00:00+08:00,25,102,o3,µg/m³,-999",
        "7,3,x,2026-10-31T06:00:00+08:00,25,102,temperature,c,20",
        "7,4,x,2026-10-31T06:00:00+08:00,25,102,no2,oz,20",
        "7,5,x,2026-10-31T07:00:00+08:00,25,102,so2,µg/m³,20",
        "7,5,x,2026-10-31T07:00:00+08:00,25,102,so2,µg/m³,20",
        "7,6,x,2026-10-31T08:00:00+08:00,25,102,so2,µg/m³,20",
        "7,6,x,2026-10-31T08:00:00+08:00,25,102,so2,µg/m³,21",
    ]
    lake, outcome = imported(tmp_path, given(tmp_path / "a.csv", OPENAQ + "\n".join(rows) + "\n"))
    found = outcome.files[0]
    assert (found.feed, found.rows, found.repeated) == ("openaq", 9, 1)
    assert found.rejected == {"bad_unit": 1, "conflicting_hour": 2}
    assert hours(lake, "station, hour, pm2_5, so2, co, o3_state") == [
        ("7", 5, 35_500, None, 1_145, None),
        ("7", 6, None, None, None, State.MISSING),
        ("7", 7, None, 20_000, None, None),
    ]


def test_openaq_json_needs_a_station(tmp_path: Path) -> None:
    period = {
        "interval": "01:00:00",
        "datetimeTo": {"utc": "2026-10-30T21:00:00Z", "local": "2026-10-31T05:00:00+08:00"},
    }
    one = {"value": 35.5, "parameter": {"id": 2, "name": "pm25", "units": "µg/m³"}, "period": period}
    file = given(tmp_path / "a.json", json.dumps({"meta": {}, "results": [one]}))
    with pytest.raises(UnusableInput, match="station_fixed"):
        imported(tmp_path, file)
    lake, _ = imported(tmp_path, file, "station_fixed: K1")
    assert hours(lake, "station, day, hour, pm2_5") == [("K1", DAY, 5, 35_500)]


def test_what_a_lake_holds_goes_to_another_as_it_is(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "first")
    for value in (1000, 1001):
        readings = [Reading("A1", "CO", DAY, 1, value), Reading("A1", "O3", DAY, 1, None, State.NOT_MONITORED)]
        lake.append(readings, source="test", received_at=RECEIVED)
    connection = duckdb.connect()
    view = lake.hourly(None, DAY, DAY).write(connection, tmp_path / "hourly.parquet")
    connection.execute(f"COPY {lake.ledger()} TO '{tmp_path / 'ledger.parquet'}'")
    for number, file in enumerate((view, tmp_path / "ledger.parquet")):
        other, outcome = (
            imported(tmp_path / str(number), file) if (tmp_path / str(number)).mkdir() is None else (lake, None)
        )
        assert hours(other) == hours(lake)
        assert hours(other, "co_state, o3_state, so2_state") == [(State.VALID, State.NOT_MONITORED, None)]
        assert outcome is not None
        assert outcome.added.new == 2


def test_a_parquet_file_cut_short_is_refused(tmp_path: Path) -> None:
    duckdb.sql("SELECT 'A1' AS station, range AS x FROM range(10000)").write_parquet(str(tmp_path / "a.parquet"))
    whole = (tmp_path / "a.parquet").read_bytes()
    with pytest.raises(UnusableInput) as refused:
        imported(tmp_path, given(tmp_path / "cut.parquet", whole[: len(whole) // 2]))
    assert refused.value.code == "air.unreadable_file"


@pytest.mark.evidence
def test_prsa_is_the_same_as_csv_and_as_parquet(evidence: Path, tmp_path: Path) -> None:
    with gzip.open(evidence / "air" / "PRSA_Dongsi_20130301-20170228.csv.gz", "rt") as whole:
        text = given(tmp_path / "a.csv", "".join(islice(whole, 745)))
    source = evidence / "air_weather" / "prsa_beijing_hourly.parquet"
    month = f"SELECT * FROM '{source}' WHERE station = 'Dongsi' AND time < '2013-04-01'"
    duckdb.sql(month).write_parquet(str(tmp_path / "a.parquet"))
    found = []
    for number, file in enumerate((text, tmp_path / "a.parquet")):
        (tmp_path / str(number)).mkdir()
        lake, outcome = imported(tmp_path / str(number), file)
        assert outcome.files[0].feed == "prsa"
        found.append(hours(lake))
    assert found[0] == found[1]
    assert len(found[0]) == 744
