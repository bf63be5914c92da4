"""A city in an office of its own, brought back once from the frozen first release and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apps.operations.office import KIND, Estate, Office, unpack


@pytest.fixture
def estate(tmp_path: Path) -> Iterator[Estate]:
    made = Estate(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first release's backup and keys."""
    folder = tmp_path_factory.mktemp("frozen")
    unpack("0.1.0", folder)
    return folder


@pytest.fixture(scope="session")
def restored(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office of the present code with its databases in it; nobody writes to it afterwards."""
    made = Office(tmp_path_factory.mktemp("restored") / "office")
    made.run("restore", str(frozen / "backup"), "--keys", str(frozen / "keys"))
    return made.data


@pytest.fixture
def office(request: pytest.FixtureRequest, estate: Estate, frozen: Path) -> Office:
    """A working office of the present code, on the database of this run."""
    made = estate.office("office")
    if KIND == "sqlite":
        shutil.copytree(request.getfixturevalue("restored"), made.data)
    else:
        made.run("restore", str(frozen / "backup"), "--keys", str(frozen / "keys"))
    return made
