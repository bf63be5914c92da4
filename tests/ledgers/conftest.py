"""A sheet in a moment, and the small city it is imported into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from qingtian.ledgers.importing import Report, import_ledger
from qingtian.ledgers.kinds import kind_named
from qingtian.tables import write_csv, write_xlsx
from tests.conftest import SHANGHAI
from tests.small_city import SmallCity, build

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
Import = Callable[..., Report]


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> SmallCity:
    """The small city, whose reports go to its own petition section."""
    from qingtian.config.city import DEMO_CITY

    monkeypatch.setattr("qingtian.ledgers.kinds.matters.city", lambda: _with_receiver(DEMO_CITY))
    return build()


def _with_receiver(found: Any) -> Any:
    from dataclasses import replace

    return replace(found, receiver="petitions")


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Write rows under headings and import them."""

    def run(kind: str, headings: Sequence[str], *rows: Sequence[Any], xlsx: bool = False, **more: Any) -> Report:
        path = tmp_path / f"{kind}.{'xlsx' if xlsx else 'csv'}"
        (write_xlsx if xlsx else write_csv)(path, headings, rows)
        return import_ledger(kind_named(kind), path, by="test", now=NOW, **more)

    return run
