"""A vault of its own for every test: keys and sealed files in a temporary folder, one invented reporter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from qingtian.apps.identities.vault import Identity, Opener

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def vault_folder(settings: object, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"
    return tmp_path


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture
def reporter() -> Identity:
    return Identity(name="试验甲某", phone="139-0000-1234", other="微信 reporter-one")


@pytest.fixture
def officer() -> Opener:
    return Opener(person_id=7, person="受理员乙", post="信访受理岗", organ="某市生态环境局")
