"""The register of clues, append-only from its first row on, held by the database itself."""

from typing import Any

from django.db import migrations, models

from qingtian.apps.clues import triggers


def install(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == "default":
        triggers.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == "default":
        triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField(unique=True, verbose_name="序号")),
                ("previous", models.CharField(max_length=64)),
                ("commitment", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("recorded_at", models.CharField(max_length=40, verbose_name="记录时刻")),
                ("nonce", models.BinaryField()),
                ("sealed", models.BinaryField()),
            ],
            options={"ordering": ["seq"]},
        ),
        migrations.RunPython(install, remove),
    ]
