"""Every table that only grows, whichever app keeps it: an app that has one names its triggers in ``triggers.py``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.db import connections
from django.utils.module_loading import module_has_submodule

from qingtian.apps.identities.router import ALIAS, APP_LABEL


def kept() -> dict[str, list[ModuleType]]:
    """Trigger modules (``install``, ``remove``) by the database they belong to."""
    found: dict[str, list[ModuleType]] = {"default": [], ALIAS: []}
    for app in apps.get_app_configs():
        if app.module and app.name.startswith("qingtian.") and module_has_submodule(app.module, "triggers"):
            found[ALIAS if app.label == APP_LABEL else "default"].append(import_module(f"{app.name}.triggers"))
    return found


@contextmanager
def lifted(database: str) -> Iterator[None]:
    """Without the triggers of one database while the block runs. Only generated records may be touched in it."""
    modules, connection = kept()[database], connections[database]
    for module in modules:
        module.remove(connection)
    yield
    for module in modules:
        module.install(connection)
