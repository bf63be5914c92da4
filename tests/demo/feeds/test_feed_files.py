"""The feeds are files other systems would send: readable, honest about gaps, the same bytes for the same seed."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from qingtian.demo.commands import demo
from qingtian.demo.feeds.air_rows import COLUMNS, MISSING
from qingtian.demo.feeds.planted import SPOILT, spoilt_in
from qingtian.demo.feeds.weather_rows import hours_of
from qingtian.demo.feeds.writing import write_feeds
from qingtian.demo.sky import SKY
from qingtian.errors import Refused
from qingtian.standards.air.conversion import convert, rejects_beside

#: eight days over the change of the edition of HJ 633 and of the month; a row of 22 February is spoilt
LAST, DAYS = date(2026, 3, 1), 8
MONTHS = ("2026-02", "2026-03")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feeds")
    write_feeds(folder, LAST, seed=SKY, days=DAYS)
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_days_and_seed_give_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    write_feeds(tmp_path / "a", LAST, seed=3, days=1)
    write_feeds(tmp_path / "b", LAST, seed=3, days=1)
    write_feeds(tmp_path / "c", LAST, seed=4, days=1)
    assert _digests(tmp_path / "a") == _digests(tmp_path / "b")
    assert _digests(tmp_path / "a") != _digests(tmp_path / "c")


def test_a_day_is_the_same_however_many_days_are_written_before_it(tmp_path: Path, folder: Path) -> None:
    write_feeds(tmp_path, LAST, seed=SKY, days=1)
    for name in ("air/air_2026-03.csv", "weather/weather_2026-03.csv", "weather/mixing_2026-03.csv"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("month", MONTHS)
def test_the_index_of_every_row_is_the_one_printed_in_it(folder: Path, tmp_path: Path, month: str) -> None:
    source, out = folder / "air" / f"air_{month}.csv", tmp_path / "aqi.csv"
    tally = convert(source, out)
    computed = {(row["station"], row["time"]): row["aqi"] or MISSING for row in _rows(out)}
    printed = {(row["StationCode"], row["TimePoint"]): row["AQI"] for row in _rows(source)}
    assert tally.rows > 300
    assert len(computed) == tally.rows - tally.rejected.total()
    assert computed == {key: printed[key] for key in computed}
    assert set(tally.editions) == ({"HJ633-2012"} if month == "2026-02" else {"HJ633-2026"})


def test_only_planted_rows_are_rejected_and_they_are_listed(folder: Path, tmp_path: Path) -> None:
    planted = [row for row in _rows(folder / "air" / "planted.csv") if row["kind"] in SPOILT]
    found: list[tuple[str, str]] = []
    for month in MONTHS:
        out = tmp_path / f"{month}.csv"
        if convert(folder / "air" / f"air_{month}.csv", out).rejected:
            found += [(row["reason"], f"air_{month}.csv") for row in _rows(rejects_beside(out))]
    assert found == [(row["kind"], row["file"]) for row in planted]
    assert len(found) == 1


def test_every_way_of_being_unreadable_comes_in_a_year() -> None:
    months = [(2025 + number // 12, number % 12 + 1) for number in range(11, 23)]
    spoilt = [found for year, month in months if (found := spoilt_in(SKY, year, month))]
    assert {each.reason for each in spoilt} == set(SPOILT)


def test_missing_is_a_dash_or_no_row_and_never_nought(folder: Path) -> None:
    rows = [row for month in MONTHS for row in _rows(folder / "air" / f"air_{month}.csv")]
    cells = Counter(cell for row in rows for cell in list(row.values())[9:])
    assert cells[MISSING] > 50
    assert cells["0"] == cells["0.0"] == cells["0.00"] == cells[""] == 0
    assert DAYS * 24 * 16 * 0.9 < len(rows) < DAYS * 24 * 16


def test_ozone_of_the_day_is_never_below_that_of_the_hour(folder: Path) -> None:
    for row in _rows(folder / "air" / "air_2026-03.csv"):
        for day, now in (("O3", "O3_24h"), ("O3_8h", "O3_8h_24h")):
            if row[now] != MISSING:
                assert int(row[day]) >= int(row[now])


def test_hours_follow_one_another_over_every_border_of_the_year() -> None:
    hours = list(hours_of(date(2025, 11, 23), date(2026, 11, 22)))
    assert len(hours) == 365 * 24
    assert all(after - before == timedelta(hours=1) for (_, before), (_, after) in pairwise(hours))
    assert all((after - before).days in (0, 1) for (before, _), (after, _) in pairwise(hours))
    assert set(Counter(day for day, _ in hours).values()) == {24}
    midnight = next(day for day, hour in hours if (hour.month, hour.day, hour.hour) == (1, 1, 0))
    assert midnight == date(2025, 12, 31)


def test_rows_of_a_file_are_in_the_order_of_their_hours_and_no_hour_comes_twice(folder: Path) -> None:
    rows = [row for month in MONTHS for row in _rows(folder / "air" / f"air_{month}.csv")]
    keys = [(row["TimePoint"], row["StationCode"]) for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))
    assert keys[-1][0] == "2026-03-02T00:00:00"
    assert tuple(rows[0]) == COLUMNS


def test_weather_times_are_utc_and_its_gaps_are_the_services_codes(folder: Path) -> None:
    rows = [row for month in MONTHS for row in _rows(folder / "weather" / f"weather_{month}.csv")]
    assert len(rows) == DAYS * 24 * 5
    first = rows[0]
    stamp = datetime(*(int(first[part]) for part in ("Year", "Mon", "Day", "Hour")))  # type: ignore[arg-type]
    assert stamp == datetime(2026, 2, 21, 17)
    assert any("999999" in row.values() for row in rows)
    for row in rows:
        if row["WIN_S_Avg_10mi"] not in ("999999", "0.0"):
            assert row["WIN_D_Avg_10mi"] != "0"
        assert row["PRS"] == "999999" or 770 < float(row["PRS"]) < 830
        assert row["RHU"] == "999999" or 1 <= int(row["RHU"]) <= 100


def test_a_missing_mixing_height_is_empty_and_says_why(folder: Path) -> None:
    rows = [row for month in MONTHS for row in _rows(folder / "weather" / f"mixing_{month}.csv")]
    assert len(rows) == DAYS * 24
    for row in rows:
        assert (row["value"] == "") == (row["reason"] == "missing") == (row["raw"] == "999999")
        assert row["value"] == "" or 60 <= int(row["value"]) <= 3200


def test_each_folder_says_that_the_city_is_invented(folder: Path) -> None:
    for name in ("air", "weather"):
        text = (folder / name / "README.md").read_text(encoding="utf-8")
        assert "虚构" in text
        assert "invented" in text
        assert "2026-02-22 … 2026-03-01" in text


def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text("kept")
    with pytest.raises(Refused) as refused:
        write_feeds(tmp_path, LAST, seed=SKY, days=1)
    assert refused.value.code == "demo.feeds_folder"
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.csv"]


def test_the_command_writes_over_its_own_feeds_and_says_what_it_wrote(tmp_path: Path) -> None:
    for _ in range(2):
        command = ["feeds", str(tmp_path / "out"), "--until", "2026-03-01", "--days", "1"]
        result = CliRunner().invoke(demo, command, env={"LANG": "en"})
        assert result.exit_code == 0, result.output
    assert "2026-03-01 to 2026-03-01" in result.output
    assert "in 3 files" in result.output
