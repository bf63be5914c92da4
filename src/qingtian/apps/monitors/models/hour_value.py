"""Hour value (小时值): what one outlet reported of one factor for one hour. Never overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class HourValue(models.Model):
    """One revision of one value. ``text`` is what was sent, ``scaled`` its millionths, None where no number was sent.

    ``revision`` 1 is the first; a later one stands beside it and is then ``latest``. ``validity`` is what the mark of
    the device makes of the value (``standards.sources.marks``); hours a unit declared as stopped or under maintenance
    are not written here but in operation marks. ``converted_by`` says whether the unit sent the converted value or we
    computed it; empty where there is none. ``frame`` is the stored frame it came in; empty for a value typed in.
    """

    class Validity(models.TextChoices):
        VALID = "valid", "有效"
        INVALID = "invalid", "无效"
        SUBSTITUTED = "substituted", "替代"

    class ConvertedBy(models.TextChoices):
        NONE = "", "—"
        UNIT = "unit", "企业上报"
        COMPUTED = "computed", "平台计算"

    # the constraints below begin with the outlet: an index of its own would only slow the hour down
    outlet = models.ForeignKey("monitors.Outlet", models.PROTECT, related_name="hours", db_index=False)
    factor = models.CharField("因子编码", max_length=12)
    period_start = models.DateTimeField("自")
    period_end = models.DateTimeField("至")
    revision = models.PositiveSmallIntegerField("修订", default=1)
    latest = models.BooleanField("最新", default=True)
    text = models.CharField("原文", max_length=40, blank=True)
    scaled = models.BigIntegerField("定标值", null=True)
    unit = models.CharField("单位", max_length=16, blank=True)
    mark = models.CharField("标记", max_length=4, blank=True)
    validity = models.CharField("有效性", max_length=12, choices=Validity)
    reason = models.CharField("原因", max_length=20, blank=True)
    converted_text = models.CharField("折算值原文", max_length=40, blank=True)
    converted_scaled = models.BigIntegerField("折算值", null=True)
    converted_by = models.CharField(max_length=8, choices=ConvertedBy, blank=True, default=ConvertedBy.NONE)
    back_filled = models.BooleanField("补传", default=False)
    frame = models.BigIntegerField("报文", null=True)
    received_at = models.DateTimeField("收到时间")

    class Meta:
        ordering = ["outlet", "factor", "period_start", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "factor", "period_start", "period_end", "revision"], name="hour_value_revision_once"
            ),
            models.UniqueConstraint(
                fields=["outlet", "factor", "period_start", "period_end"],
                condition=Q(latest=True),
                name="hour_value_latest_once",
            ),
            models.CheckConstraint(condition=Q(period_end__gt=F("period_start")), name="hour_value_in_order"),
        ]
        indexes = [
            models.Index(fields=["period_start", "outlet"], condition=Q(latest=True), name="hour_value_by_hour"),
            # covers what is compared with a limit, so that a month of every outlet is read from the index alone
            models.Index(
                fields=["outlet", "factor", "period_start", "validity", "scaled", "converted_scaled"],
                condition=Q(latest=True),
                name="hour_value_compared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet_id} {self.factor} {self.period_start} r{self.revision}"
