"""A check at start: the identity store is a database of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from qingtian.apps.identities.router import ALIAS


def _place(config: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(config.get(part) or "") for part in ("ENGINE", "HOST", "PORT", "NAME"))


def identity_store_stands_alone(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuse to start when identities would lie in the same database as the petitions they belong to."""
    databases = settings.DATABASES
    if ALIAS not in databases:
        return [
            Error(
                "身份库没有配置 · no database is configured for sealed identities",
                hint="设置 IDENTITY_DATABASE_URL · set IDENTITY_DATABASE_URL",
                id="identities.E001",
            )
        ]
    shared = [name for name in databases if name != ALIAS and _place(databases[name]) == _place(databases[ALIAS])]
    if shared:
        return [
            Error(
                f"身份库与业务库（{shared[0]}）是同一个库 · the identity store is the same database as '{shared[0]}'",
                hint="把 IDENTITY_DATABASE_URL 指向单独的库 · point IDENTITY_DATABASE_URL at a database of its own",
                id="identities.E002",
            )
        ]
    return []
