"""``python -m bench.integrity FILE LABELS [--weather FILE] [--truth FILE]``: how well falsified days are told.

Labels are read here and nowhere in the product. A day is positive with six hours or more inside a labelled episode (end
included), negative with none, others are dropped. Beside it the same for days with six changed hours, where the true
values are given, and what an analyst would otherwise take: the largest robust z of a day against the other stations.
"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
import time
from datetime import datetime
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from qingtian.integrity.falsify import Episode
from qingtian.integrity.grid import HOURS, REPORTED, Array, Grid, read_grid
from qingtian.integrity.kinds import KINDS
from qingtian.integrity.learning import DAY_HOURS, NONE, Plan, judge
from qingtian.integrity.simple import around, logs

DATA = Path(os.environ.get("QINGTIAN_EVIDENCE", "../shared/data")) / "air_weather"
FALSE_DAYS = 0.02


def episodes(path: Path, grid: Grid) -> list[Episode]:
    """The labelled episodes as rows and hours of the grid, their last hour included."""
    found = []
    begin = datetime.combine(grid.first, datetime.min.time())
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            span = [datetime.fromisoformat(row[at]) - begin for at in ("start", "end")]
            start, end = (int(one.total_seconds() // 3600) for one in span)
            found.append(Episode(grid.stations.index(row["station"]), start, end + 1, row["kind"]))
    return found


def of_days(labelled: list[Episode], grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Hours inside an episode by station and day, and its kind."""
    inside = np.full(grid.reported.shape, -1)
    for one in labelled:
        inside[one.station, one.start : one.end] = KINDS.index(one.kind)
    daily = inside.reshape(len(inside), -1, HOURS)
    return (daily >= 0).sum(axis=2), daily.max(axis=2)


def changed_hours(grid: Grid, truth: Path) -> np.ndarray:
    """Hours of a day in which the reported value is not the true one."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "true.parquet"
        connection.execute(
            f'COPY (SELECT * RENAME ("PM2.5" AS "{REPORTED}") FROM read_parquet(\'{truth}\') '
            f"WHERE time >= '{grid.first}' AND time < '{grid.day(grid.days)}') TO '{path}' (FORMAT parquet)"
        )
        true = read_grid(path).reported
    same = (true == grid.reported) | (np.isnan(true) & np.isnan(grid.reported))
    return np.asarray((~same).reshape(len(true), -1, HOURS).sum(axis=2))


def told(name: str, score: Array, hours: np.ndarray, kind: np.ndarray, wanted: np.ndarray) -> None:
    """AUROC, average precision, and per kind the share found at two false days in a hundred."""
    negative, positive = hours == 0, (hours >= DAY_HOURS) & wanted
    kept = negative | positive
    threshold = np.quantile(score[negative], 1 - FALSE_DAYS)
    auroc = roc_auc_score(positive[kept], score[kept])
    precision = average_precision_score(positive[kept], score[kept])
    print(f"{name}: AUROC {auroc:.3f}, average precision {precision:.3f}, {int(positive.sum())} days")
    for number, one in enumerate(KINDS):
        days = positive & (kind == number)
        if days.any():
            print(f"  {one:34} {int(days.sum()):4d} days  found {100 * (score[days] > threshold).mean():3.0f} %")


def robust_z(grid: Grid) -> Array:
    """What one would do by hand: how far the day's worst hour lies from the other stations' middle, robustly."""
    rows = range(len(grid.stations))
    near = tuple(tuple(other for other in rows if other != own) for own in rows)
    apart = logs(grid.reported) - around(logs(grid.reported), near)
    middle = np.nanmedian(apart, axis=1, keepdims=True)
    scale = 1.48 * np.nanmedian(np.abs(apart - middle), axis=1, keepdims=True)
    return np.nan_to_num(np.abs((apart - middle) / scale)).reshape(len(apart), -1, HOURS).max(axis=2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=DATA / "tamper_pm25_reported.parquet")
    parser.add_argument("labels", nargs="?", type=Path, default=DATA / "tamper_labels.csv")
    parser.add_argument("--weather", type=Path, default=DATA / "prsa_beijing_hourly.parquet")
    parser.add_argument("--truth", type=Path, default=DATA / "prsa_beijing_hourly.parquet")
    parser.add_argument("--seed", type=int, default=Plan().seed)
    given = parser.parse_args()
    if not given.file.is_file():
        print(f"integrity: {given.file} is not there, not measured")
        return
    grid = read_grid(given.file, given.weather)
    hours, kind = of_days(episodes(given.labels, grid), grid)
    changed = changed_hours(grid, given.truth) >= DAY_HOURS
    begun, cpu = time.monotonic(), time.process_time()
    score = 1 - judge(grid, Plan(seed=given.seed)).likely[:, :, NONE]
    took, busy = time.monotonic() - begun, time.process_time() - cpu
    print(f"integrity: {grid.reported.size:,} station hours in {took:.0f} s, {busy:.0f} s of CPU")
    everything = np.ones(hours.shape, dtype=bool)
    told("  learned from own falsifications, all days", score, hours, kind, everything)
    told("  learned from own falsifications, days with 6 changed hours", score, hours, kind, changed)
    told("  largest robust z by hand, all days", robust_z(grid), hours, kind, everything)


if __name__ == "__main__":
    main()
