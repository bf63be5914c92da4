"""A test of sockets has its event loop to itself, whatever ran before it in the same process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def own_loop() -> Iterator[None]:
    """Set aside the loop that a browser of an earlier test keeps running in this thread; ``asyncio.run`` refuses beside
    one. The browser is not driven meanwhile, and finds its loop again."""
    kept = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(kept)
