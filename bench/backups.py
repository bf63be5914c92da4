"""``python -m bench.backups [MATTERS=20000] [MEGABYTES=200]``: rates of backup and restore.

Each line also gives the rate as a ratio to copying the same bytes on the same disk in the same run (``cp`` is 1).
On PostgreSQL: two databases named by BENCH_POSTGRES and BENCH_POSTGRES_IDENTITY, empty at first; two more with the
suffix ``_back`` to restore into.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-c", "from qingtian.cli import main; main()"]
FILL = "import django; django.setup()\nfrom bench.city_of import fill\nfill({matters})"
PHOTO = 2_000_000


def environment(data: Path, suffix: str = "") -> dict[str, str]:
    own = {"QINGTIAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "qingtian.config.settings", "PYTHONPATH": path()}
    for variable, given in (("DATABASE_URL", "BENCH_POSTGRES"), ("IDENTITY_DATABASE_URL", "BENCH_POSTGRES_IDENTITY")):
        if os.environ.get(given):
            own[variable] = os.environ[given] + suffix
    return {**os.environ, **own}


def path() -> str:
    return f"{ROOT / 'src'}:{ROOT}"


def run(where: dict[str, str], *command: str) -> str:
    return subprocess.run(command, env=where, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def photos(data: Path, megabytes: int) -> None:
    """Bytes that do not compress, in files of a photo's size."""
    for _ in range(megabytes * 1_000_000 // PHOTO):
        name = secrets.token_hex(32)
        target = data / "files" / name[:2] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(os.urandom(PHOTO))


def copying(data: Path, work: Path) -> float:
    """MB/s of a plain copy of the files, for comparison."""
    began = time.perf_counter()
    shutil.copytree(data / "files", work / "copied")
    os.sync()
    seconds = time.perf_counter() - began
    size = sum(p.stat().st_size for p in (work / "copied").rglob("*") if p.is_file())
    return size / 1e6 / seconds


def line(what: str, told: dict[str, Any], rows: int, plain: float) -> None:
    rate = told["mb_per_second"]
    per_second = rows / max(told["seconds"], 1e-3)
    print(f"{what:<28}{told['seconds']:>8.1f} s{rate:>9.1f} MB/s{rate / plain:>7.2f} of cp{per_second:>12,.0f} rows/s")


def main() -> int:
    matters, megabytes = (int(a) for a in (*sys.argv[1:3], *("20000", "200")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory(prefix="qingtian-bench-") as folder:
        work, data = Path(folder), Path(folder) / "var"
        here = environment(data)
        run(here, *COMMAND, "prepare")
        run(here, sys.executable, "-c", FILL.format(matters=matters))
        photos(data, megabytes)
        plain = copying(data, work)
        keys = ("--keys", str(work / "safe"), "--json")
        first = json.loads(run(here, *COMMAND, "backup", str(work / "disk"), *keys))
        rows = first["rows"]
        print(f"{first['matters']:,} matters, {rows:,} rows, {first['bytes'] / 1e6:,.0f} MB; cp {plain:.0f} MB/s")
        line("first backup", first, rows, plain)
        again = json.loads(run(here, *COMMAND, "backup", str(work / "disk"), "--keep-all", *keys))
        line("second, photos linked", again, rows, plain)
        back = ("restore", first["folder"], "--as-saved", "--into", str(work / "second"), *keys)
        line("restore", json.loads(run(environment(work / "second", "_back"), *COMMAND, *back)), rows, plain)
    return 0


if __name__ == "__main__":
    sys.exit(main())
