"""``python -m bench.targeting [EVIDENCE]``: the scans, the order of units, the order of inspections of Chicago.

Beside each time stands what the same run takes otherwise: every circle reckoned one replication after the other in
plain NumPy; the weights of events one by one in plain Python. With EVIDENCE (a folder with
``targeting/chicago_food_train.csv.gz``) days earlier and AUC on one forward window, beside the order by time since the
last inspection and by the number of past findings.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from qingtian.targeting.events import Event, half_lives, weight
from qingtian.targeting.objects import Unit, rank
from qingtian.targeting.rank import days_earlier, learn
from qingtian.targeting.scan import Distance, scan
from qingtian.targeting.scan.permutation import permutation_scan
from qingtian.targeting.scan.zones import zones

PLACES, REPLICATIONS = 1000, 999
EVENTS, UNITS, SHARE = 1_000_000, 100_000, 100
NOW = datetime(2026, 11, 2, tzinfo=UTC)
WINDOW = "2013-11-01", "2013-12-31"
OUTCOME, DAY = "criticalFound", "Inspection_Date"
ONLY_AFTERWARDS = {"criticalCount", "seriousCount", "minorCount", "pass_flag", "fail_flag", "Results"}
WHO = {"Inspector_Assigned", "Inspection_ID"}


def timed(name: str, action: Callable[[], object]) -> float:
    """Seconds of the processors, which other programs disturb less than those on the wall; both are printed."""
    wall, processor = time.perf_counter(), time.process_time()
    action()
    spent = time.process_time() - processor
    print(f"  {name:52} {time.perf_counter() - wall:7.1f} s  processor {spent:6.1f} s", flush=True)
    return spent


def scans() -> None:
    draw = np.random.default_rng(3)
    x, y = draw.random(PLACES) + 102, draw.random(PLACES) + 24
    people = draw.integers(100, 50_000, PLACES).astype(float)
    cases = draw.multinomial(20_000, people / people.sum()).astype(float)
    ours = timed(f"scan, {PLACES} places, {REPLICATIONS} replications", lambda: scan(cases, people, x, y))
    plain = timed("the same by plain NumPy, a tenth of them", lambda: by_hand(cases, people, x, y)) * 10
    print(f"  ours / plain {ours / plain:.2f}")
    place, day = draw.integers(0, 200, 300), draw.integers(0, 28, 300)
    spread = x[:200], y[:200]
    timed(
        "space-time permutation, 200 places, 300 cases, now",
        lambda: permutation_scan(place, day, *spread, prospective=True),
    )


def by_hand(cases: np.ndarray, people: np.ndarray, x: np.ndarray, y: np.ndarray) -> None:
    """Every circle of a tenth of the replications, with its logarithms."""
    circles = zones(x, y, people, 0.5, Distance.SPHERE)
    total, draw = cases.sum(), np.random.default_rng(1)
    expected = total * circles.population / people.sum()
    for _ in range(REPLICATIONS // 10):
        held = np.cumsum(draw.multinomial(int(total), people / people.sum())[circles.order], axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            inside = held * np.log(held / expected)
            found = inside + (total - held) * np.log((total - held) / (total - expected))
        np.where(circles.drawn & (held > expected), found, 0).max()


def units() -> None:
    draw = np.random.default_rng(1)
    lon, lat = draw.normal(102.7, 0.1, UNITS), draw.normal(25, 0.1, UNITS)
    there = [Unit(f"U{n}", lon[n], lat[n], "A", "small", date(2026, 1, 1)) for n in range(UNITS)]
    age, of, kind = draw.random(EVENTS) * 365, draw.integers(0, UNITS, EVENTS), draw.integers(0, 4, EVENTS)
    kinds = ("complaint", "odour", "noise", "exceedance")
    events = [
        Event(NOW - timedelta(days=age[n]), lon[of[n]], lat[of[n]], f"U{of[n]}" if n % 2 else None, "A",
              kinds[kind[n]], 0.6, 0.8, "bench", str(n))
        for n in range(EVENTS)
    ]  # fmt: skip
    ours = timed(f"rank {UNITS:,} units by {EVENTS:,} events", lambda: rank(there, events, NOW))
    few, lives = events[:: 2 * SHARE], half_lives(NOW.date())
    plain = timed(f"weights alone, 1/{2 * SHARE}, one by one", lambda: [weight(one, NOW, lives) for one in few])
    print(f"  ours / weights alone one by one {ours / (plain * 2 * SHARE):.2f}")


def chicago(evidence: Path) -> None:
    """One forward window: learned from what was known before its first day."""
    with gzip.open(evidence / "targeting" / "chicago_food_train.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    due = [row for row in rows if WINDOW[0] <= row[DAY] < WINDOW[1]]
    days, found = [date.fromisoformat(row[DAY][:10]) for row in due], [int(float(row[OUTCOME])) for row in due]
    print(f"  {len(due)} inspections {WINDOW[0]} to {WINDOW[1]}, {sum(found)} with a critical finding")
    for name, left_out in (("with who inspected (judging alone)", set()), ("without, as shipped", WHO)):
        scores = learned(rows, due, left_out)
        print(f"  {name:38} {days_earlier(days, scores, found):5.1f} days earlier, AUC {auc(scores, found):.3f}")
    for name, column in (("time since the last inspection", "timeSinceLast"), ("past critical", "pastCritical")):
        if column in due[0]:
            scores = [float(row[column] or 0) for row in due]
            print(f"  {name:38} {days_earlier(days, scores, found):5.1f} days earlier, AUC {auc(scores, found):.3f}")


def learned(rows: Sequence[dict[str, str]], due: Sequence[dict[str, str]], left_out: set[str]) -> list[float]:
    columns = [name for name in rows[0] if name not in {OUTCOME, DAY} | ONLY_AFTERWARDS | left_out]
    cells = {name: [row[name] for row in rows] for name in columns}
    known = [date.fromisoformat(row[DAY][:10]) for row in rows]
    results = [int(float(row[OUTCOME])) for row in rows]
    ranker = learn(cells, columns, known, results, date.fromisoformat(WINDOW[0]))
    return [float(score) for score in ranker.probability({name: [row[name] for row in due] for name in columns})]


def auc(scores: Sequence[float], found: Sequence[int]) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(found, scores))


def main() -> None:
    print("targeting, load " + " ".join(f"{value:.1f}" for value in os.getloadavg()), flush=True)
    scans()
    units()
    evidence = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("QINGTIAN_EVIDENCE", "")
    if evidence:
        chicago(Path(evidence))
    else:
        print("  Chicago not measured: set QINGTIAN_EVIDENCE")


if __name__ == "__main__":
    main()
