"""``python -m soak [trial …] [--quick]``: run trials, each in a process of its own; exit 1 when anything did not hold.

Trials: kills-sqlite, kills-postgresql, disk, clock, restart, two-sqlite, two-postgresql, identities, lake, fuzz,
hj212-kills, hj212-mutated, hj212-lines, hj212-full.
``SOAK_KILLS`` (200), ``SOAK_IDENTITIES`` (1000) and ``SOAK_GB`` (2, of generated air data) set the amounts; ``--quick``
makes each a matter of seconds. ``SOAK_BODIES`` (3000): bodies of the fuzz for each door. ``SOAK_MUTATED`` (1000000):
mutated frames of monitors.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

from soak.ground import ROOT

QUICK = "--quick" in sys.argv
KILLS = int(os.environ.get("SOAK_KILLS", "6" if QUICK else "200"))
GIGABYTES = float(os.environ.get("SOAK_GB", "0.05" if QUICK else "2"))
BODIES = int(os.environ.get("SOAK_BODIES", "100" if QUICK else "3000"))
MUTATED = int(os.environ.get("SOAK_MUTATED", "5000" if QUICK else "1000000"))
IDENTITIES = int(os.environ.get("SOAK_IDENTITIES", "50" if QUICK else "1000"))


def trials() -> dict[str, Callable[[], list[str]]]:
    """By name; each returns the faults it found."""
    from soak import clock, disk, fuzz, hj212, identities, kills, lake, restart, two

    return {
        "kills-sqlite": lambda: kills.run("sqlite", KILLS),
        "kills-postgresql": lambda: kills.run("postgresql", KILLS),
        "disk": lambda: disk.run(),
        "clock": lambda: clock.run(),
        "restart": lambda: restart.run(2 if QUICK else 10),
        "two-sqlite": lambda: two.run("sqlite", 5 if QUICK else 60),
        "two-postgresql": lambda: two.run("postgresql", 5 if QUICK else 60),
        "identities": lambda: identities.run(IDENTITIES),
        "fuzz": lambda: fuzz.run(BODIES),
        "hj212-kills": lambda: hj212.kills(KILLS),
        "hj212-mutated": lambda: hj212.mutated(MUTATED),
        "hj212-lines": lambda: hj212.lines(40 if QUICK else 2000),
        "hj212-full": lambda: hj212.full(1 if QUICK else 4),
        "lake": lambda: lake.run(KILLS, GIGABYTES),
    }


def one(name: str) -> int:
    """Run one trial here; the verdict is the last line."""
    begun = time.monotonic()
    found = trials()[name]()
    for fault in found[:20]:
        print(f"  FAULT {fault}", flush=True)
    verdict = "holds" if not found else f"DOES NOT HOLD ({len(found)} faults)"
    print(f"{name}: {verdict}, {time.monotonic() - begun:.0f} s", flush=True)
    return 1 if found else 0


def main() -> int:
    """Each wanted trial in a process of its own: settings are read once a process."""
    wanted = [name for name in sys.argv[1:] if not name.startswith("--")]
    known = list(trials())
    if unknown := set(wanted) - set(known):
        print(f"no such trial: {', '.join(sorted(unknown))}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    if len(wanted) == 1:
        return one(wanted[0])
    quick = ["--quick"] if QUICK else []
    codes = {
        name: subprocess.run([sys.executable, "-m", "soak", name, *quick], cwd=ROOT, check=False).returncode
        for name in wanted or known
    }
    failed = [name for name, code in codes.items() if code]
    print(f"{len(codes) - len(failed)} of {len(codes)} trials hold" + (f"; not: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
