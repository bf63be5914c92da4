"""Lists are counted from an index, searched by pairs of characters; how a matter came in stands in its row."""

from typing import Any

from django.db import migrations, models
from django.db.models import Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from qingtian.apps.proceedings.text_search import FUNCTION, index

SEARCHED = (
    ("proceeding_title_pairs", "proceedings_proceeding", "title"),
    ("paper_number_pairs", "proceedings_paper", "number"),
    ("upstream_number_pairs", "proceedings_upstreamnumber", "number"),
)


def fill_channel(apps: Any, schema_editor: Any) -> None:
    """From the stored projection, for what was opened before the column existed."""
    if schema_editor.connection.alias != "default":
        return
    said = KeyTextTransform("channel", KeyTextTransform("facts", "projection"))
    apps.get_model("proceedings", "Proceeding").objects.update(channel=Coalesce(said, Value("")))


def make_search(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql" and schema_editor.connection.alias == "default":
        schema_editor.execute(FUNCTION)
        for each in SEARCHED:
            schema_editor.execute(index(*each))


def drop_search(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql" and schema_editor.connection.alias == "default":
        for name, _, _ in SEARCHED:
            schema_editor.execute(f"DROP INDEX {name}")
        schema_editor.execute("DROP FUNCTION qingtian_grams(text)")


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
        ('proceedings', '0005_upstream_number_since'),
    ]

    operations = [
        migrations.AddField(
            model_name='proceeding',
            name='channel',
            field=models.CharField(blank=True, help_text='how it came in, where the opening says so', max_length=20, verbose_name='渠道'),
        ),
        migrations.RunPython(fill_channel, migrations.RunPython.noop),
        migrations.RunPython(make_search, drop_search),
        migrations.AddIndex(
            model_name='proceeding',
            index=models.Index(condition=models.Q(('ended_on__isnull', True)), fields=['next_due', 'id', 'procedure', 'area', 'channel', 'owner_organ', 'owner_post', 'state', 'edition', 'restricted', 'handling_mark'], name='proceeding_open_tally'),
        ),
        migrations.AddIndex(
            model_name='proceeding',
            index=models.Index(condition=models.Q(('ended_on__isnull', False)), fields=['-ended_on', '-id'], name='proceeding_ended_latest'),
        ),
        migrations.AddIndex(
            model_name='proceeding',
            index=models.Index(fields=['-last_on', '-id'], name='proceeding_latest'),
        ),
    ]
