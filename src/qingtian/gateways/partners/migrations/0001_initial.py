import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='代码')),
                ('title_zh', models.CharField(max_length=80, verbose_name='名称')),
                ('title_en', models.CharField(max_length=120, verbose_name='Name')),
                ('may', models.JSONField(default=list, verbose_name='可以做什么')),
                ('media_hosts', models.JSONField(default=list, verbose_name='可取文件的主机')),
                ('nonce', models.BinaryField(verbose_name='随机数')),
                ('sealed_secret', models.BinaryField(verbose_name='密封的密钥')),
                ('key_digest', models.CharField(max_length=64, unique=True, verbose_name='密钥摘要')),
                ('added_at', models.DateTimeField(verbose_name='登记时间')),
                ('renewed_at', models.DateTimeField(verbose_name='换密钥时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='停用时间')),
                ('last_call_at', models.DateTimeField(blank=True, null=True, verbose_name='最近一次来访')),
            ],
            options={
                'verbose_name': '对接系统',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='UsedNonce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=64, verbose_name='随机数')),
                ('until', models.DateTimeField(db_index=True, verbose_name='记到')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='partners.partner')),
            ],
            options={
                'verbose_name': '用过的随机数',
                'constraints': [models.UniqueConstraint(fields=('partner', 'nonce'), name='nonce_once_a_partner')],
            },
        ),
    ]
