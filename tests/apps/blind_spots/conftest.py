from __future__ import annotations

from typing import Any

import pytest

from tests.apps.grid.playing import Grid, grid


@pytest.fixture
def town(city: Any) -> Grid:
    """The small city with its grid."""
    return grid(city)
