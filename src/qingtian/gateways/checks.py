"""A check at start: every declared upstream system holds together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from qingtian.errors import DeclarationError
from qingtian.gateways.upstream.systems import load_systems


def declarations_hold(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse to start on a file of the office that cannot be used: an export in wrong columns is worse than none."""
    try:
        load_systems()
    except DeclarationError as broken:
        words = f"{broken.where}: {broken.message.zh} · {broken.message.en}"
        hint = f"{broken.remedy.zh} · {broken.remedy.en}" if broken.remedy else None
        return [Error(words, hint=hint, id="gateways.E001")]
    return []
