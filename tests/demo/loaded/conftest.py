"""The demonstration, loaded once for the files of this folder and rolled back after the last of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.demo.conftest import load, undone


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """What a load for ``TODAY`` returned, with its records in the database."""
    with django_db_blocker.unblock(), undone():
        yield load()
