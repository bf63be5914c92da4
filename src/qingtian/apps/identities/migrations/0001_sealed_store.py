"""The sealed store: identities, files, and the log of openings that triggers keep append-only."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

from qingtian.apps.identities import triggers
from qingtian.apps.identities.router import ALIAS


def install_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == ALIAS:
        triggers.install(schema_editor.connection)


def remove_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.alias == ALIAS:
        triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OpeningLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(db_index=True, max_length=64, verbose_name='编号')),
                ('subject', models.CharField(choices=[('identity', '姓名和联系方式'), ('file', '原始照片或文件')], max_length=10, verbose_name='查阅内容')),
                ('file_ref', models.CharField(blank=True, default='', max_length=32, verbose_name='文件编号')),
                ('opened_at', models.DateTimeField(verbose_name='查阅时间')),
                ('person_id', models.CharField(max_length=64, verbose_name='人员编号')),
                ('person', models.CharField(max_length=100, verbose_name='查阅人')),
                ('post', models.CharField(max_length=200, verbose_name='职务')),
                ('organ', models.CharField(max_length=200, verbose_name='单位')),
                ('reason', models.TextField(verbose_name='理由')),
                ('purpose', models.CharField(choices=[('handling', '核实和办理您反映的问题'), ('reply', '向您答复和反馈'), ('reward', '核发举报奖励'), ('transfer', '依法移送有权机关')], max_length=20, verbose_name='用途')),
            ],
            options={
                'verbose_name': '身份查阅记录',
                'verbose_name_plural': '身份查阅记录',
                'ordering': ['opened_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('token', ''), _negated=True), name='opening_log_has_token'), models.CheckConstraint(condition=models.Q(('person', ''), _negated=True), name='opening_log_has_person'), models.CheckConstraint(condition=models.Q(('post', ''), _negated=True), name='opening_log_has_post'), models.CheckConstraint(condition=models.Q(('organ', ''), _negated=True), name='opening_log_has_organ'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='opening_log_has_reason'), models.CheckConstraint(condition=models.Q(('purpose__in', ['handling', 'reply', 'reward', 'transfer'])), name='opening_log_purpose_known'), models.CheckConstraint(condition=models.Q(models.Q(('file_ref', ''), ('subject', 'identity')), models.Q(('subject', 'file'), models.Q(('file_ref', ''), _negated=True)), _connector='OR'), name='opening_log_subject_known')],
            },
        ),
        migrations.CreateModel(
            name='SealedIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64, unique=True, verbose_name='编号')),
                ('kind', models.CharField(choices=[('named', '实名'), ('contact', '未署名，留有联系方式'), ('anonymous', '匿名')], max_length=10, verbose_name='署名方式')),
                ('key_id', models.CharField(db_index=True, max_length=32, verbose_name='主密钥编号')),
                ('wrap_nonce', models.BinaryField(verbose_name='密钥随机数')),
                ('wrapped_key', models.BinaryField(verbose_name='数据密钥(密文)')),
                ('nonce', models.BinaryField(verbose_name='随机数')),
                ('ciphertext', models.BinaryField(verbose_name='身份(密文)')),
                ('fingerprint', models.CharField(db_index=True, max_length=64, null=True, verbose_name='电话指纹')),
                ('created_at', models.DateTimeField(verbose_name='封存时间')),
                ('claimed', models.BooleanField(default=False, verbose_name='已有对应信访件')),
                ('claimed_at', models.DateTimeField(null=True, verbose_name='对应信访件写入时间')),
            ],
            options={
                'verbose_name': '封存的举报人身份',
                'verbose_name_plural': '封存的举报人身份',
                'indexes': [models.Index(fields=['claimed', 'created_at'], name='identities_orphans')],
                'constraints': [models.CheckConstraint(condition=models.Q(('token', ''), _negated=True), name='sealed_identity_has_token'), models.CheckConstraint(condition=models.Q(('kind__in', ['named', 'contact', 'anonymous'])), name='sealed_identity_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('claimed', True), ('claimed_at__isnull', False)), models.Q(('claimed', False), ('claimed_at__isnull', True)), _connector='OR'), name='sealed_identity_claimed_with_time'), models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Length('nonce'), 12), django.db.models.lookups.Exact(django.db.models.functions.text.Length('wrap_nonce'), 12)), name='sealed_identity_nonce_length'), models.CheckConstraint(condition=models.Q(('fingerprint__isnull', True), models.Q(('fingerprint', ''), _negated=True), _connector='OR'), name='sealed_identity_fingerprint_null_or_given')],
            },
        ),
        migrations.CreateModel(
            name='SealedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=32, unique=True, verbose_name='文件编号')),
                ('nonce', models.BinaryField(verbose_name='随机数')),
                ('media_type', models.CharField(max_length=100, verbose_name='文件类型')),
                ('size', models.PositiveBigIntegerField(verbose_name='字节数')),
                ('sm3', models.CharField(max_length=64, verbose_name='原文 SM3')),
                ('created_at', models.DateTimeField(verbose_name='封存时间')),
                ('identity', models.ForeignKey(db_column='token', on_delete=django.db.models.deletion.PROTECT, related_name='files', to='identities.sealedidentity', to_field='token')),
            ],
            options={
                'verbose_name': '封存的文件',
                'verbose_name_plural': '封存的文件',
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('ref'), 32), name='sealed_file_ref_length'), models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('nonce'), 12), name='sealed_file_nonce_length'), models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('sm3'), 64), name='sealed_file_sm3_length'), models.CheckConstraint(condition=models.Q(('media_type', ''), _negated=True), name='sealed_file_has_media_type')],
            },
        ),
        migrations.RunPython(install_triggers, remove_triggers),
    ]
