"""The log of accounts is append-only, held by the database itself."""

from typing import Any

from django.db import migrations

from qingtian.apps.accounts import triggers


def install(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == "default":
        triggers.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == "default":
        triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_accounts")]
    operations = [migrations.RunPython(install, remove)]
