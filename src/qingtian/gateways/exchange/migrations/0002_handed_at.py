from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='handed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='交出时间'),
        ),
    ]
