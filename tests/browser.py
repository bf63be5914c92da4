"""One Chromium a worker, for every test that looks at a page as a person does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PHONE, DESK = (360, 800), (1440, 900)


def chromium() -> str | None:
    """The browser of this machine, if there is one."""
    named = os.environ.get("QINGTIAN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The real browser; without one these tests are skipped aloud, or refused where nothing may be skipped.

    Playwright allows one of itself a process and keeps an event loop in this thread, so every test asks here; the
    records are still asked in the ordinary way beside it.
    """
    found = chromium()
    if found is None:
        said = "no Chromium: the pages are NOT tested in a browser. Get it with: apt-get install chromium"
        (pytest.fail if os.environ.get("QINGTIAN_REQUIRE_ALL") == "1" else pytest.skip)(said)
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as play:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = play.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def next_page(page: Any, timeout: float | None = None) -> Iterator[None]:
    """What is done inside leads to another page; afterwards that page has loaded, even where its address is the same.

    Without this a test reads the page it is about to leave, or the next one before its body has come.
    """
    with page.expect_navigation(timeout=timeout):
        yield


def follow(page: Any, what: str, timeout: float | None = None) -> None:
    """Click the link or the button that leads to another page, and wait until that page has loaded."""
    with next_page(page, timeout):
        page.click(what)
