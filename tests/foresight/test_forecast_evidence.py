"""On real air: a short autumn window beats persistence clearly and is not worse than the month's median."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from qingtian.cli import root
from qingtian.foresight.forecasting import baselines
from qingtian.foresight.forecasting.reading import read_days

FILE = Path(os.environ.get("QINGTIAN_EVIDENCE", "")) / "air_weather" / "prsa_beijing_hourly.parquet"
pytestmark = [pytest.mark.evidence, pytest.mark.slow]


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    out = tmp_path_factory.mktemp("forecast") / "out.csv"
    given = f"forecast backtest {FILE} --item PM2_5 --from 2015-09-01 --to 2015-10-20 --horizons 1,3 --workers 1"
    done = CliRunner().invoke(root, [*given.split(), "--out", str(out)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "upper bound" not in done.output
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_row_for_every_station_target_and_horizon(rows):
    assert list(rows[0]) == ["station", "origin", "target", "horizon", "predicted", "low", "high"]
    assert len(rows) == 12 * 50 * 2 == len({(row["station"], row["target"], row["horizon"]) for row in rows})


def test_forecasts_beat_what_costs_nothing(rows):
    series = read_days(FILE, "PM2_5", with_weather=False)
    for horizon in (1, 3):
        errors = []
        for row in (row for row in rows if row["horizon"] == str(horizon)):
            place, origin = series.places.index(row["station"]), np.datetime64(row["origin"]).item()
            actual = series.values[place, series.index(origin) + horizon]
            beside = baselines(series, origin, horizon)
            said = (float(row["predicted"]), beside["persistence"][place], beside["month_median"][place])
            inside = float(row["low"]) <= actual <= float(row["high"])
            errors.append((*(abs(one - actual) for one in said), inside if np.isfinite(actual) else np.nan))
        model, persistence, median, inside = np.nanmean(errors, axis=0)
        assert model < 0.9 * persistence
        assert model <= 1.01 * median
        assert 0.6 < inside < 0.95, "fifty days are few"
