"""Which tables a database holds and what their columns mean, at the edition the database itself stands at.

Columns come from Django's migrations up to the last one applied, never from today's models: a backup is taken before
an upgrade too, and an old backup is laid down in old tables before they are upgraded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections, router
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

from qingtian.apps.operations import refusals

#: what the migration framework keeps for itself; carried by name in the manifest instead
LEDGER = "django_migrations"
#: sessions: everybody signs in again after a restore. Tasks: schedules enqueue their own again. Counts of rates: over.
LEFT_OUT = frozenset({"django_session", "django_tasks_db_dbtaskresult", "rates_tally"})

_KINDS = {
    "integer": (
        "AutoField BigAutoField SmallAutoField IntegerField BigIntegerField SmallIntegerField PositiveIntegerField "
        "PositiveBigIntegerField PositiveSmallIntegerField"
    ),
    "text": "CharField TextField SlugField URLField EmailField FileField FilePathField ImageField",
    "address": "GenericIPAddressField IPAddressField",
    "boolean": "BooleanField NullBooleanField",
    "day": "DateField",
    "moment": "DateTimeField",
    "time": "TimeField",
    "duration": "DurationField",
    "json": "JSONField",
    "bytes": "BinaryField",
    "uuid": "UUIDField",
    "decimal": "DecimalField",
    "real": "FloatField",
}
KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the kind of its values. ``places``: digits after the point of a decimal."""

    name: str
    kind: str
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns; rows are read in the order of ``key``."""

    name: str
    key: str
    columns: tuple[Column, ...]


def applied(alias: str) -> list[tuple[str, str]]:
    """Every migration applied on this database, as (app, name), sorted."""
    return sorted(MigrationLoader(connections[alias]).applied_migrations)


def latest(loader: MigrationLoader, done: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The last applied migration of every branch of the graph."""
    known = {node for node in done if node in loader.graph.nodes}
    return sorted(node for node in known if not any(c.key in known for c in loader.graph.node_map[node].children))


def tables(alias: str) -> list[Table]:
    """Every table of this database that a backup holds. Raises table_unknown for one that no migration made."""
    connection = connections[alias]
    loader = MigrationLoader(connection)
    state = loader.project_state(latest(loader, loader.applied_migrations))
    models = state.apps.get_models(include_auto_created=True)
    found = {m._meta.db_table: m for m in models if m._meta.managed and router.allow_migrate_model(alias, m)}
    there = set(connection.introspection.table_names())
    if strange := there - found.keys() - {LEDGER}:
        raise refusals.table_unknown(alias, min(strange))
    return [_table(found[name]) for name in sorted(there & found.keys() - LEFT_OUT)]


def _table(model: type[Model]) -> Table:
    meta = model._meta
    columns = [_column(field) for field in meta.local_concrete_fields if not getattr(field, "generated", False)]
    assert meta.pk is not None
    return Table(meta.db_table, meta.pk.column, tuple(columns))


def _column(field: Any) -> Column:
    target: Field[Any, Any] = field
    while target.remote_field is not None:
        target = target.target_field  # type: ignore[attr-defined]
    kind = KIND_OF.get(target.get_internal_type())
    if kind is None:
        raise refusals.column_unknown(field.model._meta.db_table, field.column)
    return Column(field.column, kind, getattr(target, "decimal_places", None))
