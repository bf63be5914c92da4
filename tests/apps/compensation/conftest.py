"""One small city a module, with claims walked once as far as most tests need; every test leaves them as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import transaction

from tests.apps.compensation.walk import PREPARED, TO_AGREED, TO_ASSESSED, prepare
from tests.small_city import SmallCity, build


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[SmallCity]:
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in ("default", "identity"):
            atomic = transaction.atomic(using=alias)
            atomic._from_testcase = True
            stack.enter_context(atomic)
        built = build()
        prepare(built, TO_ASSESSED[:4], TO_ASSESSED, (*TO_ASSESSED, "begin_negotiation"), TO_AGREED)
        yield built
        PREPARED.clear()
        for alias in ("default", "identity"):
            transaction.set_rollback(True, using=alias)
