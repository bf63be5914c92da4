"""An upstream number remembers the act that noted it, so that what happened since can be asked for."""

from typing import Any

from django.db import migrations, models

STEP = 500


def remember(apps: Any, schema_editor: Any) -> None:
    """The latest act that noted each number; a system's free words of 0.1.0 stay as they are."""
    contents = apps.get_model("proceedings", "ActContent").objects.using(schema_editor.connection.alias)
    numbers = apps.get_model("proceedings", "UpstreamNumber").objects.using(schema_editor.connection.alias)
    noted = contents.filter(act__act="note_upstream").order_by("act__proceeding", "act__seq").select_related("act")
    last = {}
    for kept in noted.iterator(chunk_size=STEP):
        fields = kept.content.get("fields") or {}
        last[(kept.act.proceeding_id, fields.get("system"))] = kept.act.seq
    rows = list(numbers.all())
    for row in rows:
        row.noted_seq = last.get((row.proceeding_id, row.system), 0)
    numbers.bulk_update(rows, ["noted_seq"], batch_size=STEP)


def forget(apps: Any, schema_editor: Any) -> None:
    """Nothing to do: the column goes."""


class Migration(migrations.Migration):

    dependencies = [
        ('proceedings', '0004_secrecy'),
    ]

    operations = [
        migrations.AddField(
            model_name='upstreamnumber',
            name='noted_seq',
            field=models.PositiveIntegerField(default=0, verbose_name='由第几个动作登记'),
        ),
        migrations.AlterField(
            model_name='upstreamnumber',
            name='number',
            field=models.CharField(blank=True, max_length=80, verbose_name='编号'),
        ),
        migrations.AddIndex(
            model_name='upstreamnumber',
            index=models.Index(fields=['system', 'number'], name='upstream_by_number'),
        ),
        migrations.RunPython(remember, forget),
    ]
