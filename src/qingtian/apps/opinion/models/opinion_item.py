"""Opinion item (舆情条目): covered words somebody said in public. There is no column for who."""

from __future__ import annotations

from django.db import models


class OpinionItem(models.Model):
    """``key`` is the digest of source and number (or address, or words): what comes twice is kept once.

    ``kinds`` and ``alarm`` are what the readers suggest; ``places`` names of the city's lists and roads.
    """

    key = models.CharField("去重摘要", max_length=64, unique=True)
    source = models.CharField("来源", max_length=60)
    text = models.TextField("遮盖后的内容")
    place = models.CharField("地点", max_length=300, blank=True)
    said_at = models.DateTimeField("发表时间", null=True, blank=True)
    link = models.CharField("链接", max_length=500, blank=True)
    environmental = models.BooleanField("像环境问题")
    kinds = models.JSONField("要素", default=list)
    places = models.JSONField("提到的地方", default=list)
    alarm = models.CharField("警示", max_length=20, blank=True)
    came_at = models.DateTimeField("收到时间", db_index=True)

    class Meta:
        verbose_name = "舆情条目"
        ordering = ["-came_at", "-pk"]

    def __str__(self) -> str:
        return f"opinion {self.pk}"
