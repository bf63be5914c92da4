"""Working copy of a report (工作副本): the words without the person, the only ones that leave the sealed record.

Lists, search, the repeats, exports, the view of the reported unit and every model read this. ``marks`` says what was
covered: ``[[start, end, kind], …]`` in the covered text, kinds as ``insight.reading`` names them; ``spans`` the same
in the raw words, so that an officer can take a cover off.
"""

from __future__ import annotations

from django.db import models


class WorkingCopy(models.Model):
    petition = models.OneToOneField("petitions.Petition", models.PROTECT, related_name="working_copy")
    text = models.TextField("正文（已遮盖）")
    place = models.CharField("地点（已遮盖）", max_length=300, blank=True)
    occurred = models.CharField("什么时候（已遮盖）", max_length=200, blank=True)
    marks = models.JSONField("遮盖处", default=list)
    spans = models.JSONField("原话里遮盖的位置", default=list)
    drafted_at = models.DateTimeField("起草时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.CharField("确认岗位", max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["confirmed_at", "id"], name="working_copy_by_confirmed")]

    def __str__(self) -> str:
        return f"working copy {self.petition_id}"
