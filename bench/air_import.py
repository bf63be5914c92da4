"""``python -m bench.air_import``: a generated national month from its file into the lake, against pandas on its file.

1,700 stations × 744 hours in the columns of the national feed. Beside it pandas reads the same file and writes Parquet,
with no check, no rejects, no revision: what an analyst would otherwise do. Each in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

STATIONS, HOURS = 1700, 744
HEADING = "TimePoint,StationCode,Area,PositionName,PM2_5,PM10,SO2,NO2,CO,O3,O3_24h\n"


def generate(path: Path) -> None:
    """The month; about 3 per cent of each item missing."""
    chance = Random(0)
    with path.open("w") as out:
        out.write(HEADING)
        for n in range(HOURS):
            stamp = (datetime(2026, 10, 1, 1, tzinfo=UTC) + timedelta(hours=n)).strftime("%Y-%m-%dT%H:%M:%S")
            rows = []
            for s in range(STATIONS):
                pm, *others = (chance.randrange(5, top) for top in (120, 40, 30, 60))
                cells = [pm, pm + others[0], others[1], others[2], f"0.{others[1] % 10}", pm + 120, pm + 80]
                said = ",".join("—" if chance.random() < 0.03 else str(cell) for cell in cells)
                rows.append(f"{stamp},{1000 + s}A,某市,某站,{said}\n")
            out.writelines(rows)


def ours(file: Path, folder: Path) -> int:
    """Import it; the values that are in the lake afterwards."""
    from qingtian.measurements.importers.run import import_files
    from qingtian.measurements.lake import Lake

    return import_files(Lake(folder / "lake"), [file], datetime.now(UTC)).added.new


def by_hand(file: Path, folder: Path) -> int:
    """Read and write it with pandas."""
    import pandas

    table = pandas.read_csv(file, na_values=["—"])
    table.to_parquet(folder / "month.parquet")
    return len(table)


def main() -> None:
    if len(sys.argv) == 4:
        begun, cpu = time.monotonic(), time.process_time()
        count = {"ours": ours, "pandas": by_hand}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        took, busy = time.monotonic() - begun, time.process_time() - cpu
        print(
            f"  {sys.argv[1]:8} {took:6.1f} s on the wall, {busy:6.1f} s of processors, {peak} MB; {count}", flush=True
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "month.csv"
        generate(file)
        print(f"import of a national month ({file.stat().st_size / 1e6:.0f} MB):", flush=True)
        for who in ("ours", "pandas"):
            subprocess.run([sys.executable, "-m", "bench.air_import", who, str(file), folder], check=True)


if __name__ == "__main__":
    main()
