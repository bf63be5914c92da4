"""The forms a weather bureau hands over: MUSIC answers, wide CSV, met-obs as JSON, CSV and Parquet with sidecar."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from qingtian.errors import UnusableInput
from qingtian.measurements.weather import checks, music
from qingtian.measurements.weather.batch import read_batch
from qingtian.measurements.weather.files import read_file
from qingtian.measurements.weather.periods import SHANGHAI
from qingtian.measurements.weather.rows import COLUMNS, readings, without_repeats

NOW = datetime(2026, 11, 23, 16, 8, tzinfo=SHANGHAI)
END = datetime(2026, 11, 23, 16, tzinfo=SHANGHAI)
MUSIC = {
    "returnCode": "0", "returnMessage": "Query Succeed", "rowCount": "1", "colCount": "8",
    "fieldNames": "区站号(字符) 年 月 日 时 温度/气温 过去1小时降水量 10分钟水平能见度",
    "fieldUnits": "- 年 月 日 时 摄氏度(℃) 毫米 米",
    "DS": [{"Station_Id_C": "57586", "Year": "2026", "Mon": "11", "Day": "23", "Hour": "8", "TEM": "15.9000",
            "PRE_1h": "999990", "VIS_HOR_10MI": "999999"}],
}  # fmt: skip
LONG = [
    ["57586", "2026-11-23T15:00:00+08:00", "2026-11-23T16:00:00+08:00", "TEM", "15.9", "degC", "0", "", "15.9000", "0"],
    ["57586", "2026-11-23T15:00:00+08:00", "2026-11-23T16:00:00+08:00", "RHU", "", "%", "8", "missing", "999999", "0"],
]


def told(delivered) -> dict[str, tuple[Decimal | None, str]]:
    return {one.variable: (one.value.decimal, one.value.reason) for one in readings(delivered.rows)}


def test_an_answer_is_read_in_shanghai_time_with_every_special_number_translated() -> None:
    found = music.delivered(MUSIC, "wb", NOW)
    assert told(found) == {
        "TEM": (Decimal("15.9"), ""), "PRE_1h": (Decimal("0.05"), "trace"), "VIS_HOR_10MI": (None, "missing"),
    }  # fmt: skip
    assert {one.period.end for one in readings(found.rows)} == {END}


def test_keys_in_any_case_are_the_same_keys() -> None:
    upper = {"RETURNCODE": "0", "ds": [{key.upper(): value for key, value in MUSIC["DS"][0].items()}]}
    lower = {"returncode": "0", "Ds": [{key.lower(): value for key, value in MUSIC["DS"][0].items()}]}
    assert told(music.delivered(upper, "wb", NOW)) == told(music.delivered(lower, "wb", NOW)) != {}


def test_no_record_is_an_empty_answer_and_another_code_an_error() -> None:
    assert music.read_answer({"returnCode": "-1", "returnMessage": "Query Error: no record found"}).no_record
    assert music.read_answer({"returnCode": "0", "DS": []}).no_record
    with pytest.raises(UnusableInput, match="user has no right") as refused:
        music.read_answer({"returnCode": "-2001", "returnMessage": "user has no right"})
    assert refused.value.code == "weather.music_error"


@pytest.mark.parametrize("sent", [[], {}, {"returnCode": "0"}, {"returnCode": "0", "DS": [1]}, "returnCode"])
def test_what_is_no_answer_is_told(sent: object) -> None:
    with pytest.raises(UnusableInput) as refused:
        music.read_answer(sent)
    assert refused.value.code == "weather.music"


def test_a_unit_the_answer_names_must_be_the_agreed_one() -> None:
    kelvin = {**MUSIC, "fieldUnits": "- 年 月 日 时 K 毫米 米", "DS": [{**MUSIC["DS"][0], "TEM": "289.05"}]}
    rows = music.delivered(kelvin, "wb", NOW).rows
    assert [(one.faults[0].code, "TEM" in one.faults[0].words.zh) for one in rows if one.faults] == [
        ("weather.unit", True)
    ]


@pytest.mark.parametrize("pack", [lambda text: text.encode("gb18030"), lambda text: gzip.compress(text.encode())])
def test_a_wide_export_is_read_as_it_is(tmp_path: Path, pack) -> None:
    path = tmp_path / "export.csv"
    lines = ["Station_Id_C,Station_Name,Year,Mon,Day,Hour,TEM(℃),pre_1H,WIN_D_AVG_10MI"]
    lines += ["57586,云屏,2026,11,23,8,15.9,999999,999017", "57586,云屏,2026,11,23,16,999999,0,1,2"]
    path.write_bytes(pack("\n".join(lines)))
    found = read_file(path, "wb", NOW)
    assert told(found) == {"TEM": (Decimal("15.9"), ""), "PRE_1h": (None, "missing"), "WIN_D_Avg_10mi": (0, "calm")}
    assert [one.faults[0].code for one in found.rows if one.faults] == ["weather.columns"]


def long_file(folder: Path, name: str, *, rows: int = 2, digest: str = "") -> Path:
    path = folder / name
    if path.suffix == ".csv":
        path.write_text("\n".join([",".join(COLUMNS), *map(",".join, LONG)]), encoding="utf-8")
    else:
        cells = ", ".join(
            f"('57586', TIMESTAMP '2026-11-23 07:00:00', TIMESTAMP '2026-11-23 08:00:00', '{row[3]}', "
            f"{row[4] or 'NULL'}::DOUBLE, '{row[5]}', {row[6]}, '{row[7]}', '{row[8]}', 0)"
            for row in LONG
        )
        duckdb.sql(f"COPY (SELECT * FROM (VALUES {cells}) AS t({', '.join(COLUMNS)})) TO '{path}' (FORMAT parquet)")
    digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()
    beside = {"schema": "met-obs/1", "rows": rows, "sha256": digest, "source": "wb", "backfill": True}
    path.with_suffix(".json").write_text(json.dumps(beside))
    return path


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_met_obs_file_is_read_with_its_sidecar(tmp_path: Path, suffix: str) -> None:
    found = read_file(long_file(tmp_path, f"met-obs_wb_2026112316_0.{suffix}"), "other", NOW)
    assert told(found) == {"TEM": (Decimal("15.9"), ""), "RHU": (None, "missing")}
    assert (found.source, found.backfill) == ("wb", True)
    assert {one.period.end for one in readings(found.rows)} == {END}


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("met-obs_wb_2026112316_0.csv", {"rows": 3}, "weather.count"),
        ("met-obs_wb_2026112316_0.csv", {"digest": "0" * 64}, "weather.digest"),
        ("met-obs_wb_2026112316_0.csv.part", {}, "weather.still_written"),
    ],
)
def test_a_file_that_is_not_whole_is_not_read(tmp_path: Path, name: str, more: dict[str, object], code: str) -> None:
    path = long_file(tmp_path, name.removesuffix(".part"), **more)
    if name.endswith(".part"):
        path = path.rename(tmp_path / name)
    with pytest.raises(UnusableInput) as refused:
        read_file(path, "wb", NOW)
    assert refused.value.code == code


def test_a_met_obs_file_without_its_sidecar_waits(tmp_path: Path) -> None:
    path = long_file(tmp_path, "met-obs_wb_2026112316_0.csv")
    path.with_suffix(".json").unlink()
    with pytest.raises(UnusableInput) as refused:
        read_file(path, "wb", NOW)
    assert refused.value.code == "weather.no_sidecar"


def test_the_same_key_twice_is_a_repeat_when_equal_and_refused_when_not() -> None:
    rows = [dict(zip(COLUMNS, LONG[0], strict=True)) for _ in range(3)]
    rows[2]["value"] = "16.0"
    batch = {"schema": "met-obs/1", "source": "wb", "issued": NOW.isoformat(), "units": {}, "rows": rows}
    kept, equal = without_repeats(read_batch(batch, NOW).rows)
    assert (equal, [row.number for row in kept], [fault.code for fault in kept[1].faults]) == (
        1, [1, 3], ["weather.repeated_key"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "changed",
    [{"schema": "met-obs/2"}, {"source": 7}, {"issued": "today"}, {"units": []}, {"rows": []}, {"revision": "x"},
     {"backfill": 1}],
)  # fmt: skip
def test_a_batch_whose_head_is_wrong_is_refused_by_the_field(changed: dict[str, object]) -> None:
    whole = {"schema": "met-obs/1", "source": "wb", "issued": NOW.isoformat(), "units": {}, "rows": [{}]}
    with pytest.raises(UnusableInput) as refused:
        read_batch({**whole, **changed}, NOW)
    assert refused.value.where == next(iter(changed))


def series(name: str, unit: str, values: list[str]):
    """So many hours up to the hour that ended last."""
    rows = [
        {"station_id": "1", "period_start": f"2026-11-23T{hour - 1:02}:00:00+08:00", "variable": name, "unit": unit,
         "period_end": f"2026-11-23T{hour:02}:00:00+08:00", "value": value}
        for hour, value in zip(range(17 - len(values), 17), values, strict=True)
    ]  # fmt: skip
    if name == "PRE_3h":
        rows[0]["period_start"] = "2026-11-23T13:00:00+08:00"
    batch = {"schema": "met-obs/1", "source": "wb", "issued": NOW.isoformat(), "units": {}, "rows": rows}
    return readings(read_batch(batch, NOW).rows)


def codes(fresh, before=(), heights=None) -> list[str]:
    found = checks.doubts(fresh, before, heights or {})
    return [fault.code for faults in found.values() for fault in faults]


def test_a_step_within_the_hour() -> None:
    assert codes(series("TEM", "degC", ["10", "20"])) == []
    assert codes(series("TEM", "degC", ["10", "20.1"])) == ["weather.step"]
    assert codes(series("TEM", "degC", ["10", "999999"])) == [], "a missing value proves nothing"
    assert codes(series("TEM", "degC", ["25"]), series("TEM", "degC", ["5", "25"])[:1]) == ["weather.step"]


def hours_of(name: str, unit: str, value: str, hours: int):
    """The same value, hour by hour, up to the hour that ended last."""
    ends = [END - number * timedelta(hours=1) for number in range(hours)]
    rows = [
        {"station_id": "1", "period_start": (end - timedelta(hours=1)).isoformat(), "period_end": end.isoformat(),
         "variable": name, "unit": unit, "value": value}
        for end in ends
    ]  # fmt: skip
    batch = {"schema": "met-obs/1", "source": "wb", "issued": NOW.isoformat(), "units": {}, "rows": rows}
    return readings(read_batch(batch, NOW).rows)


def test_a_stuck_value_but_not_a_lasting_calm() -> None:
    assert codes(hours_of("TEM", "degC", "12.3", 23)) == []
    assert codes(hours_of("TEM", "degC", "12.3", 24)) == ["weather.stuck"]
    assert codes(hours_of("WIN_S_Avg_10mi", "m/s", "0", 24)) == []


def test_direction_nought_goes_with_a_calm_alone() -> None:
    north = series("WIN_D_Avg_10mi", "degree", ["0"])
    assert codes([*north, *series("WIN_S_Avg_10mi", "m/s", ["0"])]) == []
    assert codes([*north, *series("WIN_S_Avg_10mi", "m/s", ["2.1"])]) == ["weather.calm"]


def test_rain_of_three_hours_is_the_sum_of_three() -> None:
    single = series("PRE_1h", "mm", ["1.0", "0.4", "0"])
    assert codes([*single, *series("PRE_3h", "mm", ["1.4"])]) == []
    assert codes([*single, *series("PRE_3h", "mm", ["1.8"])]) == ["weather.rain_sum"]
    assert codes([*single[1:], *series("PRE_3h", "mm", ["1.8"])]) == [], "with an hour missing nothing is compared"


def test_sea_level_pressure_against_the_station() -> None:
    there = [*series("PRS", "hPa", ["1000.0"]), *series("TEM", "degC", ["15"])]
    # 100 m up at 15 °C the sea level has about 11.9 hPa more
    assert codes([*there, *series("PRS_Sea", "hPa", ["1011.9"])], heights={"1": 100.0}) == []
    assert codes([*there, *series("PRS_Sea", "hPa", ["1000.0"])], heights={"1": 100.0}) == ["weather.sea_level"]
    assert codes([*there, *series("PRS_Sea", "hPa", ["1000.0"])]) == [], "the height is not known"
