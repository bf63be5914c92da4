"""The account of fines, append-only from its first row on, held by the database itself."""

import django.db.models.deletion
from typing import Any

from django.db import migrations, models

from qingtian.apps.penalties import triggers


def install(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == "default":
        triggers.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == "default":
        triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('penalties', '0002_discretion'),
        ('proceedings', '0010_template_version'),
    ]

    operations = [
        migrations.CreateModel(
            name='FineEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='序号')),
                ('kind', models.CharField(choices=[('due', '应缴罚款'), ('instalment', '分期（延期）'), ('change', '罚款变更'), ('payment', '缴款'), ('set_off', '折抵'), ('refund', '退还'), ('reversal', '冲正')], max_length=12, verbose_name='种类')),
                ('on', models.DateField(verbose_name='日期')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=15, verbose_name='金额（元）')),
                ('reference', models.CharField(blank=True, max_length=80, verbose_name='凭证号')),
                ('again', models.PositiveIntegerField(default=0, verbose_name='凭证号第几次使用')),
                ('payer_matches', models.BooleanField(null=True, verbose_name='缴款人就是当事人')),
                ('act', models.PositiveIntegerField(null=True, verbose_name='哪个动作')),
                ('about', models.CharField(blank=True, max_length=30, verbose_name='依据哪一件')),
                ('reason', models.CharField(blank=True, choices=[('wrong_sum', '金额记错'), ('wrong_day', '日期记错'), ('wrong_case', '记到别的案件'), ('double', '重复登记'), ('voided', '原动作已更正')], max_length=12, verbose_name='冲正原因')),
                ('entered_on', models.DateField(verbose_name='登记日期')),
                ('entered_by', models.CharField(max_length=80, verbose_name='谁登记的（岗位）')),
                ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fine_entries', to='proceedings.proceeding')),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='penalties.fineentry')),
            ],
            options={
                'ordering': ['proceeding', 'number'],
                'indexes': [models.Index(fields=['reference'], name='fine_entry_by_reference')],
                'constraints': [models.UniqueConstraint(fields=('proceeding', 'number'), name='fine_entry_number_once_a_case'), models.UniqueConstraint(condition=models.Q(('kind', 'payment'), models.Q(('reference', ''), _negated=True)), fields=('reference', 'again'), name='fine_payment_reference_once'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='fine_entry_not_negative')],
            },
        ),
        migrations.RunPython(install, remove),
    ]
