"""What the public was shown (发布版次)."""

from __future__ import annotations

from django.db import models


class PublishedVersion(models.Model):
    """One version as it was published, masked; a correction adds the next and says what changed. Never edited."""

    publication = models.ForeignKey("publishing.Publication", models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField("版次")
    on = models.DateField("发布日期")
    title = models.CharField("标题", max_length=200)
    text = models.TextField("公开的全文")
    place = models.CharField("还在哪里发布", max_length=200, blank=True)
    correction = models.TextField("更正了什么", blank=True)
    masked = models.PositiveIntegerField("隐去几处", default=0)
    ground = models.CharField("隐去的依据", max_length=20, blank=True)
    by_act = models.PositiveIntegerField("由第几个动作")

    class Meta:
        ordering = ["publication", "version"]
        constraints = [models.UniqueConstraint(fields=["publication", "version"], name="published_version_once")]

    def __str__(self) -> str:
        return f"{self.publication_id} v{self.version}"
