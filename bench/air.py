"""``python -m bench.air [FOLDER]``: a national year through days, percentiles, the daily and composite index and ranks.

1,700 stations in 340 places, 8,784 hours, six items, about 3 per cent missing, generated into FOLDER and kept there.
Each contender runs in a process of its own: the bare scan with six sums, the statistics on DuckDB, the same by hand in
Polars and (on a twentieth of the stations) in pandas, the statistics on Spark. BENCH_AIR_ROUNDS says how often (3; the
median counts); BENCH_AIR_SPARK=0 leaves Spark out. Beside the time on the wall stands the time of the processors, which
a busy machine disturbs less; ratios are to the bare scan of the same round.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import air_by_hand

ROUNDS = int(os.environ.get("BENCH_AIR_ROUNDS", "3"))
STATIONS, PER_PLACE, DAYS, SHARE = 1700, 5, 366, 20
ITEMS = {"pm2_5": 150_000, "pm10": 250_000, "so2": 40_000, "no2": 90_000, "o3": 240_000, "co": 3_000}


def generate(path: Path) -> None:
    """The year as one Parquet file in the columns of the hourly view; values by hash, so the same everywhere."""
    import duckdb

    columns = ", ".join(
        f"CASE WHEN hash(s, d, h, {n}) % 100 < 3 THEN NULL ELSE "
        f"(hash(s, d, h, {n}, 1) % {top // 100} * 100)::INTEGER END AS {item}"
        for n, (item, top) in enumerate(ITEMS.items())
    )
    sql = (
        f"SELECT printf('S%04d', s) AS station, DATE '2024-01-01' + d::INTEGER AS day, h::SMALLINT AS hour, {columns} "
        f"FROM range({STATIONS}) AS a(s), range({DAYS}) AS b(d), range(1, 25) AS c(h) ORDER BY s, d, h"
    )
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def scan(path: Path) -> str:
    """What no engine can do without: read the six columns and add them."""
    import duckdb

    sums = ", ".join(f"sum({item})" for item in ITEMS)
    return digest(duckdb.execute(f"SELECT {sums} FROM '{path}'").fetchall())


def ours(path: Path, engine: object | None = None) -> str:
    """The statistics: all months, with the daily index, and their ranking."""
    from qingtian.measurements.statistics import AirStatistics, Membership
    from qingtian.standards.air.rule_tables import rule_tables
    from qingtian.standards.periods import period

    members = [Membership(f"P{n // PER_PLACE:03}", f"S{n:04}") for n in range(STATIONS)]
    air = AirStatistics([path], members, rule_tables(), engine)  # type: ignore[arg-type]
    groups = {"all": sorted({member.place for member in members})}
    found = air.rankings([period(f"2024-{month:02}") for month in range(1, 13)], groups)
    return digest([(r.period, r.place, r.composite, r.rank) for r in found])


def spark(path: Path) -> str:
    """The same files on Spark, in this machine."""
    from pyspark.sql import SparkSession

    from qingtian.measurements.statistics.engines.spark import Spark

    settings = {"spark.ui.enabled": "false", "spark.driver.memory": "6g", "spark.sql.shuffle.partitions": "8"}
    builder = SparkSession.builder.master("local[*]").appName("bench")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return ours(path, Spark(session))


def digest(rows: list[tuple[object, ...]]) -> str:
    """Whether two engines answered the same."""
    return hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()[:12]


CONTENDERS = {
    "bare scan, six sums": scan,
    "Qingtian on DuckDB": ours,
    "Polars by hand": lambda path: digest(air_by_hand.with_polars(path)),
    f"pandas by hand, 1/{SHARE}": lambda path: digest(air_by_hand.with_pandas(path, STATIONS // SHARE)),
    "Qingtian on Spark": spark,
}


def measured(name: str, path: Path) -> dict[str, float | str]:
    """One contender in a process of its own."""
    command = [sys.executable, "-m", "bench.air", "--one", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr[-2000:]}")
    found: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    return found


def one(name: str, path: Path) -> None:
    """Run it and say what it took."""
    wall, processor = time.perf_counter(), time.process_time()
    answer = CONTENDERS[name](path)
    spent = {
        "wall": time.perf_counter() - wall,
        "processor": time.process_time() - processor,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(spent | {"answer": answer}))


def main() -> None:
    if sys.argv[1:2] == ["--generate"]:
        generate(Path(sys.argv[2]))
        return
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]))
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="qingtian-bench-air-"))
    path = folder / "national_year.parquet"
    if not path.exists():  # in a process of its own: a child's peak of memory would begin at its parent's
        subprocess.run([sys.executable, "-m", "bench.air", "--generate", str(path)], check=True)
    names = [n for n in CONTENDERS if "Spark" not in n or os.environ.get("BENCH_AIR_SPARK", "1") == "1"]
    rounds = [{name: measured(name, path) for name in names} for _ in range(ROUNDS)]
    table(names, rounds)


def table(names: list[str], rounds: list[dict[str, dict[str, float | str]]]) -> None:
    """Medians, and ratios to the scan of the same round; pandas is scaled to the whole."""
    bare = next(iter(CONTENDERS))
    print(f"national year, {STATIONS} stations, {os.cpu_count()} cores, {ROUNDS} rounds; load {os.getloadavg()[0]:.1f}")
    print(f"{'':24}{'wall s':>9}{'ratio':>8}{'processor s':>13}{'ratio':>8}{'peak MB':>9}  answer")
    for name in names:
        scale = SHARE if "pandas" in name else 1
        cells = []
        for kind in ("wall", "processor"):
            spent = [float(r[name][kind]) * scale for r in rounds]
            ratios = [s / float(r[bare][kind]) for s, r in zip(spent, rounds, strict=True)]
            cells += [statistics.median(spent), statistics.median(ratios)]
        wall, ratio, processor, processor_ratio = cells
        peak = max(float(r[name]["peak"]) for r in rounds)
        shown = "(JVM not measured)" if "Spark" in name else f"{peak:9.0f}"
        answer = rounds[0][name]["answer"]
        print(f"{name:24}{wall:9.2f}{ratio:8.1f}{processor:13.2f}{processor_ratio:8.1f}{shown:>9}  {answer}")


if __name__ == "__main__":
    main()
