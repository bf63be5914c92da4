from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='UpstreamImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.CharField(max_length=60, verbose_name='系统')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件')),
                ('organ', models.CharField(max_length=60, verbose_name='单位')),
                ('post', models.CharField(max_length=80, verbose_name='岗位')),
                ('read_by', models.CharField(max_length=80, verbose_name='导入人')),
                ('read_at', models.DateTimeField(verbose_name='读入时间')),
                ('rows', models.JSONField(default=list, verbose_name='行')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='登记时间')),
                ('report', models.JSONField(default=list, verbose_name='结果')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['organ', '-id'], name='upstream_import_by_organ')],
            },
        ),
    ]
