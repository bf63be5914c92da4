"""The small lake under the desk: filled once a worker, asked by every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import small_air
from tests.small_city import SmallCity


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small lake."""
    folder = tmp_path_factory.mktemp("air")
    small_air.fill(folder / "lake")
    return folder


@pytest.fixture
def air(filled: Path, settings: Any, city: SmallCity) -> SmallCity:
    """The small city with its regions over the small lake."""
    settings.DATA = filled
    # answers are kept under all they rest on, so one test may find what another asked
    kept = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(filled)}
    settings.CACHES = {"default": kept}
    small_air.regions(city)
    return city


@pytest.fixture
def page(sign_in: Callable[[str], Any]) -> Callable[..., str]:
    """A page of the air as the handler sees it."""
    client = sign_in("handler")

    def read(path: str, language: str = "") -> str:
        answer = client.get(f"{language}/desk/air/{path}")
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    return read
