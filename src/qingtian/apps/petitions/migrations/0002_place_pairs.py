"""Places are searched by pairs of characters, and neighbours by where they lie."""

from typing import Any

from django.db import migrations, models

from qingtian.apps.proceedings.text_search import index


def make_search(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql" and schema_editor.connection.alias == "default":
        schema_editor.execute(index("petition_place_pairs", "petitions_petition", "place"))


def drop_search(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql" and schema_editor.connection.alias == "default":
        schema_editor.execute("DROP INDEX petition_place_pairs")


class Migration(migrations.Migration):
    dependencies = [("petitions", "0001_initial"), ("proceedings", "0006_counted_from_an_index")]
    operations = [
        migrations.RunPython(make_search, drop_search),
        migrations.AddIndex(
            model_name="petition",
            index=models.Index(fields=["latitude", "longitude"], name="petition_by_place"),
        ),
    ]
