"""A check at start: every declared data set can be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from qingtian.apps.catalogue.data_sets import load_data_sets
from qingtian.errors import DeclarationError


def data_sets_hold(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse to start on a data set that does not say who may read it."""
    try:
        load_data_sets()
    except DeclarationError as broken:
        return [Error(f"{broken.where}: {broken.message.zh} · {broken.message.en}", id="catalogue.E001")]
    return []
