"""Event (靶向事件): what one source says once of a place or a unit, in the one shape all sources share."""

from __future__ import annotations

from django.db import models


class TargetEvent(models.Model):
    """``key`` is the source's own name of the event: read again, it is the same row, with the values as they are now.

    What the source no longer says is ``withdrawn`` and kept. ``strength`` 1 to 3. No reporter, no author, no words.
    """

    class Certainty(models.TextChoices):
        REPORTED = "reported", "有人反映"
        MEASURED = "measured", "监测到"
        CONFIRMED = "confirmed", "已核实"
        EXPLAINED = "explained", "有解释（工况、天气）"
        DOUBTFUL = "doubtful", "可疑（仪器）"
        FALSE_ALARM = "false_alarm", "不属实、误报"

    source = models.SlugField("来源", max_length=24)
    key = models.CharField("来源里的编号", max_length=80)
    began = models.DateTimeField("开始")
    until = models.DateTimeField("结束", null=True, blank=True)
    area = models.ForeignKey("places.Area", models.PROTECT, null=True, blank=True, related_name="+")
    longitude = models.FloatField("经度", null=True, blank=True)
    latitude = models.FloatField("纬度", null=True, blank=True)
    party = models.CharField("单位编号", max_length=20, blank=True)
    kind = models.SlugField("种类", max_length=20)
    detail = models.CharField("来源自己的种类", max_length=60, blank=True)
    strength = models.PositiveSmallIntegerField("强度")
    certainty = models.CharField("确定程度", max_length=12, choices=Certainty)
    matter = models.CharField("事项编号", max_length=40, blank=True)
    restricted = models.BooleanField("受限", default=False)
    withdrawn = models.BooleanField("来源已撤回", default=False)
    revision = models.PositiveSmallIntegerField("改过几次", default=0)

    class Meta:
        verbose_name = "靶向事件"
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="target_event_once")]
        indexes = [
            models.Index(fields=["began", "id"], name="target_event_by_time"),
            models.Index(fields=["party", "-began"], name="target_event_by_party"),
            models.Index(fields=["source", "began"], name="target_event_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
