"""Commands as an administrator types them: in this process on the test database, or as a program of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qingtian.cli import root

ELSEWHERE = ("DATABASE_URL", "IDENTITY_DATABASE_URL", "PORT")
Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command in this process, in English unless ``language`` says otherwise."""

    def invoke(*arguments: str, language: str = "en") -> Result:
        return CliRunner().invoke(root, list(arguments), env={"QINGTIAN_LANG": language})

    return invoke


@pytest.fixture(autouse=True)
def fresh_calendar() -> Iterator[None]:
    """The calendar is kept by the number of its latest edit, and a test that is rolled back gives numbers again."""
    from qingtian.apps.proceedings import calendars

    calendars._built.cache_clear()
    yield
    calendars._built.cache_clear()


@pytest.fixture(autouse=True)
def own_holders(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweep tells the vault of drafts; in a process of its own that ends with the command, here with the test."""
    from qingtian.apps.identities import holders

    monkeypatch.setattr(holders, "_HOLDERS", list(holders._HOLDERS))


def environment(data: Path, **more: str) -> dict[str, str]:
    """A clean environment with a data folder of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("QINGTIAN_") and k not in ELSEWHERE}
    return {**kept, "QINGTIAN_DATA": str(data), "QINGTIAN_LANG": "en", **more}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Run ``qingtian`` as a program with an empty data folder."""

    def call(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from qingtian.cli import main; main()", *arguments]
        own = environment(tmp_path / "var", **more)
        return subprocess.run(command, capture_output=True, text=True, env=own, check=False)

    return call
