"""The demonstration, loaded once for a whole module and rolled back after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tests.conftest import TODAY

#: enough for the gallery of states and a few ordinary lives
REPORTS = 40


@contextmanager
def undone() -> Iterator[None]:
    """Transactions on both databases, undone at the end; marked as a test's own, so that sealing may commit inside."""
    with ExitStack() as stack:
        for alias in ("default", "identity"):
            atomic = transaction.atomic(using=alias)
            atomic._from_testcase = True  # type: ignore[attr-defined]
            stack.enter_context(atomic)
            stack.callback(transaction.set_rollback, True, using=alias)
        yield


def load(today: date = TODAY, **options: Any) -> Any:
    """Load as the command does."""
    from qingtian.demo.loading import load_demo

    return load_demo(today, **({"reports": REPORTS, "air_months": 0} | options))


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """What a load for ``TODAY`` returned, with its records in the database."""
    with django_db_blocker.unblock(), undone():
        yield load()
