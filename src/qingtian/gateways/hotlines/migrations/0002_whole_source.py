from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hotlines", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="hotlineorder",
            name="system",
            field=models.CharField(max_length=20, verbose_name="来源系统"),
        ),
        migrations.AddField(
            model_name="hotlineorder",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="撤单时间"),
        ),
    ]
