"""``qingtian air statistics``: files in, a table out."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from qingtian.errors import UnusableInput
from qingtian.measurements.statistics.commands import statistics

pytestmark = pytest.mark.once

HEADING = "No,year,month,day,hour,PM2.5,PM10,SO2,NO2,CO,O3,TEMP,PRES,DEWP,RAIN,wd,WSPM,station"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two stations in the first three days of March 2014; on the third, Dongsi has 19 hours of PM2.5."""
    lines = [HEADING]
    for station, pm25 in (("Dongsi", 40), ("Tiantan", 61)):
        for n in range(72):
            day, hour = 1 + n // 24, n % 24
            value = "NA" if (station, day) == ("Dongsi", 3) and hour < 5 else pm25 + day
            lines.append(f"{n + 1},2014,3,{day},{hour},{value},90,8,40,700,55,1.0,1020,-9,0,N,1.1,{station}")
    path = tmp_path / "prsa.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def run(file: Path, *options: str, out: str = "out.csv") -> dict[tuple[str, str, str, str], dict[str, str]]:
    target = file.with_name(out)
    result = CliRunner().invoke(statistics, [str(file), "--feed", "prsa", "--out", str(target), *options])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    if out.endswith(".parquet"):
        return duckdb.sql(f"SELECT * FROM '{target}'").fetchall()
    with target.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == ["place", "period", "item", "statistic", "value", "valid", "expected", "edition"]
    return {(r["place"], r["period"], r["item"], r["statistic"]): r for r in rows}


def test_by_day_each_station_is_its_own_place(file: Path) -> None:
    rows = run(file, "--by", "day")
    assert rows["Dongsi", "2014-03-01", "PM2_5", "mean"]["value"] == "41"
    refused = rows["Dongsi", "2014-03-03", "PM2_5", "mean"]
    assert (refused["value"], refused["valid"], refused["expected"]) == ("", "19", "24")
    assert rows["Dongsi", "2014-03-01", "CO", "mean"]["value"] == "0.7"
    assert rows["Dongsi", "2014-03-01", "O3_8h", "maximum"]["value"] == "55"
    assert rows["Dongsi", "2014-03-01", "AQI", "aqi"]["value"] == "70"  # PM10 90: 50 + 50 × 40 / 100
    assert rows["Dongsi", "2014-03-01", "PM10", "days_leading"]["value"] == "1"
    assert rows["Tiantan", "2014-03-01", "AQI", "level"]["value"] == "2"


def test_places_pool_their_stations_and_periods_follow_the_option(file: Path) -> None:
    places = file.with_name("map.csv")
    places.write_text("station,place\nDongsi,城区\nTiantan,城区\nTiantan,=南\nNowhere,城区\n")
    rows = run(file, "--by", "year", "--year-from", "03-03", "--places", str(places), "--pooled-hours")
    assert {period for _, period, _, _ in rows} == {"2013", "2014"}
    first, third = rows["城区", "2013", "PM2_5", "mean"], rows["城区", "2014", "PM2_5", "mean"]
    assert (first["value"], first["valid"], first["expected"]) == ("52.00", "96", "96")  # (41 + 42 + 62 + 63) / 4
    assert (third["value"], third["valid"]) == ("54.72", "43")  # (19 × 43 + 24 × 64) / 43 = 54.72…
    assert rows["城区", "2013", "CO", "mean"]["value"] == "0.700"


def test_a_month_of_three_days_is_refused_and_its_counts_are_not(file: Path) -> None:
    rows = run(file, "--by", "month")
    mean = rows["Tiantan", "2014-03", "PM2_5", "mean"]
    assert (mean["value"], mean["valid"], mean["expected"], mean["edition"]) == ("", "3", "31", "GB3095-2012")
    assert rows["Tiantan", "2014-03", "AQI", "good_days"]["value"] == "3"
    assert rows["Tiantan", "2014-03", "all", "composite_index"]["value"] == ""
    year = run(file, "--by", "year")["Tiantan", "2014", "all", "attained"]
    assert (year["value"], year["valid"], year["expected"]) == ("", "0", "6")


def test_parquet_holds_the_same_rows(file: Path) -> None:
    wanted = run(file, "--by", "week")
    rows = run(file, "--by", "week", out="out.parquet")
    assert {tuple(map(str, row[:4])) for row in rows} == set(wanted)
    assert all((row[4] is None) == (wanted[tuple(row[:4])]["value"] == "") for row in rows)


def test_an_edition_holds_for_all_days(file: Path) -> None:
    rows = run(file, "--by", "day", "--edition", "GB3095-2026-transitional")
    assert rows["Tiantan", "2014-03-01", "AQI", "aqi"]["value"] == "102"  # PM2.5 62 is above 60
    assert {row["edition"] for row in rows.values()} == {"GB3095-2026-transitional"}


def test_what_cannot_be_used_leaves_the_output_untouched(file: Path) -> None:
    out, places = file.with_name("out.csv"), file.with_name("map.csv")
    out.write_text("before")
    places.write_text("station,place\nNowhere,城区\n")
    with pytest.raises(UnusableInput, match=r"statistics\.places"):
        run(file, "--by", "month", "--places", str(places))
    with pytest.raises(UnusableInput, match=r"air\.edition"):
        run(file, "--by", "month", "--edition", "GB1")
    assert (
        CliRunner().invoke(statistics, [str(file), "--by", "year", "--year-from", "02-29", "--out", "x"]).exit_code == 2
    )
    assert out.read_text() == "before"


@pytest.mark.evidence
@pytest.mark.slow
def test_the_published_means_of_beijing_come_out(evidence: Path, tmp_path: Path) -> None:
    """Zhang et al. 2017: 88.2, 82.3 and 74.4 µg/m³ of PM2.5 in the years from March 2013, 2014 and 2015."""
    source, places, out = (
        evidence / "air_weather" / "prsa_beijing_hourly.parquet",
        tmp_path / "map.csv",
        tmp_path / "o.csv",
    )
    stations = [
        row[0] for row in duckdb.sql(f"SELECT DISTINCT station FROM '{source}' WHERE station <> 'Dingling'").fetchall()
    ]
    places.write_text("station,place\n" + "".join(f"{station},Beijing\n" for station in stations))
    options = ["--feed", "prsa", "--by", "year", "--year-from", "03-01", "--places", str(places), "--pooled-hours"]
    assert CliRunner().invoke(statistics, [str(source), *options, "--out", str(out)]).exit_code == 0
    with out.open(newline="") as lines:
        found = {r["period"]: float(r["value"]) for r in csv.DictReader(lines) if r["item"] == "PM2_5"}
    assert len(stations) == 11
    assert found == {
        year: pytest.approx(mean, abs=0.2) for year, mean in (("2013", 88.2), ("2014", 82.3), ("2015", 74.4))
    }
