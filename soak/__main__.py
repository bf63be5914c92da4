"""``make soak [SOAK_MINUTES=10]``: kill the process at random moments while it acts, then prove everything.

After every kill the next process must find no half-written act, every chain whole, every row equal to its replay, every
petition with its sealed identity. The trial ends at the first thing that does not hold.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))


def environment() -> dict[str, str]:
    """A fresh data folder; a second database server when QINGTIAN_TEST_POSTGRES names one."""
    found = {**os.environ, "QINGTIAN_DATA": tempfile.mkdtemp(prefix="qingtian-soak-")}
    found["DJANGO_SETTINGS_MODULE"] = "qingtian.config.settings"
    return found


def run(part: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "soak.worker", part], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def killed_once(env: dict[str, str], chance: random.Random) -> None:
    """Let a worker act, and kill it without warning."""
    worker = subprocess.Popen([sys.executable, "-m", "soak.worker", "act"], cwd=ROOT, env=env)
    time.sleep(2 + chance.random() * 3)
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def main() -> int:
    """Kill and prove until the time is over."""
    env, chance = environment(), random.Random()
    ready = run("prepare", env)
    if ready.returncode:
        print(ready.stderr)
        return 1
    end, kills = time.monotonic() + MINUTES * 60, 0
    while time.monotonic() < end:
        killed_once(env, chance)
        kills += 1
        proof = run("prove", env)
        print(f"kill {kills}: {proof.stdout.strip()}", flush=True)
        if proof.returncode:
            print(proof.stderr or proof.stdout)
            return 1
    print(f"{kills} kills, nothing lost, nothing half-done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
