"""A check at start: the administration's own rules of air hold together, for no figure may be computed without them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from qingtian.apps.air.standards import held_rules
from qingtian.errors import DeclarationError


def own_rules_hold(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse to start while a file of ``standards/air`` in the data folder does not hold."""
    try:
        held_rules()
    except DeclarationError as fault:
        return [Error(f"{fault.sentence('zh')} · {fault.sentence('en')}", id="air.E001")]
    return []
