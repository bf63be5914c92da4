"""``qingtian integrity score``: a row for every station and day, the truth never read, the same bytes again."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pytest
from click.testing import CliRunner

from qingtian.errors import QingtianError, UnusableInput
from qingtian.integrity.commands import score
from qingtian.integrity.falsify import Episode, apply
from qingtian.integrity.grid import Grid, read_grid
from qingtian.integrity.kinds import FREEZE, KINDS
from qingtian.integrity.learning import Plan, judge
from qingtian.integrity.scoring import score_file
from tests.integrity.invented import FIRST, invented, weather, written

#: enough to see that it works; the figures of a real year are in the bench
SMALL = Plan(draws=1, copies=3, rounds=12, folds=2, expecting=25)
FROZEN = Episode(2, 480, 528, FREEZE)


@pytest.fixture(scope="module")
def grid() -> Grid:
    """Five stations, one of them frozen for two days, one without any value on the third day."""
    honest = invented()
    reported = honest.reported.copy()
    reported[FROZEN.station, FROZEN.start : FROZEN.end] = apply(FROZEN, reported, np.random.default_rng(0))
    reported[4, 48:72] = np.nan
    return replace(honest, reported=reported)


@pytest.fixture(scope="module")
def file(grid: Grid, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, without the rows of a whole day of one station."""
    path = tmp_path_factory.mktemp("integrity") / "year.parquet"
    return written(grid, path, drop="station = 'S3' AND CAST(time AS DATE) = DATE '2025-01-10'")


@pytest.fixture(scope="module")
def rows(grid: Grid, file: Path) -> list[dict[str, str]]:
    out = file.parent / "scores.csv"
    score_file(file, weather(grid, file.parent / "sky.parquet"), out, SMALL)
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_station_and_day_has_one_row_also_without_values(rows: list[dict[str, str]], grid: Grid) -> None:
    assert list(rows[0]) == ["station", "date", "score", "kinds"]
    keys = [(row["station"], row["date"]) for row in rows]
    assert keys == [(station, grid.day(day).isoformat()) for station in grid.stations for day in range(grid.days)]
    assert ("S3", "2025-01-10") in keys
    assert ("S4", "2025-01-03") in keys


def test_scores_are_shares_and_kinds_are_the_eight_words(rows: list[dict[str, str]]) -> None:
    assert all(0 <= float(row["score"]) <= 1 for row in rows)
    assert all(set(filter(None, row["kinds"].split(";"))) <= set(KINDS) for row in rows)


def test_a_frozen_day_stands_first_and_is_named(rows: list[dict[str, str]]) -> None:
    day = FIRST.fromordinal(FIRST.toordinal() + FROZEN.start // 24 + 1).isoformat()
    top = sorted(rows, key=lambda row: -float(row["score"]))[:5]
    (found,) = [row for row in top if (row["station"], row["date"]) == ("S2", day)]
    assert found["kinds"]


def test_the_same_file_and_seed_give_the_same_bytes(grid: Grid, file: Path, rows: list[dict[str, str]]) -> None:
    again = file.parent / "again.csv"
    score_file(file, weather(grid, file.parent / "sky2.parquet", fine="n * 37 % 911"), again, SMALL)
    assert again.read_bytes() == (file.parent / "scores.csv").read_bytes()


@pytest.mark.parametrize("fine", [None, "n * 37 % 911", "'no number'"])
def test_the_truth_beside_the_weather_is_never_read(grid: Grid, file: Path, tmp_path: Path, fine: str | None) -> None:
    """Removed, poisoned or of another type: what is read stays the same."""
    known = read_grid(file, weather(grid, tmp_path / "one.parquet", fine="42"))
    found = read_grid(file, weather(grid, tmp_path / "other.parquet", fine=fine))
    assert set(found.weather) == set(known.weather)
    for name, values in known.weather.items():
        np.testing.assert_array_equal(found.weather[name], values)
    np.testing.assert_array_equal(found.reported, known.reported)


def test_only_named_columns_of_the_weather_are_asked_for(grid: Grid, file: Path) -> None:
    found = read_grid(file, weather(grid, file.parent / "asked.parquet", fine="1"))
    assert set(found.weather) == {"TEMP", "PRES", "DEWP", "RAIN", "WSPM", "wind_x", "wind_y"}


def test_a_file_without_a_column_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "short.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT 'a' AS station, now()::TIMESTAMP AS time) TO '{path}' (FORMAT parquet)")
    with pytest.raises(UnusableInput, match="PM10"):
        read_grid(path)


def test_a_file_that_is_no_parquet_and_one_over_itself_are_refused(tmp_path: Path, file: Path) -> None:
    nothing = tmp_path / "no.parquet"
    nothing.write_text("station,time")
    for arguments in ([str(nothing), "--out", str(tmp_path / "o.csv")], [str(file), "--out", str(file)]):
        result = CliRunner().invoke(score, arguments)
        assert isinstance(result.exception, QingtianError)
    assert not (tmp_path / "o.csv").exists()


def test_a_file_without_any_value_is_refused_and_a_station_without_any_is_scored(tmp_path: Path) -> None:
    grid = invented(3, 12)
    reported = grid.reported.copy()
    reported[1] = np.nan
    out = tmp_path / "scores.csv"
    scores = score_file(written(replace(grid, reported=reported), tmp_path / "part.parquet"), None, out, SMALL)
    assert len(scores) == 36
    with pytest.raises(UnusableInput, match=r"PM2\.5"):
        read_grid(written(replace(grid, reported=reported * np.nan), tmp_path / "void.parquet"))


def test_the_score_is_the_mean_of_its_draws() -> None:
    grid, tiny = invented(3, 10), replace(SMALL, copies=1, rounds=4, expecting=5)
    first, second = (judge(grid, replace(tiny, seed=tiny.seed + draw)).likely for draw in (0, 1))
    np.testing.assert_allclose(judge(grid, replace(tiny, draws=2)).likely, (first + second) / 2)
