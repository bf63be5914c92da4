"""Freeze a release's data for the upgrade tests: ``tools/freeze_release.py 0.1.0 COMMIT``, once, on the day of release.

The release's own code, taken from git, prepares an empty folder and loads a small demonstration city into it;
everything in it is generated. Of the files only the first few stay (their records do not go), so that the archive is
a few hundred kilobytes. Then ``qingtian backup`` of the present code saves it, because a backup can be laid down on
SQLite and on PostgreSQL, in the tables of that release. The result is ``tests/upgrades/VERSION/release.tar.xz``:

``backup/``        the backup          ``keys/``  its keys, made for it and used nowhere else
``release.json``   version, commit, day, number of matters, digest of the heads
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-23"
REPORTS = "0"
FILES = 6
COMMAND = "from qingtian.cli import main; main()"
#: the present code's backup with rows compressed as far as they go
BACKUP = "from qingtian.apps.operations.backup import rows; rows.LEVEL = 9; " + COMMAND


def qingtian(source: Path, data: Path, program: str, *arguments: str) -> str:
    """One command of the code in ``source`` on a data folder of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("QINGTIAN_") and "DATABASE_URL" not in k}
    own = {"QINGTIAN_DATA": str(data), "QINGTIAN_DEMO": "1", "QINGTIAN_TODAY": DAY, "PYTHONPATH": str(source / "src")}
    assets = {"QINGTIAN_ASSETS": str(ROOT / ".assets")}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=kept | own | assets,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def thin(data: Path) -> None:
    """Keep the first few files by their digest: enough to prove that files come back."""
    for path in sorted((data / "files").glob("??/*"))[FILES:]:
        path.unlink()


def freeze(version: str, commit: str, work: Path) -> Path:
    """Load, thin, back up, pack; the archive."""
    source, data = work / "source", work / "data"
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(source), commit], cwd=ROOT, check=True)
    try:
        qingtian(source, data, COMMAND, "prepare")
        qingtian(source, data, COMMAND, "demo", "load", "--reports", REPORTS, "--today", DAY)
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", str(source)], cwd=ROOT, check=True)
    thin(data)
    arguments = ("backup", str(work / "b"), "--keys", str(work / "k"), "--json")
    said = json.loads(qingtian(ROOT, data, BACKUP, *arguments))
    told = {"version": version, "commit": commit, "day": DAY, "matters": said["matters"], "heads": said["heads"]}
    (work / "release.json").write_text(json.dumps(told, indent=1) + "\n")
    return _pack(version, work, Path(said["folder"]), Path(said["keys"]))


def _pack(version: str, work: Path, backup: Path, keys: Path) -> Path:
    target = ROOT / "tests" / "upgrades" / version / "release.tar.xz"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(target, "w:xz") as archive:
        for path, name in ((work / "release.json", "release.json"), (backup, "backup"), (keys, "keys")):
            archive.add(path, name, filter=_nobody)
    return target


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory(prefix="qingtian-freeze-") as work:
        path = freeze(sys.argv[1], sys.argv[2], Path(work))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
