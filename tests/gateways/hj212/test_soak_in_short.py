"""The trials of ``make soak`` in short: killed while loggers send, mutated frames, dead lines, a full disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.once


@pytest.mark.parametrize("trial", ["hj212-kills", "hj212-mutated", "hj212-lines", "hj212-full"])
def test_what_was_answered_is_neither_lost_nor_doubled(trial):
    ran = subprocess.run(
        [sys.executable, "-m", "soak", trial, "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "holds" in ran.stdout
