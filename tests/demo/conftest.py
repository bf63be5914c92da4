"""Loads of the demonstration, whole and small, and transactions that undo them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from qingtian.demo.case_life import CaseLife
from qingtian.demo.declared import declared
from qingtian.demo.merged_life import GROUPS, schedule_merged
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


def few_cases(stage: Any) -> None:
    """Two of the declared cases."""
    for case in declared("cases")["cases"][:2]:
        stage.begin(CaseLife(stage, case).live())


@pytest.fixture
def small_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """A load as the command makes it, of the whole city and a few matters of each way of coming in."""
    for name, less in (
        ("schedule_cases", few_cases),
        ("schedule_merged", lambda stage: schedule_merged(stage, GROUPS[1:2])),
        ("schedule_recurring", lambda stage: None),
        ("schedule_relapsed", lambda stage: None),
        ("schedule_publications", lambda stage: None),
        ("secrecy_notes", lambda stage: iter(())),
    ):
        monkeypatch.setattr(f"qingtian.demo.loading.{name}", less)


@pytest.fixture
def without_clerks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes papers up or enters numbers elsewhere: the states matters come to are the same."""
    for rounds in ("clerks_rounds", "paper_rounds"):
        monkeypatch.setattr(f"qingtian.demo.loading.{rounds}", lambda stage: iter(()))
