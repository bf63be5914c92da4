"""Kill imports of air data at any moment, import a file of very many gigabytes: the lake holds in bounded memory."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import duckdb

from qingtian.measurements.lake import Lake

STATIONS, HOURS, MOST_MB = 400, 240, 1200
FIRST = date(2026, 1, 1)
IMPORT = "from qingtian.cli import main; main()"
HEADING = "TimePoint,StationCode,PositionName,PM2_5,PM10,SO2,NO2,CO,O3,O3_24h\n"


def run(kills: int, gigabytes: float) -> list[str]:
    """So many kills, then one large file; the faults."""
    with tempfile.TemporaryDirectory() as folder:
        faults = _kills(Path(folder), kills)
    with tempfile.TemporaryDirectory() as folder:
        return faults or _large(Path(folder), gigabytes)


def _kills(folder: Path, kills: int) -> list[str]:
    lake, chance, done = Lake(folder / "lake"), random.Random(), 0
    begun = time.monotonic()
    _import(lake, national(folder / "0.csv", HOURS, 0)).wait()
    longest = time.monotonic() - begun
    for number in range(1, kills + 1):
        before, held = lake.snapshot(), _version(lake)
        importing = _import(lake, national(folder / "next.csv", HOURS, held + 1))
        time.sleep(chance.uniform(0, 1.5 * longest))
        importing.kill()
        importing.wait()
        after, found = lake.snapshot(), _version(lake)
        if lake.verify() or (after == before) != (found == held) or found not in (held, held + 1):
            return [f"after kill {number}: {before.id} with {held} became {after.id} with {found}; {lake.verify()}"]
        done += after != before
    print(f"  lake: {kills} kills, {done} imports were done before; {lake.snapshot().id}", flush=True)
    return []


def _large(folder: Path, gigabytes: float) -> list[str]:
    file, hours = folder / "large.csv", int(gigabytes * 1e9 / 60 / STATIONS)
    national(file, hours, 0)
    begun = time.monotonic()
    code = _import(Lake(folder / "lake"), file).wait()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    took = time.monotonic() - begun
    print(f"  lake: {file.stat().st_size / 1e9:.1f} GB in {took:.0f} s, peak {peak} MB", flush=True)
    return [] if code == 0 and peak < MOST_MB else [f"exit {code}, peak {peak} MB"]


def _import(lake: Lake, file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", IMPORT, "air", "import", str(file), "--lake", str(lake.root)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def _version(lake: Lake) -> int:
    """Which file's values all hours have; -1 where they are of two."""
    sql = lake.hourly(None, FIRST, FIRST + timedelta(days=400)).sql
    row = duckdb.sql(f"SELECT min(pm10 - pm2_5), max(pm10 - pm2_5), count(*) FROM ({sql})").fetchone()
    assert row is not None
    return row[0] // 1000 if row[0] == row[1] and row[2] == STATIONS * HOURS else -1


def national(path: Path, hours: int, version: int) -> Path:
    """A file of the national feed; PM10 is ``version`` above PM2.5 in every row."""
    with path.open("w") as out:
        out.write(HEADING)
        for n in range(hours):
            stamp = f"{FIRST + timedelta(days=n // 23)}T{n % 23 + 1:02}:00:00"
            rows = []
            for s in range(STATIONS):
                v = (n * 7 + s * 13) % 90 + 10
                rows.append(f"{stamp},{1000 + s}A,某站,{v},{v + version},{v % 9 + 1},{v % 50},0.5,{v + 90},{v + 40}\n")
            out.writelines(rows)
    return path
