"""One loaded city a test run, copied for whoever changes it; pages that complain."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import DESK
from tests.e2e.served_city import ServedCity, load, served_copy

#: what Chromium says in the console of a page that answers 4xx; the tests look at the status itself
STATUS_LINE = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, loaded once a run however many workers ask; nobody writes to this folder afterwards."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder, done, failed = (shared / f"loaded-city{suffix}" for suffix in ("", ".done", ".failed"))
    with (shared / "loaded-city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if failed.exists():  # a load takes long: what stopped it stops it again for every test that asks
            pytest.fail(f"the city could not be loaded: {failed.read_text()}")
        if not done.exists():
            folder.mkdir()
            try:
                load(folder)
            except (AssertionError, subprocess.TimeoutExpired) as error:
                failed.write_text(str(error))
                raise
            done.touch()
    return folder


@pytest.fixture(scope="session")
def city(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedCity]:
    """A server of this worker for tests that need no day of their own."""
    served = served_copy(loaded, tmp_path_factory.mktemp("served") / "city")
    yield served
    served.stop()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """``open_page(size, base, complaints)``: a page in a browser profile of its own. Whatever a page writes to the
    console as an error, or throws, or the policy refuses, fails the test at its end."""
    opened: list[Any] = []
    complaints: list[str] = []

    def open_one(size: tuple[int, int] = DESK, base: str = "", scripts: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            base_url=base or None,
            locale="zh-CN",
            service_workers="block",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: _hear(said, page, complaints))
        return page

    yield open_one
    for context in opened:
        context.close()
    assert complaints == []


def _hear(said: Any, page: Any, complaints: list[str]) -> None:
    if said.type == "error" and not said.text.startswith(STATUS_LINE):
        complaints.append(f"{page.url}: {said.text}")
