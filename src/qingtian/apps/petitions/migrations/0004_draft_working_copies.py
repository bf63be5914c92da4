"""The time of a report is covered too; reports received before there were working copies get theirs."""

from django.db import migrations, models
from django.utils import timezone

BATCH = 500


def draft(apps, schema_editor):
    """In batches, without opening any identity: what the reporter left is not known here, the rules are."""
    from qingtian.insight.reading.personal import cover

    Petition = apps.get_model("petitions", "Petition")
    WorkingCopy = apps.get_model("petitions", "WorkingCopy")
    waiting = Petition.objects.filter(working_copy=None).exclude(report="").order_by("pk")
    last = 0
    while batch := list(waiting.filter(pk__gt=last).only("pk", "report", "place", "occurred")[:BATCH]):
        copies = []
        for petition in batch:
            text = cover(petition.report)
            copies.append(
                WorkingCopy(
                    petition=petition,
                    text=text.text,
                    marks=[list(mark) for mark in text.marks],
                    place=cover(petition.place).text[:300],
                    occurred=cover(petition.occurred).text[:200],
                    drafted_at=timezone.now(),
                )
            )
        WorkingCopy.objects.bulk_create(copies)
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("petitions", "0003_working_copy")]

    operations = [
        migrations.AddField(
            "workingcopy",
            "occurred",
            models.CharField("什么时候（已遮盖）", blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(draft, migrations.RunPython.noop),
    ]
