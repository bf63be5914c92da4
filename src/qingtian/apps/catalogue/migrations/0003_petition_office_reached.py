from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='petitionoffice',
            name='address',
            field=models.CharField(blank=True, max_length=200, verbose_name='地址'),
        ),
        migrations.AddField(
            model_name='petitionoffice',
            name='hours',
            field=models.CharField(blank=True, max_length=120, verbose_name='接待时间'),
        ),
        migrations.AddField(
            model_name='petitionoffice',
            name='phone',
            field=models.CharField(blank=True, help_text='of the office, never of a person', max_length=60, verbose_name='办公电话'),
        ),
    ]
