"""Bring the tables of a database up to date: only its own migrations, and each model drawn once.

Django draws every related model again for each new model, because a state it handed out before must not change. A new
model changes none that was handed out: nothing pointed to it. On an empty data folder that was half of the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from qingtian.apps.identities.router import ALIAS, APP_LABEL

Node = tuple[str, str]


class _State(ProjectState):
    """Models as the migrations left them; a model that is new is drawn alone."""

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[Node]:
        if model_name not in self.apps.all_models[app_label]:
            return {(app_label, model_name)}
        return set(super()._find_reload_model(app_label, model_name, delay))  # type: ignore[misc]


class Executor(MigrationExecutor):
    """Django's own, beginning from the state above."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state: ProjectState = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        state.__class__ = _State
        return state


def own(alias: str, migrations: Iterable[Node]) -> list[Node]:
    """Those of ``migrations``, as (app, name), that this database needs: the store of identities only its own.

    Of the other apps not a table would be made there, and to go through all of them took as long as the records.
    """
    return [node for node in migrations if alias != ALIAS or node[0] == APP_LABEL]


def waiting(executor: MigrationExecutor) -> list[tuple[Any, bool]]:
    """The migrations still to be applied on the database of ``executor``, in order."""
    return executor.migration_plan(own(executor.connection.alias, executor.loader.graph.leaf_nodes()))


def migrate(alias: str) -> None:
    """Apply what waits, and tell the apps before and after, as ``manage migrate`` does."""
    connection = connections[alias]
    connection.prepare_database()
    executor = Executor(connection)
    executor.loader.check_consistent_history(connection)
    plan = waiting(executor)
    before = executor._create_project_state(with_applied_migrations=True)
    emit_pre_migrate_signal(0, False, alias, apps=before.apps, plan=plan)
    after = executor.migrate(own(alias, executor.loader.graph.leaf_nodes()), plan=plan)
    after.clear_delayed_apps_cache()
    emit_post_migrate_signal(0, False, alias, apps=after.apps, plan=plan)
