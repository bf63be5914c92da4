"""``make test``: every test on SQLite, the records' tests again on PostgreSQL; what is missing is named, loudly.

With ``QINGTIAN_REQUIRE_ALL=1`` (``.ci/run``) nothing may be missing and nothing may skip.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
REQUIRE_ALL = os.environ.get("QINGTIAN_REQUIRE_ALL") == "1"


@dataclass
class Part:
    """Something of the system that some tests need."""

    name: str
    present: bool
    get: str


def parts() -> list[Part]:
    """What the full run needs beside Python."""
    evidence = Path(os.environ.get("QINGTIAN_EVIDENCE", ROOT.parent / "shared" / "data"))
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return [
        Part("Chromium (end-to-end tests)", bool(chromium), "apt-get install chromium"),
        Part("LibreOffice (PDF of papers)", bool(shutil.which("soffice")), "apt-get install libreoffice-writer-nogui"),
        Part(
            "PostgreSQL (second database)",
            bool(os.environ.get("QINGTIAN_TEST_POSTGRES")),
            "a server, and QINGTIAN_TEST_POSTGRES=postgres://user:password@host/database",
        ),
        Part("real data (evidence tests)", evidence.is_dir(), "set QINGTIAN_EVIDENCE to the folder that holds it"),
    ]


@dataclass
class Done:
    """One step of the run, finished."""

    title: str
    code: int
    text: str
    seconds: float

    def line(self) -> str:
        """A line of the summary: what pytest counted, or only whether the step passed."""
        counted = re.findall(r"^=*\s*((?:\d+ \w+(?:, )?)+) in [\d.]+s", self.text, re.M)
        said = counted[-1] if counted else "clean" if self.code == 0 else "FAILED"
        return f"{'ok    ' if self.code == 0 else 'FAILED'} {self.title}: {said} ({self.seconds:.0f} s)"


def run(title: str, *arguments: str, **environment: str) -> Done:
    """Run one command, showing what it prints, and give back its code and text."""
    print(f"\n=== {title}", flush=True)
    began = time.monotonic()
    process = subprocess.Popen(
        arguments,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line)
    return Done(title, process.wait(), "".join(lines), time.monotonic() - began)


def skipped(text: str) -> int:
    """How many tests the summary line of pytest says were skipped."""
    found = re.findall(r"(\d+) skipped", text)
    return int(found[-1]) if found else 0


def main() -> int:
    pytest = [str(BIN / "python"), "-m", "pytest", "-q", "-n", "2", "--durations=40", "--durations-min=3"]
    missing = [part for part in parts() if not part.present]
    if missing and REQUIRE_ALL:
        for part in missing:
            print(f"required and not there: {part.name}; get it with: {part.get}")
        return 1
    results = [
        run("lint", "make", "--no-print-directory", "lint"),
        run("types", "make", "--no-print-directory", "types"),
    ]
    postgres = os.environ.get("QINGTIAN_TEST_POSTGRES")
    sqlite_environment = {"QINGTIAN_TEST_POSTGRES": ""} if postgres else {}
    if postgres:
        rooms = ("tests/apps", "tests/web", "tests/ledgers", "tests/founding", "tests/gateways")
        other = ("-m", "not e2e and not libreoffice and not evidence and not once", *rooms)
        results.append(run("tests of records on PostgreSQL", *pytest, *other))
    results.append(run("all tests on SQLite", *pytest, **sqlite_environment))
    print("\n=== summary")
    for part in missing:
        print(f"NOT TESTED: {part.name}. Get it with: {part.get}")
    for done in results:
        print(done.line())
    if REQUIRE_ALL and any(skipped(done.text) for done in results):
        print("a test was skipped, and nothing may be skipped here")
        return 1
    return int(any(done.code for done in results))


if __name__ == "__main__":
    sys.exit(main())
