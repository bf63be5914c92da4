import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partners', '0001_initial'),
        ('proceedings', '0008_open_by_state'),
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('own_code', models.SlugField(max_length=40, verbose_name='我方代码')),
                ('organ', models.CharField(max_length=60, verbose_name='对方机关')),
                ('receiver', models.CharField(max_length=60, verbose_name='本方收件机构')),
                ('url', models.URLField(blank=True, verbose_name='对方地址')),
                ('their_key', models.CharField(blank=True, max_length=64, verbose_name='对方公钥')),
                ('sent', models.PositiveIntegerField(default=0, verbose_name='发到第几号')),
                ('acknowledged', models.PositiveIntegerField(default=0, verbose_name='对方收到第几号')),
                ('taken', models.PositiveIntegerField(default=0, verbose_name='收到第几号')),
                ('last_at', models.DateTimeField(blank=True, null=True, verbose_name='最近一次往来')),
                ('trouble', models.CharField(blank=True, max_length=200, verbose_name='最近一次没通的原因')),
                ('partner', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='line', to='partners.partner')),
            ],
            options={
                'verbose_name': '交换对方',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Counterpart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('received', models.BooleanField(default=False, verbose_name='对方交来')),
                ('their_number', models.CharField(blank=True, max_length=40, verbose_name='对方编号')),
                ('report_back_by', models.DateField(blank=True, null=True, verbose_name='报结果的日期')),
                ('given_by', models.PositiveIntegerField(verbose_name='交办的动作序号')),
                ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counterparts', to='proceedings.proceeding')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counterparts', to='exchange.line')),
            ],
            options={
                'verbose_name': '对应件',
                'constraints': [models.UniqueConstraint(fields=('line', 'proceeding', 'given_by'), name='counterpart_once_a_giving')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('out', '发出'), ('in', '收到')], max_length=4, verbose_name='方向')),
                ('number', models.PositiveIntegerField(verbose_name='序号')),
                ('ident', models.CharField(max_length=80, verbose_name='标识')),
                ('kind', models.CharField(max_length=20, verbose_name='种类')),
                ('content', models.JSONField(default=dict, verbose_name='内容')),
                ('state', models.CharField(choices=[('waiting', '等待'), ('done', '完成'), ('refused', '没有办成')], default='waiting', max_length=10, verbose_name='状态')),
                ('told', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('made_at', models.DateTimeField(verbose_name='时间')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='exchange.line')),
                ('proceeding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exchanged', to='proceedings.proceeding')),
            ],
            options={
                'verbose_name': '交换消息',
                'ordering': ['line', 'way', 'number'],
                'constraints': [models.UniqueConstraint(fields=('line', 'way', 'number'), name='message_once_a_number'), models.UniqueConstraint(fields=('line', 'way', 'ident'), name='message_once_a_thing')],
            },
        ),
    ]
