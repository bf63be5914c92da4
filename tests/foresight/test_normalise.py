"""What the weather did is taken out of yearly means, what people did stays in."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import numpy as np
import pytest
from click.testing import CliRunner

from qingtian.cli import root
from qingtian.errors import UnusableInput
from qingtian.foresight.hours import Hours, read_hours
from qingtian.foresight.normalising import adjusting, normalise
from qingtian.foresight.normalising.commands import _simple


@pytest.fixture
def quick(monkeypatch):
    """Two groups in the place of ten, fewer rows: the same steps in seconds."""
    monkeypatch.setattr(adjusting, "GROUPS", 2)
    monkeypatch.setattr(adjusting, "LEARNED", 3000)
    monkeypatch.setattr(adjusting, "ASKED", 2000)
    monkeypatch.setattr(adjusting, "TREES", 40)


def invented(levels, winds):
    """Hours of one station: a level a year, divided by the wind of that year, which differs from year to year."""
    draw = np.random.default_rng(11)
    time = np.arange(np.datetime64("2013-03-01T00"), np.datetime64(f"{2013 + len(levels)}-03-01T00"))
    year = adjusting.years_of(time, (3, 1)) - 2013
    day = np.repeat(draw.gamma(3.0, 1.0, len(time) // 24 + 1), 24)[: len(time)]
    wind = np.array(winds)[year] * day / 3 + 0.3
    value = np.array(levels)[year] * 2 / (1 + wind) + draw.normal(0, 2, len(time))
    calm = np.zeros(len(time))
    weather = {name: calm + (wind if name == "WSPM" else 5) for name in ("TEMP", "PRES", "DEWP", "RAIN", "WSPM")}
    return Hours(np.full(len(time), "A"), time, value, weather, -wind, calm), year + 2013


def test_a_year_that_only_had_more_wind_is_not_called_cleaner(quick):
    hours, period = invented([100.0, 100.0, 70.0], [2.0, 4.0, 2.0])
    one, two, three = normalise(hours, period)
    simple = [hours.value[period == year].mean() for year in (2013, 2014, 2015)]
    assert simple[1] < 0.8 * simple[0], "the wind alone made the mean fall"
    assert abs(two.adjusted / one.adjusted - 1) < 0.05
    assert abs(three.adjusted / one.adjusted - 0.7) < 0.05
    assert all(year.low < year.adjusted < year.high for year in (one, two, three))
    assert normalise(hours, period) == [one, two, three]


def test_a_year_without_a_whole_season_has_no_adjusted_mean(quick):
    hours, period = invented([100.0, 100.0], [2.0, 2.0])
    hours.value[(period == 2014) & (adjusting._season(hours.time) == 2)] = np.nan
    first, second = normalise(hours, period)
    assert first.adjusted is not None
    assert (second.adjusted, second.low, second.high) == (None, None, None)


def test_a_year_begins_on_its_day_at_midnight_and_is_named_after_it():
    hours = np.array(["2016-02-29T23", "2016-03-01T00", "2016-12-31T23", "2017-01-01T00"], dtype="datetime64[h]")
    assert adjusting.years_of(hours, (3, 1)).tolist() == [2015, 2016, 2016, 2016]
    assert adjusting.years_of(hours, (1, 1)).tolist() == [2016, 2016, 2016, 2017]
    assert adjusting._season(hours).tolist() == [0, 1, 0, 0]


def test_the_simple_mean_is_exact_and_a_tie_goes_to_the_even_digit():
    assert _simple(np.array([0.12, 0.13])) == "0.12"
    assert _simple(np.array([0.13, 0.14])) == "0.14"
    assert _simple(np.array([np.nan, 3.0])) == "3.00"
    assert _simple(np.array([np.nan])) == ""


def test_wind_is_named_after_where_it_comes_from_and_calm_has_no_direction(tmp_path):
    path = tmp_path / "h.parquet"
    rows = "('A', TIMESTAMP '2015-01-01 00:00', 3, 1, 1000, 0, 0, '{wd}', {speed})"
    values = ", ".join(rows.format(wd=wd, speed=speed) for wd, speed in (("N", 2), ("W", 3), ("N", 0)))
    columns = '(station, time, "PM2.5", TEMP, PRES, DEWP, RAIN, wd, WSPM)'
    duckdb.sql(f"COPY (SELECT * FROM (VALUES {values}) AS t{columns}) TO '{path}' (FORMAT parquet)")
    read = read_hours(path, "PM2_5")
    found = sorted(zip(read.weather["WSPM"].tolist(), read.u.round(9).tolist(), read.v.round(9).tolist(), strict=True))
    assert found == [(0, 0, 0), (2, 0, -2), (3, 3, 0)]
    with pytest.raises(UnusableInput, match=r"foresight\.columns"):
        read_hours(path, "PM10")


def test_a_file_that_is_none_is_refused_and_nothing_is_written(tmp_path):
    path = tmp_path / "no.parquet"
    path.write_text("no")
    out = tmp_path / "o.csv"
    asked = ["air", "normalise", str(path), "--item", "PM2_5", "--by", "year", "--out", str(out)]
    with pytest.raises(UnusableInput, match=r"foresight\.file"):
        CliRunner().invoke(root, asked, catch_exceptions=False)
    assert not out.exists()


@pytest.mark.evidence
@pytest.mark.slow
def test_the_yearly_changes_of_beijing_are_those_published(quick, evidence, tmp_path):
    """Zhang et al. 2017: adjusted means 82.7, 85.1, 75.5 of the years from March 2013; simple means fall twice."""
    source, places = evidence / "air_weather" / "prsa_beijing_hourly.parquet", tmp_path / "places.csv"
    stations = {str(name) for name in np.unique(read_hours(source, "PM2_5").station)}
    places.write_text("station,place\n" + "".join(f"{name},Beijing\n" for name in sorted(stations)))
    out = Path(tmp_path / "out.csv")
    asked = ["air", "normalise", source, "--item", "PM2_5", "--by", "year", "--year-from", "03-01", "--places", places]
    done = CliRunner().invoke(root, [*map(str, asked), "--out", str(out)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    with out.open() as file:
        rows = list(csv.DictReader(file))
    assert [row["period"] for row in rows] == ["2013", "2014", "2015"]
    first, second, third = (float(row["adjusted"]) for row in rows)
    assert abs((second - first) - 2.4) <= 2.5
    assert abs((third - second) - -9.6) <= 2.5
