"""``make check``: the tests of the pure rooms, and those that mirror what was changed; minutes belong to ``make test``.

What was changed: whatever differs from the last commit but one, committed or not. ``--since`` names another commit,
``--list`` prints the choice and runs nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TESTS, TEMPLATES = "src/qingtian", "tests", "src/qingtian/web/templates"
#: rooms that know neither Django nor a clock: they are quick, and everything stands on them
PURE = ("law", "procedures", "standards", "secrecy", "tables", "trail")
MARKS = "not slow and not e2e and not evidence and not libreoffice"


def changed(since: str) -> list[str]:
    """Paths that differ from ``since``, with those git does not know yet."""
    told = subprocess.run(
        ["git", "diff", "--name-only", "--diff-filter=d", since], cwd=ROOT, capture_output=True, text=True, check=True
    )
    new = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [line for line in (told.stdout + new.stdout).splitlines() if line]


def mirrored(path: str) -> str | None:
    """Where the tests of a file lie: the test itself, its namesake, or the nearest folder that mirrors its own."""
    file = PurePosixPath(path)
    if path.startswith(f"{TESTS}/"):
        return path if file.name.startswith("test_") and file.suffix == ".py" else None
    if not path.startswith(f"{SOURCE}/"):
        return None
    within = file.relative_to(TEMPLATES if path.startswith(f"{TEMPLATES}/") else SOURCE)
    room = PurePosixPath(TESTS, "web") if path.startswith(f"{TEMPLATES}/") else PurePosixPath(TESTS)
    namesake = room / within.parent / f"test_{within.stem}.py"
    if (ROOT / namesake).is_file():
        return str(namesake)
    folder = room / within.parent
    while len(folder.parts) > 2 and not (ROOT / folder).is_dir():
        folder = folder.parent
    return str(folder) if len(folder.parts) > 2 and (ROOT / folder).is_dir() else None


def chosen(paths: Iterable[str]) -> list[str]:
    """The tests to run: no path inside a folder that is chosen anyway."""
    found = {f"{TESTS}/{room}" for room in PURE} | {to for path in paths if (to := mirrored(path))}
    return sorted(one for one in found if not any(str(above) in found for above in PurePosixPath(one).parents))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, epilog="example: python tools/check_tests.py --since main")
    parser.add_argument("--since", default="HEAD~1", help="the commit to compare with (HEAD~1)")
    parser.add_argument("--list", action="store_true", help="print what would run")
    options = parser.parse_args(arguments)
    tests = chosen(changed(options.since))
    print("tests of the pure rooms and of what was changed:", *tests, sep="\n  ", flush=True)
    if options.list:
        return 0
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", MARKS, *tests], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
