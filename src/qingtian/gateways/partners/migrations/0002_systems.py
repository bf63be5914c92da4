from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="partner",
            name="systems",
            field=models.JSONField(default=list, verbose_name="来源系统"),
        ),
    ]
