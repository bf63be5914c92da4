"""An office of its own for tests that must run real commands: a data folder, databases of one kind, nothing shared."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[3]
COMMAND = "from qingtian.cli import main; main()"
DAY = "2026-11-23"
SERVER = os.environ.get("QINGTIAN_TEST_POSTGRES", "")
#: the kind of database this run is about
KIND = "postgresql" if SERVER else "sqlite"
RELEASES = sorted(path.parent.name for path in (ROOT / "tests" / "upgrades").glob("*/release.tar.xz"))


@dataclass
class Office:
    """A place to run ``qingtian`` in. ``urls`` is empty for SQLite."""

    data: Path
    urls: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("QINGTIAN_", "DJANGO_")) and "DATABASE" not in k
        }
        own = {"QINGTIAN_DATA": str(self.data), "QINGTIAN_DEMO": "1", "QINGTIAN_TODAY": DAY, "QINGTIAN_LANG": "en"}
        return kept | own | self.urls

    def start(self, *arguments: str, program: str = COMMAND, **more: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", program, *arguments]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more
        )

    def run(
        self, *arguments: str, program: str = COMMAND, code: int = 0, **more: Any
    ) -> subprocess.CompletedProcess[str]:
        """Run to the end; the test fails where the exit code is another than ``code``."""
        process = self.start(*arguments, program=program, **more)
        out, err = process.communicate(timeout=180)
        assert process.returncode == code, f"{arguments}: exit {process.returncode}\n{out[-3000:]}\n{err[-3000:]}"
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def json(self, *arguments: str, **more: Any) -> Any:
        return json.loads(self.run(*arguments, "--json", **more).stdout)

    def python(self, script: str, *arguments: str) -> Any:
        """Run a script inside the office's Django; what it prints last is JSON."""
        head = "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'qingtian.config.settings'; django.setup()\n"
        return json.loads(self.run(*arguments, program=head + script).stdout.splitlines()[-1])


class Estate:
    """Makes offices and takes their databases down again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []

    def office(self, name: str, kind: str = KIND) -> Office:
        urls = {}
        if kind == "postgresql":
            for variable, suffix in (("DATABASE_URL", "r"), ("IDENTITY_DATABASE_URL", "i")):
                urls[variable] = self._database(f"qingtian_office_{secrets.token_hex(4)}_{suffix}")
        return Office(self.folder / name, urls)

    def _database(self, name: str) -> str:
        with psycopg.connect(_maintenance(), autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"')
        self.made.append(name)
        return SERVER.rpartition("/")[0] + f"/{name}"

    def close(self) -> None:
        for name in self.made:
            with psycopg.connect(_maintenance(), autocommit=True) as server:
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _maintenance() -> str:
    return SERVER.rpartition("/")[0] + "/postgres"


def unpack(release: str, folder: Path) -> dict[str, Any]:
    """A frozen release into ``folder``: ``backup``, ``keys``; what its ``release.json`` says."""
    with tarfile.open(ROOT / "tests" / "upgrades" / release / "release.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    told: dict[str, Any] = json.loads((folder / "release.json").read_text())
    return told
