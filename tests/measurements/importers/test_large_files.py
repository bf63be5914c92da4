"""Size costs time, never memory; a kill costs the import, never the lake."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from time import sleep

import pytest

from qingtian.measurements.lake import Lake, Reading

pytestmark = pytest.mark.once
DAY = date(2026, 10, 31)
STATIONS = 400
#: imports a file in a small memory and prints the peak of its process in MB, and what was done
IMPORT = """
import json, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from qingtian.measurements.importers.run import import_files
from qingtian.measurements.lake import Lake
lake = Lake(Path(sys.argv[1]), memory=sys.argv[3])
done = import_files(lake, [Path(sys.argv[2])], datetime.now(UTC), progress=lambda *what: print(what[0], flush=True))
print(json.dumps([resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, done.added.new]))
"""


def national(path: Path, hours: int) -> Path:
    """A generated file of the national feed: an hour after the other, STATIONS rows an hour."""
    with path.open("w") as out:
        out.write("TimePoint,StationCode,PositionName,PM2_5,PM10,SO2,NO2,CO,O3,O3_24h\n")
        for n in range(hours):
            day, hour = n // 24 % 28 + 1, n % 24
            stamp = f"2026-{n // 672 + 1:02}-{day:02}T{hour:02}:00:00"
            for s in range(STATIONS):
                v = (n * 7 + s * 13) % 90 + 10
                out.write(f"{stamp},{1000 + s}A,某站,{v},{v + 30},{v % 9 + 1},{v % 50},0.{v % 10},{v + 90},{v + 40}\n")
    return path


def run(root: Path, file: Path, memory: str) -> list[int]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(root), str(file), memory], capture_output=True, text=True, check=True
    )
    found: list[int] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.slow
def test_a_file_of_many_times_the_size_takes_no_more_memory(tmp_path: Path) -> None:
    small = run(tmp_path / "small", national(tmp_path / "small.csv", 200), "150MB")
    large = run(tmp_path / "large", national(tmp_path / "large.csv", 2600), "150MB")
    assert large[1] == 2600 * STATIONS * 6
    assert large[0] < small[0] + 200, (small, large)


def test_an_import_killed_on_its_way_leaves_the_old_snapshot(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    old = lake.append([Reading("1A", "CO", DAY, 1, 1000)], source="test", received_at=datetime(2026, 11, 1, tzinfo=UTC))
    file = national(tmp_path / "large.csv", 400)
    arguments = [sys.executable, "-c", IMPORT, str(lake.root), str(file), "512MB"]
    importing = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    assert importing.stdout is not None
    assert importing.stdout.readline().strip() == "large.csv"
    sleep(0.3)
    importing.send_signal(signal.SIGKILL)
    importing.wait()
    assert lake.snapshot() == old.snapshot
    assert lake.verify() == []
    lake.append([Reading("1A", "CO", DAY, 2, 1000)], source="test", received_at=datetime(2026, 11, 2, tzinfo=UTC))
    assert lake.snapshot().number == 2
    assert not list((lake.root / "work").iterdir())
