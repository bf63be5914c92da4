"""Which database holds what: identities in their own, everything else outside it."""

from __future__ import annotations

from typing import Any

ALIAS = "identity"
APP_LABEL = "identities"


class IdentityRouter:
    """Identity models live only on the alias ``identity``; nothing else migrates there; no relation crosses over."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == APP_LABEL else None

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == APP_LABEL else None

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool | None:
        ours = {first._meta.app_label == APP_LABEL, second._meta.app_label == APP_LABEL}
        if ours == {True, False}:
            return False
        return True if ours == {True} else None

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        if app_label == APP_LABEL:
            return db == ALIAS
        return False if db == ALIAS else None
