"""A working copy keeps where in the raw words it covers something, so that a cover can be taken off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("petitions", "0004_draft_working_copies")]

    operations = [migrations.AddField("workingcopy", "spans", models.JSONField("原话里遮盖的位置", default=list))]
