"""Make the keys of a new city before anybody reports, so that they can be copied to a safe on the first day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from qingtian.apps.identities import keys
from qingtian.apps.identities.store import no_fingerprint, nothing_sealed


def make_keys(*, now: datetime) -> list[Path]:
    """The key files there are, made where they are not yet. Raises key_missing where records need lost ones."""
    keys.current(now, nothing_sealed=nothing_sealed)
    keys.fingerprint_key(unused=no_fingerprint)
    folder = Path(settings.KEYS)
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
