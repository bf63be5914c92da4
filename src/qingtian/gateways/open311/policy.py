"""What the office allows (``<data>/open311.yaml``): reports without a key, services whose number comes later."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings

from qingtian.errors import DeclarationError
from qingtian.language import Text


@dataclass(frozen=True, slots=True)
class Policy:
    """``without_key``: whether a report may come without one. ``batch``: services that answer with a token."""

    without_key: bool = False
    batch: frozenset[str] = frozenset()
    jurisdiction: str = ""


def policy() -> Policy:
    """The office's own; nothing without a key where there is no file. Raises DeclarationError ``open311.policy``."""
    path = Path(settings.DATA) / "open311.yaml"
    if not path.exists():
        return Policy()
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return Policy(
            read.get("without_key") is True, frozenset(read.get("batch", ())), str(read.get("jurisdiction_id", ""))
        )
    except (yaml.YAMLError, AttributeError, TypeError, UnicodeError):
        words = Text("open311.yaml 读不出来。", "open311.yaml cannot be read.")
        raise DeclarationError("open311.policy", words, where=path.name) from None
