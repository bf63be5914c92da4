"""Publication (公开稿)."""

from __future__ import annotations

from django.db import models


class Publication(models.Model):
    """One thing put before the public, or a standing decision for routine data. Its state is the matter's."""

    proceeding = models.OneToOneField("proceedings.Proceeding", models.PROTECT, related_name="publication")
    kind = models.CharField("公开什么", max_length=20)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("现稿全文", help_text="the text now being read or last published, before masking")
    masks = models.JSONField("隐去的词", default=list)
    source = models.ForeignKey(
        "proceedings.Proceeding", models.PROTECT, null=True, blank=True, related_name="publications"
    )
    kinds = models.JSONField("长期公开的数据", default=list)
    until = models.DateField("到哪天", null=True, blank=True)
    leader_decision = models.CharField("公开领导姓名的决定", max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind"], name="publication_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"
