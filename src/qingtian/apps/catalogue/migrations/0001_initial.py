import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0002_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='UseOfData',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data_set', models.CharField(max_length=60, verbose_name='数据集')),
                ('way', models.CharField(max_length=80, verbose_name='方式')),
                ('rows', models.PositiveIntegerField(verbose_name='行数')),
                ('purpose', models.CharField(max_length=300, verbose_name='用途')),
                ('organ', models.CharField(max_length=60, verbose_name='单位')),
                ('organ_zh', models.CharField(max_length=120)),
                ('organ_en', models.CharField(max_length=160)),
                ('post', models.CharField(max_length=80, verbose_name='岗位')),
                ('person', models.CharField(max_length=60, verbose_name='使用人')),
                ('identities', models.BooleanField(default=False, verbose_name='含身份')),
                ('used_at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['organ', '-id'], name='use_by_organ'), models.Index(fields=['data_set', '-id'], name='use_by_data_set')],
            },
        ),
        migrations.CreateModel(
            name='Equipment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('vehicle', '车辆'), ('mobile', '移动执法设备'), ('monitoring', '监测设备'), ('office', '办公设备')], max_length=20, verbose_name='种类')),
                ('name', models.CharField(max_length=120, verbose_name='名称')),
                ('number', models.CharField(max_length=60, verbose_name='编号')),
                ('for_petitions', models.BooleanField(default=False, verbose_name='信访专用')),
                ('in_use_from', models.DateField(verbose_name='启用日期')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('calibration_due', models.DateField(blank=True, null=True, verbose_name='检定到期')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='equipment', to='people.organ')),
            ],
            options={
                'ordering': ['organ', 'kind', 'number'],
                'constraints': [models.UniqueConstraint(fields=('organ', 'number'), name='equipment_number_once_an_organ')],
            },
        ),
        migrations.CreateModel(
            name='OfficeFunds',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('planned_cents', models.BigIntegerField(verbose_name='预算（分）')),
                ('received_cents', models.BigIntegerField(default=0, verbose_name='到位（分）')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='office_funds', to='people.organ')),
            ],
            options={
                'ordering': ['department', '-year'],
                'constraints': [models.UniqueConstraint(fields=('department', 'year'), name='funds_once_a_year'), models.CheckConstraint(condition=models.Q(('planned_cents__gte', 0), ('received_cents__gte', 0)), name='funds_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='PetitionOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exists', models.BooleanField(verbose_name='已设')),
                ('independent', models.BooleanField(default=False, verbose_name='单独设立')),
                ('since', models.DateField(blank=True, null=True, verbose_name='设立日期')),
                ('decision', models.CharField(blank=True, max_length=120, verbose_name='批准文号')),
                ('department', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='petition_office', to='people.organ')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('exists', True), ('independent', False), _connector='OR'), name='independent_office_exists')],
            },
        ),
        migrations.CreateModel(
            name='Qualification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('enforcement', '行政执法证'), ('monitoring', '监测上岗证'), ('legal', '法律职业资格'), ('other', '其他')], max_length=20, verbose_name='种类')),
                ('number', models.CharField(max_length=60, verbose_name='证号')),
                ('valid_from', models.DateField(verbose_name='有效自')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='有效至')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='qualifications', to='people.organ')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='qualifications', to='people.person')),
            ],
            options={
                'ordering': ['organ', 'person', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='licence_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Staffing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work', models.CharField(choices=[('petitions', '信访'), ('enforcement', '执法'), ('monitoring', '监测'), ('legal', '法制'), ('inspection', '督察')], max_length=20, verbose_name='工作')),
                ('full_time', models.BooleanField(default=True, verbose_name='专职')),
                ('starts', models.DateField(verbose_name='自')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='至')),
                ('organ', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staffings', to='people.organ')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staffings', to='people.person')),
            ],
            options={
                'ordering': ['organ', 'work', 'person'],
                'constraints': [models.UniqueConstraint(fields=('person', 'organ', 'work', 'starts'), name='staffing_once'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='staffing_in_order')],
            },
        ),
    ]
