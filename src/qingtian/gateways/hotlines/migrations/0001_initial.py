import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('proceedings', '0006_counted_from_an_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='HotlineImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.CharField(max_length=8, verbose_name='热线')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件')),
                ('digest', models.CharField(max_length=64, verbose_name='文件 SM3')),
                ('mapping', models.JSONField(default=dict, verbose_name='列对应')),
                ('organ', models.CharField(max_length=60, verbose_name='单位')),
                ('by', models.CharField(max_length=160, verbose_name='导入人')),
                ('at', models.DateTimeField(verbose_name='导入时间')),
                ('counts', models.JSONField(default=dict, verbose_name='结果')),
                ('rejected', models.PositiveIntegerField(default=0, verbose_name='拒收行数')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
            ],
            options={
                'verbose_name': '工单导入',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='CodeValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.CharField(max_length=8, verbose_name='热线')),
                ('kind', models.CharField(choices=[('business_type', '业务类别'), ('category', '诉求分类'), ('status', '状态')], max_length=20, verbose_name='代码表')),
                ('value', models.CharField(max_length=40, verbose_name='那边的词')),
                ('ours', models.CharField(blank=True, max_length=40, null=True, verbose_name='这边的代码')),
                ('seen_at', models.DateTimeField(verbose_name='第一次见到')),
                ('set_by', models.CharField(blank=True, max_length=160, verbose_name='对应人')),
            ],
            options={
                'verbose_name': '热线代码值',
                'ordering': ['system', 'kind', 'value'],
                'constraints': [models.UniqueConstraint(fields=('system', 'kind', 'value'), name='code_value_once')],
            },
        ),
        migrations.CreateModel(
            name='HotlineOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.CharField(max_length=8, verbose_name='热线')),
                ('number', models.CharField(max_length=60, verbose_name='工单编号')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='第几次收件')),
                ('source_channel', models.CharField(blank=True, max_length=40, verbose_name='受理方式')),
                ('business_type', models.CharField(blank=True, max_length=40, verbose_name='业务类别')),
                ('category', models.CharField(blank=True, max_length=200, verbose_name='诉求分类')),
                ('urgency', models.CharField(blank=True, max_length=40, verbose_name='紧急程度')),
                ('status', models.CharField(blank=True, max_length=40, verbose_name='那边的状态')),
                ('confidential', models.BooleanField(default=False, verbose_name='要求保密')),
                ('need_callback', models.BooleanField(default=False, verbose_name='要回访')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='受理时间')),
                ('dispatched_at', models.DateTimeField(blank=True, null=True, verbose_name='派单时间')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='到期时间')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='签收时间')),
                ('returned_at', models.DateTimeField(blank=True, null=True, verbose_name='退单时间')),
                ('redone', models.PositiveSmallIntegerField(default=0, verbose_name='重办次数')),
                ('evaluation', models.JSONField(default=dict, verbose_name='评价')),
                ('stamp', models.CharField(blank=True, max_length=40, verbose_name='版本')),
                ('taken_at', models.DateTimeField(verbose_name='第一次收到')),
                ('changed_at', models.DateTimeField(verbose_name='最近更新')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='导入撤销')),
                ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hotline_orders', to='proceedings.proceeding')),
            ],
            options={
                'verbose_name': '热线工单',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='OrderVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='第几次收件')),
                ('stamp', models.CharField(blank=True, max_length=40, verbose_name='版本')),
                ('digest', models.CharField(max_length=64, verbose_name='摘要')),
                ('raw_ref', models.CharField(max_length=40, verbose_name='密封的原始记录')),
                ('source', models.CharField(max_length=60, verbose_name='从哪里来')),
                ('came_at', models.DateTimeField(verbose_name='收到时间')),
                ('late', models.BooleanField(default=False, verbose_name='晚到的旧版本')),
                ('changed', models.JSONField(default=list, verbose_name='变了什么')),
                ('arrived', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='versions', to='hotlines.hotlineimport')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='hotlines.hotlineorder')),
            ],
            options={
                'verbose_name': '工单版本',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Outgoing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sign', '签收'), ('answer', '答复'), ('return', '退单'), ('extension', '延期申请')], max_length=12, verbose_name='种类')),
                ('key', models.CharField(max_length=100, unique=True, verbose_name='幂等键')),
                ('content', models.JSONField(default=dict, verbose_name='内容')),
                ('state', models.CharField(choices=[('queued', '待发'), ('sent', '已发'), ('accepted', '对方已收'), ('refused', '对方退回')], default='queued', max_length=12, verbose_name='状态')),
                ('told', models.CharField(blank=True, max_length=300, verbose_name='对方的说明')),
                ('by', models.CharField(blank=True, max_length=160, verbose_name='经办')),
                ('made_at', models.DateTimeField(verbose_name='生成时间')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='发出时间')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='对方答复时间')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outgoing', to='hotlines.hotlineorder')),
            ],
            options={
                'verbose_name': '热线回传',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='hotlineorder',
            index=models.Index(fields=['due_at'], name='hotline_order_by_due'),
        ),
        migrations.AddIndex(
            model_name='hotlineorder',
            index=models.Index(fields=['changed_at', 'id'], name='hotline_order_by_change'),
        ),
        migrations.AddConstraint(
            model_name='hotlineorder',
            constraint=models.UniqueConstraint(fields=('system', 'number'), name='hotline_order_once'),
        ),
        migrations.AddConstraint(
            model_name='orderversion',
            constraint=models.UniqueConstraint(fields=('order', 'round', 'digest'), name='order_version_once'),
        ),
        migrations.AddIndex(
            model_name='outgoing',
            index=models.Index(fields=['state', 'id'], name='outgoing_by_state'),
        ),
    ]
