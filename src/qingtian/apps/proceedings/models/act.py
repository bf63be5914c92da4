"""Act (动作) and its content."""

from __future__ import annotations

from django.db import models


class Act(models.Model):
    """One act, append-only (triggers on both databases). What is chained is a salted commitment to the content."""

    proceeding = models.ForeignKey("proceedings.Proceeding", models.PROTECT, related_name="acts")
    seq = models.PositiveIntegerField("序号")
    act = models.CharField("动作", max_length=40)
    on = models.DateField("法律日期", help_text="the day it counts for the law")
    recorded_at = models.DateTimeField("记录时间")
    previous = models.CharField(max_length=64)
    commitment = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    once = models.CharField(
        "表单令牌", max_length=64, null=True, unique=True, help_text="a form submitted twice acts once"
    )

    class Meta:
        ordering = ["proceeding", "seq"]
        constraints = [models.UniqueConstraint(fields=["proceeding", "seq"], name="act_seq_once")]

    def __str__(self) -> str:
        return f"{self.proceeding_id}/{self.seq} {self.act}"


class ActContent(models.Model):
    """The content an act committed to. It may be erased after its retention period; the chain still holds."""

    act = models.OneToOneField(Act, models.PROTECT, related_name="content", primary_key=True)
    salt = models.CharField(max_length=32)
    #: salt of sealed fields; never exported, so that short words stay unguessable
    seal_salt = models.CharField(max_length=32, blank=True)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"content of {self.act_id}"
