"""What the feeds mean, cell by cell, and what is refused."""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from qingtian.errors import UnusableInput
from qingtian.measurements.importers.outcome import Outcome
from qingtian.measurements.importers.run import Wish, import_files
from qingtian.measurements.lake import Lake, State

pytestmark = pytest.mark.once
RECEIVED = datetime(2026, 11, 1, tzinfo=UTC)
NATIONAL = "TimePoint,StationCode,PositionName,PM2_5,PM10,SO2,NO2,CO,O3,O3_24h\n"


def imported(root: Path, *texts: str, anyway: bool = False, feed: str | None = None) -> tuple[Lake, Outcome]:
    lake, files = Lake(root / "lake"), []
    for number, text in enumerate(texts):
        files.append(root / f"{number}.csv")
        files[-1].write_bytes(text.encode())
    return lake, import_files(lake, files, RECEIVED, Wish(feed, anyway))


def hours(lake: Lake, columns: str = "station, day, hour, pm2_5, pm10, so2, no2, o3, co") -> list[tuple[object, ...]]:
    sql = lake.hourly(None, date(2000, 1, 1), date(2030, 1, 1)).sql
    return duckdb.sql(f"SELECT {columns} FROM ({sql}) ORDER BY station, day, hour").fetchall()


def rejected(outcome: Outcome) -> list[tuple[str, ...]]:
    path = outcome.files[0].rejects
    assert path is not None
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def test_the_current_hour_of_ozone_stands_in_o3_24h_and_midnight_closes_the_day_before(tmp_path: Path) -> None:
    lake, _ = imported(tmp_path, NATIONAL + "2026-04-02T00:00:00,1A,x,52,75,6,15,0.5,118,90\n")
    assert hours(lake) == [("1A", date(2026, 4, 1), 24, 52_000, 75_000, 6_000, 15_000, 90_000, 500)]


def test_a_gap_and_not_monitored_are_two_things_and_neither_is_zero(tmp_path: Path) -> None:
    lake, _ = imported(tmp_path, NATIONAL + "2026-04-01 01:00,1A,x,—,/,0,,NA,1,1\n")
    assert hours(lake, "pm2_5, pm10, so2, no2, co") == [(None, None, 0, None, None)]
    states = hours(lake, "pm2_5_state, pm10_state, so2_state, no2_state, co_state")
    assert states == [(State.MISSING, State.NOT_MONITORED, State.VALID, State.MISSING, State.MISSING)]


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        ("2026-04-01 02:00,1A,x,1,1,1,1,1,1", "too_few_fields", ""),
        ("2026-04-01 02:00,1A,x,1,1,1,1,1,1,1,1", "too_many_fields", ""),
        ('2026-04-01 02:00,1A,"x,1,1,1,1,1,1,1', "bad_csv", ""),
        ("2026-04-01 02:00,1A,x\x01,1,1,\x02,1,1,1,1", "bad_number", "SO2"),
        ("2026-04-01 02:00,,x,1,1,1,1,1,1,1", "no_station", "StationCode"),
        ("2026-04-31 02:00,1A,x,1,1,1,1,1,1,1", "bad_time", "TimePoint"),
        ("2026-04-01 02:30,1A,x,1,1,1,1,1,1,1", "bad_time", "TimePoint"),
        ("2026-04-01 02:00,1A,x,-1,1,1,1,1,1,1", "negative", "PM2_5"),
        ("2026-04-01 02:00,1A,x,1,1e3,1,1,1,1,1", "bad_number", "PM10"),
        ("2026-04-01 02:00,1A,x,1,1,1,1,999999999,1,1", "too_large", "CO"),
    ],
)
def test_a_row_that_cannot_be_read_is_kept_with_its_reason_and_stops_no_other(
    tmp_path: Path, row: str, reason: str, column: str
) -> None:
    good = "2026-04-01 {:02}:00,1A,x,1,2,3,4,5,6,6\n"
    lake, outcome = imported(tmp_path, NATIONAL + good.format(1) + "\n" + row + "\n" + good.format(3))
    assert rejected(outcome) == [("4", reason, column, row)]
    assert [one[2] for one in hours(lake)] == [1, 3]
    assert outcome.files[0].rows == 3


def test_half_a_last_line_is_rejected(tmp_path: Path) -> None:
    lake, outcome = imported(tmp_path, NATIONAL + "2026-04-01 01:00,1A,x,1,2,3,4,5,6,6\n2026-04-01 02:00,1A,x,1,2")
    assert outcome.files[0].rejected == {"too_few_fields": 1}
    assert len(hours(lake)) == 1


def test_a_quoted_cell_may_hold_the_separator_and_quotes(tmp_path: Path) -> None:
    lake, _ = imported(tmp_path, NATIONAL + '"2026-04-01 01:00","1A","x,""y""",1,"2",3,4,5,6,6\n')
    assert hours(lake, "station, pm2_5, pm10") == [("1A", 1000, 2000)]


def test_equal_rows_count_once_and_contradicting_rows_not_at_all(tmp_path: Path) -> None:
    first, second = "2026-04-01 01:00,1A,x,1,2,3,4,5,6,6\n", "2026-04-01 02:00,1A,x,1,2,3,4,5,6,6\n"
    lake, outcome = imported(tmp_path, NATIONAL + first + second + first + second.replace("x,1", "x,9"))
    assert outcome.files[0].repeated == 1
    assert [(line, reason) for line, reason, *_ in rejected(outcome)] == [
        ("3", "conflicting_hour"),
        ("5", "conflicting_hour"),
    ]
    assert [one[2] for one in hours(lake)] == [1]


def test_of_two_files_with_one_hour_the_later_is_a_revision_and_the_same_twice_is_none(tmp_path: Path) -> None:
    row = NATIONAL + "2026-04-01 01:00,1A,x,1,2,3,4,5,6,6\n"
    lake, outcome = imported(tmp_path, row, row.replace("x,1", "x,9"), row.replace("x,1", "x,9"))
    assert (outcome.added.new, outcome.added.revised, outcome.added.unchanged) == (6, 1, 11)
    assert hours(lake, "pm2_5") == [(9000,)]
    assert lake.snapshot().number == 2


def test_gb18030_and_gzip_and_byte_order_mark_and_crlf_read_alike(tmp_path: Path) -> None:
    text = (NATIONAL + "2026-04-01 01:00,1A,万寿西宫,1,2,3,4,5,6,6\n").replace("\n", "\r\n")
    for name, content in (
        ("a", text.encode("gb18030")),
        ("b", gzip.compress(text.encode("gb18030"))),
        ("c", text.encode("utf-8-sig")),
    ):
        path, lake = tmp_path / name, Lake(tmp_path / f"lake-{name}")
        path.write_bytes(content)
        import_files(lake, [path], RECEIVED)
        assert hours(lake, "station, pm2_5, o3") == [("1A", 1000, 6000)]


def test_an_archive_cut_in_the_middle_imports_nothing(tmp_path: Path) -> None:
    rows = "".join(f"2026-04-{d:02} {h:02}:00,1A,x,1,2,3,4,5,6,6\n" for d in range(1, 30) for h in range(1, 24))
    packed = gzip.compress((NATIONAL + rows).encode())
    (tmp_path / "cut.csv.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "whole.csv").write_text(NATIONAL + rows)
    lake = Lake(tmp_path / "lake")
    with pytest.raises(UnusableInput) as refused:
        import_files(lake, [tmp_path / "whole.csv", tmp_path / "cut.csv.gz"], RECEIVED)
    assert refused.value.code == "air.unreadable_file"
    assert lake.snapshot().number == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "air.columns"),
        (NATIONAL.strip(), "air.nothing_readable"),
        (NATIONAL, "air.nothing_readable"),
        (NATIONAL + "\n\n", "air.nothing_readable"),
        (NATIONAL + "x\n", "air.nothing_readable"),
        (NATIONAL + "x" * 3_000_000, "air.unreadable_file"),
        (NATIONAL + "\0" * 100, "air.nothing_readable"),
    ],
)
def test_a_file_without_one_readable_row_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        imported(tmp_path, text)
    assert refused.value.code == code


def many(row: str) -> str:
    return "".join(row.format(f"2026-04-{d:02} {h:02}:00") for d in (1, 2) for h in range(1, 25))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{},1A,x,0.03,0.05,0.006,0.02,0.5,0.1,0.1\n", "air.unit_suspect"),
        ("{},1A,x,30,50,6,20,500,100,100\n", "air.unit_suspect"),
        ("{},1A,x,30000,50000,6000,20000,0.5,100000,100000\n", "air.unit_suspect"),
        ("{},1A,x,50,30,6,20,0.5,100,100\n", "air.columns_swapped"),
        ("{},1A,x,30,50,6,20,0.5,80,100\n", "air.ozone_labels"),
    ],
)
def test_a_file_that_must_be_wrong_is_refused_whole_unless_asked_for(tmp_path: Path, row: str, code: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        imported(tmp_path, NATIONAL + many(row))
    assert refused.value.code == code
    assert Lake(tmp_path / "lake").snapshot().number == 0
    _, outcome = imported(tmp_path, NATIONAL + many(row), anyway=True)
    assert outcome.added.new == 48 * 6


PRSA = '"No","year","month","day","hour","PM2.5","PM10","SO2","NO2","CO","O3","TEMP","wd","station"\n'


def test_prsa_co_is_in_micrograms_and_its_hour_begins_the_hour(tmp_path: Path) -> None:
    lake, _ = imported(tmp_path, PRSA + '1,2013,3,1,0,9,9,3,17,300,89,-0.5,"NNW","Dongsi"\n')
    assert hours(lake) == [("Dongsi", date(2013, 3, 1), 1, 9000, 9000, 3000, 17_000, 89_000, 300)]


@pytest.mark.parametrize(("cell", "value"), [("1.0005", 1000), ("1.0015", 1002), ("1.00050001", 1001), ("0.3", 300)])
def test_digits_beyond_the_third_are_rounded_half_to_even(tmp_path: Path, cell: str, value: int) -> None:
    lake, _ = imported(tmp_path, NATIONAL + f"2026-04-01 01:00,1A,x,{cell},2,3,4,5,6,6\n")
    assert hours(lake, "pm2_5") == [(value,)]


@pytest.mark.evidence
def test_every_value_of_the_published_feed_comes_in(evidence: Path, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    source = evidence / "air" / "cnemc_stations_20190718_1200-1300.csv.gz"
    outcome = import_files(lake, [source], RECEIVED)
    assert (outcome.files[0].rows, outcome.files[0].rejected) == (2998, {})
    assert outcome.added.new == 2998 * 6
    assert hours(lake, "pm2_5, pm10, so2, no2, o3, co")[0] == (101_000, 92_000, 3_000, 28_000, 114_000, 1_200)
