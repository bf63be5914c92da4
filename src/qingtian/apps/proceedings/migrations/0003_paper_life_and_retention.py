"""The life of papers, archived files and their erasure."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from qingtian.apps.proceedings import triggers
from qingtian.procedures.paper_life import lives, number_key


def triggers_anew(apps: Any, schema_editor: Any) -> None:
    """The triggers again, now with those around erasure."""
    if schema_editor.connection.alias == "default":
        triggers.remove(schema_editor.connection)
        triggers.install(schema_editor.connection)


def triggers_as_before(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == "default":
        triggers.remove(schema_editor.connection)


def tell_the_lives(apps: Any, schema_editor: Any) -> None:
    """Papers of the first release: issuing organ, since when, whether their act was voided, from the acts.

    No step was declared for them, so none is demanded now. A number that stands twice keeps no key of its own.
    """
    if schema_editor.connection.alias != "default":
        return
    Paper, Content = (apps.get_model("proceedings", name) for name in ("Paper", "ActContent"))
    taken: set[str] = set()
    matters = Paper.objects.order_by("proceeding").values_list("proceeding", flat=True).distinct()
    for matter in matters:
        contents = Content.objects.filter(act__proceeding=matter).order_by("act__seq")
        told = lives(contents.values_list("content", flat=True))
        for paper in Paper.objects.filter(proceeding=matter).select_related("act"):
            if life := told.get(paper.act.seq):
                key = number_key(life.organ, life.number, life.numbered_on)
                paper.organ, paper.waits_for, paper.since = life.organ, life.waits_for, life.since
                paper.number_key = "" if key in taken else key
                taken.add(key)
                paper.save()


class Migration(migrations.Migration):

    dependencies = [
        ('proceedings', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('keeper', models.CharField(max_length=60, verbose_name='保管单位')),
                ('volume', models.CharField(blank=True, max_length=80, verbose_name='档号')),
                ('pages', models.PositiveIntegerField(blank=True, null=True, verbose_name='页数')),
                ('period', models.CharField(choices=[('standard', '按本类案卷'), ('long', '30 年'), ('permanent', '永久')], max_length=12, verbose_name='保管期限')),
                ('retained_until', models.DateField(blank=True, help_text='the last day; none: permanent', null=True, verbose_name='保管到')),
                ('archived_on', models.DateField(verbose_name='归档日期')),
                ('archived_by', models.PositiveIntegerField(verbose_name='由第几个动作归档')),
            ],
        ),
        migrations.CreateModel(
            name='DisposalItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('retained_until', models.DateField(verbose_name='保管到')),
                ('erased_on', models.DateField(verbose_name='销毁日期')),
            ],
        ),
        migrations.AddField(
            model_name='paper',
            name='number_key',
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name='paper',
            name='organ',
            field=models.CharField(blank=True, max_length=60, verbose_name='出文单位'),
        ),
        migrations.AddField(
            model_name='paper',
            name='since',
            field=models.DateField(null=True, verbose_name='从哪天起'),
        ),
        migrations.AddField(
            model_name='paper',
            name='version',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.storedfile'),
        ),
        migrations.AddField(
            model_name='paper',
            name='waits_for',
            field=models.CharField(default='archive', max_length=12, verbose_name='下一步'),
        ),
        migrations.AddField(
            model_name='proceeding',
            name='erased_on',
            field=models.DateField(blank=True, null=True, verbose_name='内容销毁日期'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(fields=['waits_for', 'since'], name='paper_waiting'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(('number_key', ''), _negated=True), fields=('number_key',), name='paper_number_once'),
        ),
        migrations.AddField(
            model_name='casefile',
            name='proceeding',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='case_file', to='proceedings.proceeding'),
        ),
        migrations.AddField(
            model_name='disposalitem',
            name='disposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disposal_items', to='proceedings.proceeding'),
        ),
        migrations.AddField(
            model_name='disposalitem',
            name='proceeding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.proceeding'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='act',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.act'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='disposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='proceedings.proceeding'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='proceeding',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='proceedings.proceeding'),
        ),
        migrations.AddIndex(
            model_name='casefile',
            index=models.Index(fields=['keeper', 'retained_until'], name='case_file_by_keeper'),
        ),
        migrations.AddConstraint(
            model_name='disposalitem',
            constraint=models.UniqueConstraint(fields=('disposal', 'proceeding'), name='disposal_item_once'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(('erased_on__gt', models.F('retained_until'))), name='erased_after_retention'),
        ),
        migrations.RunPython(tell_the_lives, migrations.RunPython.noop),
        migrations.RunPython(triggers_anew, triggers_as_before),
    ]
